"""Where the pages and the API of emergency access are."""

from django.urls import URLPattern, URLResolver, path

from minutes.emergency import api, views

app_name = "emergency"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.openings, name="list"),
    path("find/", views.find, name="find"),
    path("conferences/<uuid:pk>/", views.start, name="start"),
    path("<uuid:pk>/", views.opening, name="opening"),
    path("<uuid:pk>/recordings/<uuid:recording>/sound/", views.sound, name="sound"),
    path("<uuid:pk>/recordings/<uuid:recording>/waveform/", views.waveform, name="waveform"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/review/", views.review, name="review"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("emergency/", api.openings, name="openings"),
    path("emergency/find/", api.find, name="find"),
    path("conferences/<uuid:pk>/emergency/", api.start, name="start"),
    path("emergency/<uuid:pk>/", api.opening, name="opening"),
    path("emergency/<uuid:pk>/record/", api.record, name="record"),
    path("emergency/<uuid:pk>/recordings/<uuid:recording>/sound/", api.sound, name="sound"),
    path("emergency/<uuid:pk>/close/", api.close, name="close"),
    path("emergency/<uuid:pk>/review/", api.review, name="review"),
]
