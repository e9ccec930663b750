"""A record that is not theirs: opened for an hour with a reason and a code, read only, and seen by others."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent, SecondFactor
from access.roles import Role
from minutes.emergency import actions
from minutes.emergency.models import Opening
from minutes.models import Minutes
from recordings.models import Conference, PartKind, Recording
from tests import factories
from tests.emergency.opened import REASON, duty_chair, opening, proved, reason
from tests.recordings.playback.test_ranges import sealed_recording
from tests.requests import made

pytestmark = pytest.mark.django_db
SOUND = bytes(1000)


@pytest.fixture
def chair():
    return duty_chair()


@pytest.fixture
def hartley():
    return made.hartley()


def verbs(conference) -> list[str]:
    about = AuditEvent.objects.about_conference(conference.pk).order_by("sequence")
    return [event.verb for event in about if event.verb.startswith("emergency")]


def test_a_reason_and_a_code_open_one_record_for_an_hour(sign_in, chair, hartley):
    client = sign_in(chair)

    answer = client.post(reverse("emergency:start", args=[hartley.conference.pk]), reason(chair))

    found = Opening.objects.get()
    assert answer.url == reverse("emergency:opening", args=[found.pk])
    assert found.ends_at - found.opened_at == timedelta(minutes=60)
    page = client.get(answer.url).content.decode()
    assert "Alfie had made toast for his sister." in page
    assert verbs(hartley.conference) == ["emergency.opened", "emergency.read"]


def test_the_page_carries_the_name_and_the_time_across_the_text(sign_in, chair, hartley):
    found = opening(hartley.conference, by=chair)

    page = sign_in(chair).get(reverse("emergency:opening", args=[found.pk])).content.decode()

    mark = page.split('class="watermark"')[1].split("</svg>")[0]
    assert "Farida Aziz" in mark
    assert f"{timezone.localtime(found.opened_at):%H:%M}" in mark


def test_what_is_restricted_stays_closed(sign_in, chair, hartley):
    found = opening(hartley.conference, by=chair)

    answer = sign_in(chair).get(reverse("emergency:opening", args=[found.pk]))

    assert made.RESTRICTED not in answer.content.decode()
    assert not answer.context["page"].restricted
    assert not found.recordings.exists()  # the one there is holds a restricted part


def test_it_opens_nothing_but_its_own_pages(chair, hartley):
    opening(hartley.conference, by=chair)

    assert not Conference.objects.visible_to(chair).exists()
    assert not Minutes.objects.visible_to(chair).exists()
    assert not Recording.objects.visible_to(chair).exists()


def test_the_sound_is_played_and_the_log_says_that_it_was_an_emergency(sign_in, chair):
    recording = sealed_recording(factories.conference(), SOUND)
    found = opening(recording.conference, by=chair)
    there = reverse("emergency:sound", args=[found.pk, recording.pk])

    piece = sign_in(chair).get(there, headers={"Range": "bytes=0-99"})

    assert (piece.status_code, len(piece.content)) == (206, 100)
    assert AuditEvent.objects.get(verb="recording.listened").details["purpose"] == "emergency"


def test_sound_of_another_conference_or_with_a_restricted_part_does_not_exist(sign_in, chair):
    recording = sealed_recording(factories.conference(), SOUND)
    found = opening(recording.conference, by=chair)
    client = sign_in(chair)
    factories.part(recording, kind=PartKind.CHILD_ONLY, start_ms=0, end_ms=1000)

    for other in (recording, factories.recording(factories.conference())):
        assert client.get(reverse("emergency:sound", args=[found.pk, other.pk])).status_code == 404


def test_after_the_hour_it_is_closed_by_itself(sign_in, chair):
    recording = sealed_recording(factories.conference(), SOUND)
    found = opening(recording.conference, by=chair)
    client = sign_in(chair)
    Opening.objects.update(ends_at=timezone.now())

    page = client.get(reverse("emergency:opening", args=[found.pk])).content.decode()

    assert "This record is closed again" in page
    assert "Hartley" not in page
    assert client.get(reverse("emergency:sound", args=[found.pk, recording.pk])).status_code == 404
    with pytest.raises(Conflict, match="The hour is over"):
        actions.note_reading(found, version=1, by=chair)


def test_it_can_be_given_back_early_and_once(sign_in, chair, hartley):
    found = opening(hartley.conference, by=chair)
    client = sign_in(chair)

    assert client.post(reverse("emergency:close", args=[found.pk])).url == reverse("home")
    assert client.post(reverse("emergency:close", args=[found.pk])).status_code == 409
    assert not Opening.objects.open_now().exists()


def test_without_a_second_step_nothing_is_opened(sign_in, hartley):
    chair = factories.user(role=Role.CHAIR)
    client = sign_in(chair)
    there = reverse("emergency:start", args=[hartley.conference.pk])

    page = client.get(there).content.decode()
    answer = client.post(there, REASON)

    assert "Set up the second step" in page
    assert answer.status_code == 409
    assert not Opening.objects.exists()


@pytest.mark.parametrize("wrong", [{"code": "000000"}, {"code": ""}, {"note": " "}, {"reason": "curious"}])
def test_a_wrong_code_or_half_a_reason_opens_nothing(sign_in, chair, hartley, wrong):
    there = reverse("emergency:start", args=[hartley.conference.pk])

    answer = sign_in(chair).post(there, {**reason(chair), **wrong})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Opening.objects.exists()


def test_a_code_typed_earlier_does_not_open_a_second_record(chair, hartley):
    opening(hartley.conference, by=chair)
    other = factories.conference()

    with pytest.raises(Conflict, match="open in an emergency already"):
        actions.open_in_emergency(other, **REASON, by=proved(chair))
    Opening.objects.update(ends_at=timezone.now())
    SecondFactor.objects.update(proved_at=None)
    with pytest.raises(Conflict, match="Type the code"):
        actions.open_in_emergency(other, **REASON, by=chair)


def test_a_family_somebody_is_close_to_is_not_opened_to_them(sign_in, chair, hartley):
    hartley.conference.conflicts.create(user=chair, reason="Her niece", noted_by=hartley.chair)
    there = reverse("emergency:start", args=[hartley.conference.pk])

    assert sign_in(chair).get(there).status_code == 404
    with pytest.raises(Conflict, match="or never"):
        actions.open_in_emergency(hartley.conference, **REASON, by=proved(chair))


def test_noting_a_conflict_takes_an_open_record_away(sign_in, chair, hartley):
    found = opening(hartley.conference, by=chair)
    hartley.conference.conflicts.create(user=chair, reason="Her niece", noted_by=hartley.chair)

    assert sign_in(chair).get(reverse("emergency:opening", args=[found.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.IT, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE, Role.SERVICE])
def test_nobody_else_may(role, hartley):
    user = factories.user(role=role)

    with pytest.raises(PermissionDenied):
        actions.open_in_emergency(hartley.conference, **REASON, by=user)
    with pytest.raises(PermissionDenied):
        actions.look_up("WX-26-0001", by=user)


def test_a_record_is_found_by_its_exact_reference_and_names_nobody(sign_in, chair, hartley):
    child = hartley.conference.children.first().child
    client = sign_in(chair)

    exact = client.post(reverse("emergency:find"), {"reference": child.case_reference.lower()})
    part = client.post(reverse("emergency:find"), {"reference": child.case_reference[:-1]})
    name = client.post(reverse("emergency:find"), {"reference": child.name})

    assert [one.conference for one in exact.context["found"]] == [hartley.conference]
    assert "Hartley" not in exact.content.decode()
    assert not part.context["found"]
    assert not name.context["found"]
    assert AuditEvent.objects.filter(verb="emergency.looked_up").count() == 3


def test_an_administrator_is_shown_the_way_on_the_page_of_the_conference(sign_in, hartley):
    there = reverse("recordings:conference", args=[hartley.conference.pk])
    way = reverse("emergency:start", args=[hartley.conference.pk])

    assert way in sign_in(hartley.second).get(there).content.decode()
    assert way not in sign_in(hartley.administrator).get(there).content.decode()
