"""Where the pages of messages, of who asks, and of what hangs on a request are."""

from django.urls import URLPattern, URLResolver, path

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
