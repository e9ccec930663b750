"""Messages, refusals, what follows and what is put back over the API: what the pages do, the API does."""

import pytest
from django.urls import reverse
from django.utils import timezone

from minutes.requests.models import Message, MinuteRequest
from recordings.models import PartKind
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def hartley():
    return made.hartley()


@pytest.fixture
def calls(sign_in):
    """One browser for each person: `calls(who)("name", pk, field=value)`."""

    def of(who):
        browser = sign_in(who)

        def call(route, pk=None, /, verb="post", **data):
            path = reverse(f"requests-api:{route}", args=[pk] if pk else [])
            if verb == "get":
                return browser.get(path)
            return browser.post(path, data, content_type="application/json")

        return call

    return of


def test_a_message_of_another_system_becomes_a_request(hartley, calls):
    joan = calls(hartley.administrator)
    handed = joan(
        "messages", name="Kelly Hartley", text="The minutes, please", sender="kelly@post.example"
    ).json()
    pk = handed["id"]

    assert joan("messages", verb="get").json()["count"] == 1
    assert joan("message", pk, verb="get").json()["text"] == "The minutes, please"
    assert b"Kelly Hartley" in joan("original", pk, verb="get").content
    children = [str(row.child_id) for row in hartley.conference.children.all()]
    about = {
        "conference": str(hartley.conference.pk),
        "children": children,
        "attendance": str(hartley.mother.pk),
    }
    logged = joan("log_message", pk, **about, name="Kelly Hartley", relationship="mother")

    assert (logged.status_code, logged.json()["channel"]) == (201, "api")
    assert Message.objects.get().request_id == MinuteRequest.objects.get().pk


def test_messages_are_joined_read_set_aside_and_brought_back(hartley, calls):
    joan, request = calls(hartley.administrator), made.checked(hartley)
    first, second = (joan("messages", name="A", text=text).json()["id"] for text in ("one", "two"))

    assert joan("join", first, request=str(request.pk)).json()["state"] == "joined"
    assert joan("read", first).status_code == 409
    assert joan("aside", second, aside="spam").json()["aside"] == "spam"
    assert joan("back", second).json()["state"] == "new"
    Message.objects.filter(pk=first).update(handled_at=None, handled_by=None)
    assert joan("read", first).status_code == 200


def test_the_way_before_the_redaction(hartley, calls):
    joan, imran, ellison = (calls(who) for who in (hartley.administrator, hartley.governance, hartley.chair))
    today, pk = timezone.localdate().isoformat(), made.checked(hartley, received_at=timezone.now()).pk

    assert joan("question", pk, on=today).json()["status"] == "waiting"
    assert joan("answer", pk, on=today).json()["status"] == "checking"
    assert imran("extend", pk, on=today).status_code == 200
    assert joan("ask_chair", pk).json()["status"] == "with_chair"
    assert ellison("allow", pk, reason="She may").json()["status"] == "checking"
    assert joan("redaction", pk).json()["status"] == "redacting"
    assert joan("choose_again", pk).json()["status"] == "checking"
    assert joan("withdraw", pk).json()["status"] == "withdrawn"
    assert joan("close", pk).json()["status"] == "closed"


def test_identity_and_an_answer_of_information_governance(hartley, calls):
    joan, imran = calls(hartley.administrator), calls(hartley.governance)
    today = timezone.localdate().isoformat()
    from minutes.requests import actions

    pk = actions.log_request(hartley.conference, asked=made.asked(hartley), by=hartley.administrator).pk

    assert joan("identity", pk, on=today).json()["status"] == "waiting"
    assert joan("identity_came", pk, on=today).json()["status"] == "checking"
    proof = {
        "how": "Passport",
        "orders": "None",
        "responsibility": "yes",
        "responsibility_how": "Certificate",
    }
    assert joan("confirm", pk, **proof, on=today).status_code == 200
    assert imran("sort", pk, triage="subject_access").json()["status"] == "triage"
    assert imran("answered", pk, reason="Sent by post", on=today).json()["status"] == "closed"


def test_a_refusal_and_its_letter(hartley, calls):
    ellison, joan, pk = calls(hartley.chair), calls(hartley.administrator), made.checked(hartley).pk

    refused = ellison("refuse", pk, codes=["ORDER"], reason="The court decides.")
    letter = ellison("refusal", refused.json()["id"], verb="get")

    assert refused.status_code == 201
    assert letter.content.startswith(b"%PDF")
    today = timezone.localdate().isoformat()
    assert joan("refusal_sent", refused.json()["id"], on=today).status_code == 200


def test_what_is_raised_is_told_and_closed(hartley, calls):
    joan, imran, pk = calls(hartley.administrator), calls(hartley.governance), made.checked(hartley).pk
    today = timezone.localdate().isoformat()

    raised = joan("follow_ups", pk, kind="complaint", what="Too late", on=today).json()
    assert joan("acknowledged", raised["id"], on=today).status_code == 200
    assert imran("close_follow_up", raised["id"], outcome="We are sorry").json()["outcome"] == "We are sorry"
    assert [one["kind"] for one in joan("follow_ups", pk, verb="get").json()] == ["complaint"]


def test_a_part_is_asked_back_allowed_and_left_out_again(hartley, calls):
    joan, ellison, request = calls(hartley.administrator), calls(hartley.chair), made.checked(hartley)
    part = factories.part(
        hartley.recording, kind=PartKind.PART_EXCLUDED, start_ms=0, end_ms=5000, absent=[hartley.mother]
    )
    restricted = hartley.recording.parts.get(kind=PartKind.RESTRICTED)

    assert joan("put_back", request.pk, part=str(restricted.pk), reason="x").status_code == 409
    asked = joan("put_back", request.pk, part=str(part.pk), reason="Her own words").json()
    assert ellison("allow_put_back", asked["id"]).json()["allowed"]
    assert joan("put_back", request.pk, verb="get").json()[0]["allowed"]
    assert ellison("drop_put_back", asked["id"]).status_code == 204
    assert joan("put_back", request.pk, verb="get").json() == []


def test_a_copy_that_was_not_released_is_taken_back(hartley, calls):
    copy = made.ready(hartley)

    assert calls(hartley.second)("take_back", copy.request_id).json()["status"] == "redacting"
