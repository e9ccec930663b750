"""The pages of conferences and recordings."""
