"""The pages of requests and copies."""
