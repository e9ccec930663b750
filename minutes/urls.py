"""Where the pages and the API of minutes are."""

from django.urls import URLPattern, URLResolver

app_name = "minutes"

urlpatterns: list[URLPattern | URLResolver] = []
api_urlpatterns: list[URLPattern | URLResolver] = []
