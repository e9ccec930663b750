"""Where the pages and the API of requests and copies are."""

from django.urls import URLPattern, URLResolver, path

from minutes.requests import api
from minutes.requests.views import lists, redaction, release, requests

app_name = "requests"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.requests, name="list"),
    path("new/", lists.new, name="new"),
    path("new/<uuid:pk>/", lists.log, name="log"),
    path("copies/", lists.copies, name="copies"),
    path("copies/files/<uuid:pk>/", lists.download, name="download"),
    path("copies/<uuid:pk>/told/", lists.tell, name="tell"),
    path("<uuid:pk>/", requests.detail, name="detail"),
    path("<uuid:pk>/confirm/", requests.confirm, name="confirm"),
    path("<uuid:pk>/address/", requests.address, name="address"),
    path("<uuid:pk>/sort/", requests.sort, name="sort"),
    path("<uuid:pk>/stop-clock/", requests.stop_clock, name="stop_clock"),
    path("<uuid:pk>/start-clock/", requests.start_clock, name="start_clock"),
    path("<uuid:pk>/extend/", requests.extend, name="extend"),
    path("<uuid:pk>/ask-chair/", requests.ask_chair, name="ask_chair"),
    path("<uuid:pk>/allow/", requests.allow, name="allow"),
    path("<uuid:pk>/refuse/", requests.refuse, name="refuse"),
    path("<uuid:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("<uuid:pk>/close/", requests.close, name="close"),
    path("<uuid:pk>/redaction/", redaction.redaction, name="redaction"),
    path("<uuid:pk>/redaction/start/", redaction.redaction_start, name="redaction_start"),
    path("<uuid:pk>/redaction/mark/", redaction.mark, name="mark"),
    path("<uuid:pk>/redaction/send/", redaction.send, name="send"),
    path("<uuid:pk>/redaction/choose-again/", redaction.choose_again, name="choose_again"),
    path("marks/<uuid:pk>/decide/", redaction.decide, name="decide"),
    path("marks/<uuid:pk>/undo/", redaction.undo, name="undo"),
    path("<uuid:pk>/second-check/", redaction.second_check, name="second_check"),
    path("<uuid:pk>/second-check/agree/", redaction.agree, name="agree"),
    path("<uuid:pk>/second-check/send-back/", redaction.send_back, name="send_back"),
    path("<uuid:pk>/release/", release.release, name="release"),
    path("<uuid:pk>/take-back/", release.take_back, name="take_back"),
    path("<uuid:pk>/delivered/", release.delivered, name="delivered"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("requests/", api.requests, name="list"),
    path("requests/<uuid:pk>/", api.detail, name="detail"),
    path("requests/<uuid:pk>/confirm/", api.confirm, name="confirm"),
    path("requests/<uuid:pk>/address/", api.address, name="address"),
    path("requests/<uuid:pk>/sort/", api.sort, name="sort"),
    path("requests/<uuid:pk>/redaction/", api.redaction, name="redaction"),
    path("requests/<uuid:pk>/marks/", api.marks, name="marks"),
    path("requests/<uuid:pk>/send/", api.send, name="send"),
    path("requests/<uuid:pk>/agree/", api.agree, name="agree"),
    path("requests/<uuid:pk>/release/", api.release, name="release"),
    path("requests/<uuid:pk>/delivered/", api.delivered, name="delivered"),
    path("marks/<uuid:pk>/", api.decide, name="decide"),
    path("copies/", api.copies, name="copies"),
    path("copies/files/<uuid:pk>/", api.download, name="download"),
]
