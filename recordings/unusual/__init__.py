"""Unusual listening: much in a day, outside usual hours, one's own family name, refused again and again."""
