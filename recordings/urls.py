"""Where the pages and the API of recordings are."""

from django.urls import URLPattern, URLResolver

app_name = "recordings"

urlpatterns: list[URLPattern | URLResolver] = []
api_urlpatterns: list[URLPattern | URLResolver] = []
