"""Messages on the pages: sorted by a person, never lost, made a request from their first day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.board import tasks_for
from access.errors import Conflict
from access.models import User
from minutes.requests import actions, arrivals, tasks
from minutes.requests.models import Message, MinuteRequest
from recordings.models import VaultKey
from tests.requests import made
from tests.requests.test_pages import boxes, log_form

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def hartley():
    return made.hartley()


def received(text="The minutes, please", **changes):
    values = {
        "channel": "email",
        "received_at": timezone.now(),
        "original": text.encode(),
        "text": text,
        **changes,
    }
    return actions.receive_message(actions.Arrived(**values), by=User.objects.service("mailbox"))


def from_kelly(text="The minutes, please", **changes):
    return received(text, **{"sender": "kelly@post.example", "name": "Kelly Hartley", **changes})


def at(name, message):
    return reverse(f"requests:{name}", args=[message.pk])


def test_a_message_is_on_the_board_until_somebody_sorts_it(hartley, sign_in):
    old = from_kelly(received_at=timezone.now() - timedelta(days=9))
    joan = sign_in(hartley.administrator)

    page = joan.get(reverse("requests:list")).text
    assert "Came in, not sorted yet" in page
    assert "Late" in page
    assert any(task.what == "Sort a message" for task in tasks_for(hartley.administrator))
    assert arrivals.waiting_for(hartley.administrator)[0].is_late

    actions.set_aside(old, aside="not_a_request", by=hartley.administrator)
    assert arrivals.waiting_for(hartley.administrator) == []
    assert not any(task.what == "Sort a message" for task in tasks_for(hartley.administrator))


def test_a_message_becomes_a_request_through_the_pages(hartley, sign_in):
    came = timezone.now() - timedelta(days=4)
    message, joan = from_kelly(received_at=came), sign_in(hartley.administrator)
    assert "The minutes, please" in joan.get(at("message", message)).text

    which = joan.get(reverse("requests:new"), {"message": message.pk, "conference": hartley.conference.pk})
    assert f"message={message.pk}" in which.url
    page = joan.get(which.url).text
    assert "Both clocks run from then" in page
    assert 'value="Kelly Hartley"' in page
    said = {
        name: value
        for name, value in log_form(hartley).items()
        if not name.startswith(("received", "channel"))
    }
    answer = joan.post(which.url, said)

    request = MinuteRequest.objects.get()
    assert answer.url == reverse("requests:detail", args=[request.pk])
    assert (request.received_at, request.channel) == (came, "email")
    message.refresh_from_db()
    assert (message.state, message.request) == (State.LOGGED, request)
    assert "Messages" in joan.get(answer.url).text
    assert "waits for nobody" in joan.post(at("read", message)).text


@pytest.mark.parametrize("wanted", ["rubbish", "00000000-0000-0000-0000-000000000000"])
def test_a_message_that_is_not_there_is_not_found(hartley, sign_in, wanted):
    url = reverse("requests:log", args=[hartley.conference.pk])

    assert sign_in(hartley.administrator).get(url, {"message": wanted}).status_code == 404


def test_a_message_is_added_to_a_request_by_its_number(hartley, sign_in):
    request = made.checked(hartley)
    message, joan = from_kelly("By when?"), sign_in(hartley.administrator)
    page = joan.get(at("message", message)).text
    assert f"?to={request.reference}" in page

    wrong = joan.post(at("join", message), {"reference": "R-1999-0001"})
    assert "There is no request with this number" in wrong.text
    joan.post(at("join", message), {"reference": request.reference.lower()})

    assert request.messages.get() == message
    assert "not waiting any more" in joan.post(at("join", message), {"reference": request.reference}).text


def test_a_message_is_set_aside_and_brought_back_through_the_pages(hartley, sign_in):
    message, joan = from_kelly(), sign_in(hartley.administrator)

    assert "Choose what it is" in joan.post(at("aside", message), {"aside": ""}).text
    joan.post(at("aside", message), {"aside": "spam"})
    assert "Unwanted mail" in joan.get(reverse("requests:set_aside")).text
    assert "half a year" in joan.get(at("message", message)).text
    joan.post(at("back", message))

    message.refresh_from_db()
    assert message.state == State.NEW
    assert "not set aside" in joan.post(at("back", message)).text
    assert "Nothing is set aside" in joan.get(reverse("requests:set_aside")).text


def test_what_came_by_itself_is_read_and_then_off_the_board(hartley, sign_in):
    request = made.checked(hartley)
    message = from_kelly(message_id="<one@post.example>")
    actions.join_message(message, request=request, by=hartley.administrator)
    answer = from_kelly("On Friday", message_id="<two@post.example>", answers=("<one@post.example>",))
    assert (answer.state, answer.request) == (State.JOINED, request)
    assert any(task.what == "Read what they answered" for task in tasks_for(hartley.administrator))
    joan = sign_in(hartley.administrator)
    assert "Not read" in joan.get(reverse("requests:detail", args=[request.pk])).text

    joan.post(at("read", answer))

    assert not any(task.what == "Read what they answered" for task in tasks_for(hartley.administrator))


def test_an_answer_from_another_address_says_so(hartley, sign_in):
    from_kelly(message_id="<one@post.example>")
    answer = received(
        "Me too", sender="wayne@post.example", message_id="<x@y.example>", answers=("<one@post.example>",)
    )

    page = sign_in(hartley.administrator).get(at("message", answer)).text

    assert "came from another address" in page


def test_what_was_set_aside_takes_its_answers_with_it_and_a_later_one_waits(hartley):
    first = from_kelly(message_id="<one@post.example>")
    second = from_kelly("And?", message_id="<two@post.example>", answers=("<one@post.example>",))
    actions.set_aside(first, aside="duplicate", by=hartley.administrator)
    third = from_kelly("Well?", message_id="<three@post.example>", answers=("<one@post.example>",))

    second.refresh_from_db()
    assert (second.state, third.state) == (State.ASIDE, State.NEW)


def test_the_same_person_twice_is_noticed(hartley, sign_in):
    first, second = from_kelly("One"), from_kelly("Two")
    web = [received(text, channel="web", name="Kelly  Hartley") for text in ("Three", "Four")]
    nameless = received("Five", channel="web")

    assert arrivals.alike(first, hartley.administrator) == [second]
    assert arrivals.alike(web[0], hartley.administrator) == [web[1]]
    assert arrivals.alike(nameless, hartley.administrator) == []
    assert "From the same person?" in sign_in(hartley.administrator).get(at("message", first)).text


def test_a_request_that_may_be_the_same_is_noticed(hartley, sign_in):
    first = made.checked(hartley)
    actions.withdraw(first, by=hartley.administrator)
    second = made.checked(hartley)

    page = sign_in(hartley.administrator).get(reverse("requests:detail", args=[second.pk])).text

    assert "The same request twice?" in page
    assert first.reference in page
    message = from_kelly()
    assert arrivals.requests_of(message, hartley.administrator) == [second]


def test_what_was_set_aside_half_a_year_ago_is_forgotten_with_its_key(hartley):
    old, new = from_kelly(aside="spam"), from_kelly("Newer", aside="spam")
    follower = from_kelly("Follows")
    Message.objects.filter(pk=follower.pk).update(follows=old)
    Message.objects.filter(pk=old.pk).update(handled_at=timezone.now() - timedelta(days=200))

    tasks.tend_requests()

    assert set(Message.objects.values_list("pk", flat=True)) == {new.pk, follower.pk}
    assert VaultKey.objects.get(pk=old.key_id).destroyed_at


def test_the_original_goes_out_as_a_file_that_no_browser_runs(hartley, sign_in):
    answer = sign_in(hartley.administrator).get(at("original", from_kelly("<script>alert(1)</script>")))

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Kelly" not in answer.headers["Content-Disposition"]
    assert b"<script>" in answer.content


def test_markup_in_a_message_is_shown_as_words(hartley, sign_in):
    message = from_kelly("<img src=x onerror=alert(1)>", subject="<b>bold</b>")

    page = sign_in(hartley.administrator).get(at("message", message)).text

    assert "<img src=x" not in page
    assert "<b>bold" not in page


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({}, True),
        ({"show": "mine"}, True),
        ({"show": "late"}, False),
        ({"show": "unsorted"}, True),
        ({"show": "ended"}, False),
        ({"state": "checking"}, True),
        ({"state": "refused"}, False),
        ({"show": "nonsense", "state": "nonsense", "page": "x"}, True),
    ],
)
def test_the_board_filters(hartley, sign_in, chosen, shown):
    request = made.checked(hartley, received_at=timezone.now())

    page = sign_in(hartley.administrator).get(reverse("requests:list"), chosen).text

    assert (f"/requests/{request.pk}/" in page) is shown
    assert "Who has how many" in page


def test_the_board_shows_who_is_late(hartley, sign_in):
    made.checked(hartley, received_at=timezone.now() - timedelta(days=60))
    raised = MinuteRequest.objects.get()
    actions.follow_up(
        raised, kind="breach", what="x", on=timezone.localdate() - timedelta(days=9), by=hartley.chair
    )

    page = sign_in(hartley.administrator).get(reverse("requests:list"), {"show": "late"}).text

    assert raised.reference in page
    assert "Complaints, corrections and breaches" in page
    assert page.count("tag--late") >= 3


def test_only_what_waits_can_be_sorted(hartley):
    message = from_kelly()
    actions.set_aside(message, aside="spam", by=hartley.administrator)

    with pytest.raises(Conflict, match="not waiting any more"):
        actions.set_aside(message, aside="spam", by=hartley.administrator)


def test_a_year_of_three_figures_is_a_slip(hartley, sign_in):
    url = reverse("requests:log", args=[hartley.conference.pk])
    form = {**log_form(hartley), **boxes("received_on", timezone.localdate()), "received_on_year": "202"}

    answer = sign_in(hartley.administrator).post(url, form)

    assert "Enter the year the request arrived, for example 2026" in answer.text
