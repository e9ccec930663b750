"""Where the pages of messages, of who asks, and of what hangs on a request are."""

from django.urls import URLPattern, URLResolver, path

from minutes.requests import linked_api, log_api
from minutes.requests.views import ask, linked, messages, who

urlpatterns: list[URLPattern | URLResolver] = [
    path("set-aside/", messages.set_aside, name="set_aside"),
    path("messages/<uuid:pk>/", messages.message, name="message"),
    path("messages/<uuid:pk>/join/", messages.join, name="join"),
    path("messages/<uuid:pk>/aside/", messages.aside, name="aside"),
    path("messages/<uuid:pk>/back/", messages.back, name="back"),
    path("messages/<uuid:pk>/read/", messages.read, name="read"),
    path("messages/<uuid:pk>/original/", messages.original, name="original"),
    path("<uuid:pk>/confirm/", who.confirm, name="confirm"),
    path("<uuid:pk>/identity/", who.ask_identity, name="identity"),
    path("<uuid:pk>/start-clock/", who.start_clock, name="start_clock"),
    path("<uuid:pk>/sort/", who.sort, name="sort"),
    path("<uuid:pk>/answered/", who.answered, name="answered"),
    path("<uuid:pk>/refuse/", who.refuse, name="refuse"),
    path("refusals/<uuid:pk>/", who.refusal, name="refusal"),
    path("refusals/<uuid:pk>/sent/", who.refusal_sent, name="refusal_sent"),
    path("<uuid:pk>/follow-up/", linked.follow_up, name="follow_up"),
    path("follow-ups/<uuid:pk>/acknowledged/", linked.acknowledge, name="acknowledged"),
    path("follow-ups/<uuid:pk>/close/", linked.close_follow_up, name="close_follow_up"),
    path("<uuid:pk>/put-back/", linked.put_back, name="put_back"),
    path("put-back/<uuid:pk>/allow/", linked.allow_put_back, name="allow_put_back"),
    path("put-back/<uuid:pk>/drop/", linked.drop_put_back, name="drop_put_back"),
]
public_urlpatterns: list[URLPattern | URLResolver] = [
    path("ask/", ask.ask, name="ask"),
    path("ask/sent/", ask.sent, name="ask_sent"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("messages/", log_api.messages, name="messages"),
    path("messages/<uuid:pk>/", log_api.message, name="message"),
    path("messages/<uuid:pk>/original/", log_api.original, name="original"),
    path("messages/<uuid:pk>/log/", log_api.log_message, name="log_message"),
    path("messages/<uuid:pk>/join/", log_api.join, name="join"),
    path("messages/<uuid:pk>/aside/", log_api.aside, name="aside"),
    path("messages/<uuid:pk>/back/", log_api.back, name="back"),
    path("messages/<uuid:pk>/read/", log_api.read, name="read"),
    path("requests/<uuid:pk>/identity/", log_api.identity, name="identity"),
    path("requests/<uuid:pk>/identity/came/", log_api.identity_came, name="identity_came"),
    path("requests/<uuid:pk>/question/", log_api.question, name="question"),
    path("requests/<uuid:pk>/answer/", log_api.answer, name="answer"),
    path("requests/<uuid:pk>/extend/", log_api.extend, name="extend"),
    path("requests/<uuid:pk>/ask-chair/", log_api.ask_chair, name="ask_chair"),
    path("requests/<uuid:pk>/allow/", log_api.allow, name="allow"),
    path("requests/<uuid:pk>/answered/", log_api.answered, name="answered"),
    path("requests/<uuid:pk>/withdraw/", log_api.withdraw, name="withdraw"),
    path("requests/<uuid:pk>/close/", log_api.close, name="close"),
    path("requests/<uuid:pk>/take-back/", log_api.take_back, name="take_back"),
    path("requests/<uuid:pk>/choose-again/", log_api.choose_again, name="choose_again"),
    path("requests/<uuid:pk>/refuse/", linked_api.refuse, name="refuse"),
    path("refusals/<uuid:pk>/", linked_api.refusal, name="refusal"),
    path("refusals/<uuid:pk>/sent/", linked_api.refusal_sent, name="refusal_sent"),
    path("requests/<uuid:pk>/follow-ups/", linked_api.follow_ups, name="follow_ups"),
    path("follow-ups/<uuid:pk>/acknowledged/", linked_api.acknowledged, name="acknowledged"),
    path("follow-ups/<uuid:pk>/close/", linked_api.close_follow_up, name="close_follow_up"),
    path("requests/<uuid:pk>/put-back/", linked_api.put_back, name="put_back"),
    path("put-back/<uuid:pk>/allow/", linked_api.allow_put_back, name="allow_put_back"),
    path("put-back/<uuid:pk>/drop/", linked_api.drop_put_back, name="drop_put_back"),
]
