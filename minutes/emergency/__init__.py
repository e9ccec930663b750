"""Opening one record in an emergency: who may, for an hour, seen by others, and reviewed."""
