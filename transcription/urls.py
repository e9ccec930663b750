"""Where the pages and the API of transcription are."""

from django.urls import URLPattern, URLResolver, path

from transcription import views
from transcription.api import queue, transcripts, voices

app_name = "transcription"

urlpatterns: list[URLPattern | URLResolver] = [
    path("conferences/<uuid:pk>/transcription/", views.transcription, name="transcription"),
    path("recordings/<uuid:pk>/transcribe/", views.start, name="start"),
    path("transcripts/<uuid:pk>/", views.transcript, name="transcript"),
    path("transcripts/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("transcripts/<uuid:pk>/retry/", views.retry, name="retry"),
    path("speakers/<uuid:pk>/name/", views.speaker_name, name="speaker_name"),
    path("speakers/<uuid:pk>/unname/", views.speaker_unname, name="speaker_unname"),
    path("speakers/<uuid:pk>/join/", views.speaker_join, name="speaker_join"),
    path("transcripts/<uuid:pk>/lines/", views.lines, name="lines"),
    path("lines/<uuid:pk>/", views.line, name="line"),
    path("queue/", views.queue, name="queue"),
    path("queue/<uuid:pk>/retry/", views.job_retry, name="job_retry"),
    path("queue/<uuid:pk>/cancel/", views.job_cancel, name="job_cancel"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("recordings/<uuid:pk>/transcribe/", transcripts.start, name="start"),
    path("transcripts/<uuid:pk>/", transcripts.transcript, name="transcript"),
    path("transcripts/<uuid:pk>/words/", transcripts.words, name="words"),
    path("transcripts/<uuid:pk>/cancel/", transcripts.cancel, name="cancel"),
    path("transcripts/<uuid:pk>/retry/", transcripts.retry, name="retry"),
    path("transcripts/<uuid:pk>/lines/", voices.lines, name="lines"),
    path("lines/<uuid:pk>/split/", voices.line_split, name="line_split"),
    path("speakers/<uuid:pk>/name/", voices.speaker_name, name="speaker_name"),
    path("speakers/<uuid:pk>/unname/", voices.speaker_unname, name="speaker_unname"),
    path("speakers/<uuid:pk>/join/", voices.speaker_join, name="speaker_join"),
    path("queue/", queue.queue, name="queue"),
    path("queue/<uuid:pk>/retry/", queue.job_retry, name="job_retry"),
    path("queue/<uuid:pk>/cancel/", queue.job_cancel, name="job_cancel"),
]
