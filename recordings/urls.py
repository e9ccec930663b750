"""Where the pages and the API of conferences and recordings are."""

from django.urls import URLPattern, URLResolver, path

from recordings.api import conferences as api
from recordings.views import conferences, presence

app_name = "recordings"

urlpatterns: list[URLPattern | URLResolver] = [
    path("conferences/", conferences.conferences, name="conferences"),
    path("conferences/new/", conferences.conference_add, name="conference_add"),
    path("conferences/<uuid:pk>/", conferences.conference, name="conference"),
    path("conferences/<uuid:pk>/held/", conferences.conference_held, name="conference_held"),
    path("conferences/<uuid:pk>/children/new/", conferences.child_add, name="child_add"),
    path("conferences/<uuid:pk>/people/new/", conferences.person_add, name="person_add"),
    path("conferences/<uuid:pk>/trail/", conferences.trail, name="trail"),
    path("conferences/<uuid:pk>/presence/", presence.presence, name="presence"),
    path("conferences/<uuid:pk>/presence/confirm/", presence.presence_confirm, name="presence_confirm"),
    path("conferences/<uuid:pk>/presence/reopen/", presence.presence_reopen, name="presence_reopen"),
    path("people/<uuid:pk>/", conferences.person, name="person"),
    path("people/<uuid:pk>/remove/", conferences.person_remove, name="person_remove"),
    path("recordings/<uuid:pk>/parts/new/", presence.part_add, name="part_add"),
    path("parts/<uuid:pk>/remove/", presence.part_remove, name="part_remove"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("conferences/", api.conferences, name="conferences"),
    path("conferences/<uuid:pk>/", api.conference, name="conference"),
    path("conferences/<uuid:pk>/children/", api.children, name="children"),
    path("conferences/<uuid:pk>/people/", api.people, name="people"),
    path("conferences/<uuid:pk>/presence/confirm/", api.presence_confirm, name="presence_confirm"),
    path("recordings/<uuid:pk>/parts/", api.parts, name="parts"),
]
