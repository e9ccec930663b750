"""Requests for the minutes: from the first letter to the proof of sending."""
