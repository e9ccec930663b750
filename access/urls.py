"""Where the pages and the API of access are."""

from django.urls import URLPattern, URLResolver

app_name = "access"

urlpatterns: list[URLPattern | URLResolver] = []
api_urlpatterns: list[URLPattern | URLResolver] = []
