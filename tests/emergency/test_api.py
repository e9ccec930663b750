"""Emergency access over the API: the same actions as the pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from minutes.emergency.models import Opening
from tests import factories
from tests.access.authenticator import code_of
from tests.emergency.opened import REASON, duty_chair, opening
from tests.recordings.playback.test_ranges import sealed_recording
from tests.requests import made

pytestmark = pytest.mark.django_db
SOUND = bytes(1000)


@pytest.fixture
def chair():
    return duty_chair()


def send(client, name, *args, **data):
    return client.post(reverse(f"emergency-api:{name}", args=args), data, content_type="application/json")


def test_from_the_reference_to_the_closed_record(sign_in, chair):
    hartley = made.hartley()
    client = sign_in(chair)
    reference = hartley.conference.children.first().child.case_reference

    (found,) = send(client, "find", reference=reference).json()
    wrong = send(client, "start", found["id"], **REASON, code="000000")
    opened = send(client, "start", found["id"], **REASON, code=code_of(chair))
    record = client.get(reverse("emergency-api:record", args=[opened.json()["id"]])).json()
    closed = send(client, "close", opened.json()["id"])

    assert (wrong.status_code, opened.status_code) == (409, 201)
    assert (found["theirs"], record["status"], record["recordings"]) == (False, "approved", [])
    assert made.RESTRICTED not in str(record)
    assert closed.json()["is_open"] is False
    assert client.get(reverse("emergency-api:record", args=[opened.json()["id"]])).status_code == 404


def test_a_conference_without_minutes_has_its_sound(sign_in, chair):
    recording = sealed_recording(factories.conference(), SOUND)
    found = opening(recording.conference, by=chair)
    client = sign_in(chair)

    record = client.get(reverse("emergency-api:record", args=[found.pk])).json()
    piece = client.get(
        reverse("emergency-api:sound", args=[found.pk, recording.pk]), headers={"Range": "bytes=0-9"}
    )

    assert record == {"status": "", "version": 0, "sections": [], "recordings": [str(recording.pk)]}
    assert len(piece.content) == 10


def test_a_review_from_the_list(sign_in):
    opening(factories.conference())
    Opening.objects.update(ends_at=timezone.now())
    client = sign_in(Role.INFORMATION_GOVERNANCE)

    (row,) = client.get(reverse("emergency-api:openings")).json()["results"]
    done = send(
        client, "review", row["id"], finding="followed_up", note="It could have waited for the morning."
    )

    assert row["reviewed_at"] is None
    assert done.json()["finding"] == "followed_up"
