"""Where the pages and the API of transcription are."""

from django.urls import URLPattern, URLResolver

app_name = "transcription"

urlpatterns: list[URLPattern | URLResolver] = []
api_urlpatterns: list[URLPattern | URLResolver] = []
