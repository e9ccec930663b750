"""Where the pages and the API of conferences and recordings are."""

from django.urls import URLPattern, URLResolver, path

from recordings.api import conferences as api
from recordings.api import sound as api_sound
from recordings.api import uploads as api_uploads
from recordings.views import conferences, presence, sound, uploads

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
    path("conferences/<uuid:pk>/uploads/", uploads.uploads, name="uploads"),
    path("uploads/<uuid:pk>/take-back/", uploads.upload_take_back, name="upload_take_back"),
    path("recordings/<uuid:pk>/", sound.recording, name="recording"),
    path("recordings/<uuid:pk>/sound/", sound.sound, name="sound"),
    path("recordings/<uuid:pk>/waveform/", sound.waveform, name="waveform"),
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
    path("conferences/<uuid:pk>/uploads/", api_uploads.uploads, name="uploads"),
    path("conferences/<uuid:pk>/recordings/", api_sound.recordings, name="recordings"),
    path("uploads/<uuid:pk>/", api_uploads.upload, name="upload"),
    path("recordings/<uuid:pk>/", api_sound.recording, name="recording"),
    path("recordings/<uuid:pk>/sound/", api_sound.sound, name="sound"),
    path("recordings/<uuid:pk>/waveform/", api_sound.waveform, name="waveform"),
    path("recordings/<uuid:pk>/parts/", api.parts, name="parts"),
]
