"""Where the page and the API of unusual listening are."""

from django.urls import URLPattern, URLResolver, path

from recordings.unusual import api, views

app_name = "unusual"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.unusual_list, name="list"),
    path("<uuid:pk>/", views.settle, name="settle"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("unusual/", api.unusual_list, name="list"),
    path("unusual/<uuid:pk>/", api.settle, name="settle"),
]
