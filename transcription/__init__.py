"""Audio into words."""
