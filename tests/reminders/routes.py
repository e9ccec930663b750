"""Everybody has a calendar of their own; the calendar itself has only its secret address."""

from tests.routes import Route

ROUTES = [
    Route("reminders:calendar"),
    Route("reminders:make", method="post"),
    Route("reminders:end", method="post"),
    Route("reminders:feed", kwargs=lambda world: {"token": "nobody-has-this"}, public=True),
    Route("reminders-api:calendar"),
    Route("reminders-api:calendar", method="post"),
    Route("reminders-api:calendar", method="delete"),
]
