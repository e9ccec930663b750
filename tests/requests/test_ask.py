"""The public page: no account, no hint, no promise; what is typed is sealed, and too much is not taken."""

import pytest
from django.test import Client
from django.urls import reverse

from minutes.requests import actions, public
from minutes.requests.models import Message
from tests.requests import made

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Kelly Hartley",
    "wanted": "The minutes of 5 November, please",
    "contact": "01632 960 145 after six",
}


def ask(client=None, **changes):
    return (client or Client()).post(reverse("public:ask"), {**SAID, **changes})


def test_anybody_may_ask_and_is_told_what_happens_next():
    page = Client().get(reverse("public:ask"))
    answer = ask()

    assert page.status_code == 200
    assert "What happens next" in page.text
    assert answer.url == reverse("public:ask_sent")
    assert "Somebody who works for the council" in Client().get(answer.url).text
    message = Message.objects.get()
    assert (message.state, message.channel, message.name) == ("new", "web", "Kelly Hartley")
    assert "after six" in message.text
    assert b"after six" in actions.open_original(message, by=made.family().administrator)


def test_whoever_is_known_and_whoever_is_not_get_the_same_answer():
    made.hartley()

    known, unknown = ask(), ask(name="Nobody At All")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.content == unknown.content


def test_something_is_missing_so_it_is_said_and_nothing_is_kept():
    answer = ask(contact="")

    assert "Tell us how we can reach you safely" in answer.text
    assert "Kelly Hartley" in answer.text
    assert not Message.objects.exists()


def test_a_machine_that_fills_the_trap_is_answered_alike_and_set_aside():
    answer = ask(website="buy this")

    assert answer.url == reverse("public:ask_sent")
    assert Message.objects.get().aside == "spam"


def test_the_same_sent_twice_on_one_day_is_one():
    assert (ask().url, ask().url) == (reverse("public:ask_sent"),) * 2
    assert Message.objects.count() == 1


def test_one_address_is_not_listened_to_without_end_and_another_one_is():
    for number in range(public.FROM_ONE):
        ask(name=f"Person {number}")

    busy = ask(name="One more")
    other = Client(REMOTE_ADDR="192.0.2.7").post(reverse("public:ask"), {**SAID, "name": "Somebody else"})

    assert busy.status_code == 429
    assert "Phone" in busy.text
    assert other.status_code == 302
    assert Message.objects.count() == public.FROM_ONE + 1


def test_all_together_are_not_listened_to_without_end(monkeypatch):
    monkeypatch.setattr(public, "FROM_ALL", 2)
    for number in range(2):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(reverse("public:ask"), {**SAID, "name": str(number)})

    assert ask().status_code == 429


def test_nobody_is_sent_an_e_mail_because_of_what_a_stranger_typed(mailoutbox):
    from access.models import User
    from minutes.requests import answering

    ask(contact="victim@post.example")
    answering.answer_waiting(by=User.objects.service("mailbox"))

    assert mailoutbox == []


def test_the_page_is_not_kept_by_the_browser_and_runs_no_script():
    page = Client().get(reverse("public:ask"))

    assert "no-store" in page.headers["Cache-Control"]
    assert "<script" not in page.text
