"""Where one's own calendar address is, and the calendar behind it."""

from django.urls import URLPattern, URLResolver, path

from recordings.reminders import api, views

app_name = "reminders"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.own_calendar, name="calendar"),
    path("make/", views.make, name="make"),
    path("end/", views.end, name="end"),
    path("<str:token>.ics", views.feed, name="feed"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/", api.own_calendar, name="calendar"),
]
