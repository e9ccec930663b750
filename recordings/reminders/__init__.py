"""Reminders that name nobody: one e-mail a day with counts, and a calendar behind a secret address."""
