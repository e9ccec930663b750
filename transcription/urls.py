"""Where the pages and the API of transcription are."""

from django.urls import URLPattern, URLResolver, path

from transcription import api, views

app_name = "transcription"

urlpatterns: list[URLPattern | URLResolver] = [
    path("conferences/<uuid:pk>/transcription/", views.transcription, name="transcription"),
    path("recordings/<uuid:pk>/transcribe/", views.start, name="start"),
    path("transcripts/<uuid:pk>/", views.transcript, name="transcript"),
    path("transcripts/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("transcripts/<uuid:pk>/retry/", views.retry, name="retry"),
    path("speakers/<uuid:pk>/name/", views.speaker_name, name="speaker_name"),
    path("speakers/<uuid:pk>/unname/", views.speaker_unname, name="speaker_unname"),
    path("queue/", views.queue, name="queue"),
    path("queue/<uuid:pk>/retry/", views.job_retry, name="job_retry"),
    path("queue/<uuid:pk>/cancel/", views.job_cancel, name="job_cancel"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("recordings/<uuid:pk>/transcribe/", api.start, name="start"),
    path("transcripts/<uuid:pk>/", api.transcript, name="transcript"),
    path("transcripts/<uuid:pk>/words/", api.words, name="words"),
    path("transcripts/<uuid:pk>/cancel/", api.cancel, name="cancel"),
    path("transcripts/<uuid:pk>/retry/", api.retry, name="retry"),
    path("speakers/<uuid:pk>/name/", api.speaker_name, name="speaker_name"),
    path("queue/", api.queue, name="queue"),
    path("queue/<uuid:pk>/retry/", api.job_retry, name="job_retry"),
]
