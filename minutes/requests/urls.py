"""Where the pages and the API of requests are."""

from django.urls import URLPattern, URLResolver

app_name = "requests"

urlpatterns: list[URLPattern | URLResolver] = []
api_urlpatterns: list[URLPattern | URLResolver] = []
