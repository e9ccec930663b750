"""The same way over the API, with the same rules underneath."""

import pytest
from django.urls import reverse
from django.utils import timezone

from minutes.documents import proof
from minutes.requests.models import MinuteRequest
from tests.requests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def hartley():
    return made.hartley()


def call(browser, route, pk=None, /, **data):
    path = reverse(f"requests-api:{route}", args=[pk] if pk else [])
    return browser.post(path, data, content_type="application/json")


def test_a_request_is_logged_redacted_checked_released_and_downloaded_over_the_api(sign_in, hartley):
    joan, colin = sign_in(hartley.administrator), sign_in(hartley.second)
    today = timezone.localdate().isoformat()

    logged = call(
        joan,
        "list",
        conference=str(hartley.conference.pk),
        children=[str(row.child_id) for row in hartley.conference.children.all()],
        attendance=str(hartley.mother.pk),
        name="Kelly Hartley",
        relationship="mother",
        channel="letter",
        received_at="2026-11-12T18:10:00Z",
    )
    pk = logged.json()["id"]
    assert (logged.status_code, logged.json()["local_due_on"]) == (201, "2026-12-11")
    right = {"responsibility": "yes", "responsibility_how": "Birth certificates"}
    call(joan, "confirm", pk, how="Seen", orders="None known", on=today, **right)
    call(joan, "address", pk, address="", delivery="collected", on=today)
    assert call(joan, "redaction", pk).json()["status"] == "redacting"
    for group in joan.get(reverse("requests-api:redaction", args=[pk])).json():
        assert call(joan, "decide", group["id"], decision="out", code="S2P3").status_code == 204
    assert call(joan, "send", pk).status_code == 200

    copy = call(colin, "agree", pk).json()
    assert call(colin, "release", pk, pages=copy["pages"], envelope="Kelly Hartley").status_code == 200
    file = next(file for file in copy["files"] if file["format"] == "pdf")
    answer = colin.get(reverse("requests-api:download", args=[file["id"]]))
    assert proof.search(answer.content, ["should not have left them"])
    assert call(colin, "delivered", pk, on=today, proof="Her passport").status_code == 200
    assert colin.get(reverse("requests-api:copies")).json()["count"] == 1
    assert MinuteRequest.objects.get().status == "delivered"


def test_a_broken_rule_is_a_conflict_with_the_words_of_the_page(sign_in, hartley):
    request = made.redacting(hartley)

    answer = call(sign_in(hartley.administrator), "send", request.pk)

    assert answer.status_code == 409
    assert "not decided yet" in answer.json()["detail"]


def test_a_field_that_cannot_be_read_is_named(sign_in, hartley):
    answer = call(sign_in(hartley.administrator), "list", name="Kelly Hartley")

    assert answer.status_code == 400
    assert "received_at" in answer.json()


def test_no_copy_is_for_a_professional_by_whose_presence_a_parent_would_read_what_they_did_not_hear(
    sign_in, hartley
):
    professional = hartley.conference.people.filter(group="professional").first()

    answer = call(
        sign_in(hartley.administrator),
        "list",
        conference=str(hartley.conference.pk),
        children=[str(row.child_id) for row in hartley.conference.children.all()],
        attendance=str(professional.pk),
        name="Kelly Hartley",
        relationship="mother",
        channel="letter",
        received_at="2026-11-12T18:10:00Z",
    )

    assert answer.status_code == 409
    assert not MinuteRequest.objects.exists()
