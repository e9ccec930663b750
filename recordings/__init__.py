"""A conference, its children, who was in the room when, its sealed audio."""
