"""The pages of decisions and letters."""
