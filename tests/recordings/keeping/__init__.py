"""The ending of recordings."""
