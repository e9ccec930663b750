"""The API of conferences and recordings, over the same actions as the pages."""
