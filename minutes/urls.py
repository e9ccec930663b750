"""Where the pages and the API of minutes are."""

from django.urls import URLPattern, URLResolver, path

from minutes import api
from minutes.api.again import heard_again
from minutes.api.byhand import type_start
from minutes.views import (
    again,
    byhand,
    checks,
    corrections,
    editor,
    here,
    paragraphs,
    replacing,
    shortening,
    templates,
    undoing,
    versions,
)

app_name = "minutes"

PARAGRAPH = "<uuid:pk>/paragraphs/<uuid:paragraph>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:name>/", templates.template, name="template"),
    path("<uuid:pk>/headings/", templates.change, name="change_template"),
    path("", editor.minutes_list, name="list"),
    path("<uuid:pk>/", editor.detail, name="detail"),
    path("of/<uuid:pk>/type/", byhand.type_start, name="type_start"),
    path("<uuid:pk>/type/", byhand.type_sentences, name="type"),
    path("<uuid:pk>/start/", editor.start, name="start"),
    path(PARAGRAPH, paragraphs.paragraph, name="paragraph"),
    path(f"{PARAGRAPH}settle/", paragraphs.settle, name="settle"),
    path(f"{PARAGRAPH}add/", paragraphs.add, name="add"),
    path(f"{PARAGRAPH}move/", paragraphs.move, name="move"),
    path(f"{PARAGRAPH}shorter/", shortening.propose, name="propose_wording"),
    path(f"{PARAGRAPH}shorter/take/", shortening.take, name="take_wording"),
    path(f"{PARAGRAPH}corrections/", corrections.add, name="add_correction"),
    path("<uuid:pk>/corrections/", corrections.corrections, name="corrections"),
    path("<uuid:pk>/corrections/<uuid:correction>/", corrections.decide, name="decide_correction"),
    path(f"{PARAGRAPH}name/", paragraphs.name, name="name"),
    path("<uuid:pk>/checks/", checks.checks, name="checks"),
    path("<uuid:pk>/checks/<uuid:check>/", checks.clear, name="clear"),
    path("<uuid:pk>/suggestions/<uuid:suggestion>/", checks.suggestion, name="suggestion"),
    path("<uuid:pk>/parts/<uuid:part>/", checks.part, name="part"),
    path("<uuid:pk>/versions/", versions.versions, name="versions"),
    path("<uuid:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<uuid:pk>/versions/<int:number>/restore/", versions.restore, name="restore"),
    path("<uuid:pk>/versions/<int:number>/name/", versions.name, name="name_version"),
    path("<uuid:pk>/here/", here.beat, name="here"),
    path("<uuid:pk>/kept-key/", here.kept_key, name="kept_key"),
    path("<uuid:pk>/undo/", undoing.undo, name="undo"),
    path("<uuid:pk>/redo/", undoing.redo, name="redo"),
    path("<uuid:pk>/heard-again/", again.heard_again, name="heard_again"),
    path("<uuid:pk>/approve/", versions.approve, name="approve"),
    path("<uuid:pk>/replace/", replacing.replace, name="replace"),
    path("<uuid:pk>/reopen/", versions.reopen, name="reopen"),
]
API_PARAGRAPH = "minutes/<uuid:pk>/paragraphs/<uuid:paragraph>/"
API_VERSION = "minutes/<uuid:pk>/versions/<int:number>/"

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("minutes/", api.minutes_list, name="list"),
    path("minutes/<uuid:pk>/", api.detail, name="detail"),
    path("minutes/<uuid:pk>/start/", api.start, name="start"),
    path("minutes/<uuid:pk>/type/", api.type_sentences, name="type"),
    path(API_PARAGRAPH, api.paragraph, name="paragraph"),
    path(f"{API_PARAGRAPH}settle/", api.settle, name="settle"),
    path(f"{API_PARAGRAPH}add/", api.add, name="add"),
    path(f"{API_PARAGRAPH}move/", api.move, name="move"),
    path(f"{API_PARAGRAPH}shorter/", api.propose_wording, name="propose_wording"),
    path(f"{API_PARAGRAPH}shorter/take/", api.take_wording, name="take_wording"),
    path(f"{API_PARAGRAPH}name/", api.name, name="name"),
    path("minutes/<uuid:pk>/headings/", api.change_template, name="change_template"),
    path("minutes/templates/<slug:name>/", api.write_template, name="template"),
    path("minutes/<uuid:pk>/corrections/", api.corrections, name="corrections"),
    path("minutes/<uuid:pk>/corrections/<uuid:correction>/", api.decide_correction, name="decide_correction"),
    path("conferences/<uuid:pk>/minutes/type/", type_start, name="type_start"),
    path("minutes/<uuid:pk>/replace/", api.replace, name="replace"),
    path("minutes/<uuid:pk>/heard-again/", heard_again, name="heard_again"),
    path("minutes/<uuid:pk>/here/", api.here, name="here"),
    path("minutes/<uuid:pk>/undo/", api.undo, name="undo"),
    path("minutes/<uuid:pk>/redo/", api.redo, name="redo"),
    path("minutes/<uuid:pk>/checks/", api.checks, name="checks"),
    path("minutes/<uuid:pk>/checks/<uuid:check>/", api.clear, name="clear"),
    path("minutes/<uuid:pk>/suggestions/<uuid:suggestion>/", api.suggestion, name="suggestion"),
    path("minutes/<uuid:pk>/parts/<uuid:part>/", api.part, name="part"),
    path("minutes/<uuid:pk>/versions/", api.versions, name="versions"),
    path(API_VERSION, api.version, name="version"),
    path(f"{API_VERSION}restore/", api.restore, name="restore"),
    path(f"{API_VERSION}name/", api.name_version, name="name_version"),
    path("minutes/<uuid:pk>/approve/", api.approve, name="approve"),
    path("minutes/<uuid:pk>/reopen/", api.reopen, name="reopen"),
]
