"""Where the pages and the API of reviews are."""

from django.urls import URLPattern, URLResolver, path

from recordings.reviews import api, views

app_name = "reviews"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reviews, name="list"),
    path("conferences/<uuid:pk>/", views.start, name="start"),
    path("<uuid:pk>/", views.review, name="review"),
    path("<uuid:pk>/finish/", views.finish, name="finish"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/", api.reviews, name="reviews"),
    path("conferences/<uuid:pk>/reviews/", api.start, name="start"),
    path("reviews/<uuid:pk>/", api.review, name="review"),
    path("reviews/<uuid:pk>/finish/", api.finish, name="finish"),
]
