"""What was said while the reader was out stays out, unless one person asks and another one agrees."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.errors import Conflict
from access.roles import Role
from minutes.documents import proof
from minutes.requests import actions, checks
from minutes.requests.models import MinuteRequest, PutBack, TypedCopy
from minutes.requests.sources import parts_left_out, source_of
from recordings.models import PartKind
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db
SAID = "Alfie had made toast for his sister."


@pytest.fixture
def family():
    """The mother was out for the second ten seconds."""
    found = made.hartley()
    found.more["part"] = factories.part(
        found.recording, kind=PartKind.PART_EXCLUDED, start_ms=10_000, end_ms=20_000, absent=[found.mother]
    )
    return found


def stands(request, words=SAID):
    return any(words in line.text for line in source_of(request).lines())


def asked_back(family, request):
    part = family.more["part"]
    return actions.ask_to_put_back(request, part=part, reason="They are hers", by=family.administrator)


def test_it_stays_out_until_the_chair_agrees_and_then_the_redaction_begins_anew(family):
    request = made.redacting(family)
    assert not stands(request)

    asked = asked_back(family, request)
    assert not stands(request)
    actions.allow_put_back(asked, by=family.chair)

    assert stands(request)
    made.decide_all(request, family)
    with pytest.raises(Conflict, match="was changed"):
        actions.send_for_check(request, by=family.administrator)
    request = actions.choose_again(request, by=family.administrator)
    request = actions.start_redaction(request, by=family.administrator)
    made.decide_all(request, family, decision="kept")
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)
    content = actions.open_file(copy.files.get(format="txt"), by=family.second)
    assert proof.search(content, ["made toast for his sister"])


def test_a_part_that_is_left_out_after_all_makes_the_redaction_begin_anew(family):
    request = made.checked(family)
    asked = actions.allow_put_back(asked_back(family, request), by=family.chair)
    request = actions.start_redaction(request, by=family.administrator)
    made.decide_all(request, family)

    actions.drop_put_back(asked, by=family.chair)

    request.refresh_from_db()
    assert not stands(request)
    with pytest.raises(Conflict, match="was changed"):
        actions.send_for_check(request, by=family.administrator)


def test_the_room_changed_while_it_is_redacted_so_it_begins_anew(family):
    request = made.redacting(family)
    family.conference.presence_confirmed_at = timezone.now()
    family.conference.save()

    fresh = MinuteRequest.objects.get(pk=request.pk)
    standing = {check.code: check for check in checks.before_redaction(fresh)}

    assert standing["current"].blocks
    made.decide_all(request, family)
    with pytest.raises(Conflict, match="was changed"):
        actions.send_for_check(request, by=family.administrator)


@pytest.mark.parametrize("kind", [PartKind.RESTRICTED, PartKind.CHILD_ONLY, PartKind.BREAK])
def test_no_other_part_is_ever_put_back(family, kind):
    request = made.checked(family)
    part = factories.part(family.recording, kind=kind, start_ms=60_000, end_ms=70_000, absent=[family.mother])

    with pytest.raises(Conflict, match="never in a copy"):
        actions.ask_to_put_back(request, part=part, reason="x", by=family.administrator)
    assert part not in parts_left_out(request)


def test_a_permission_for_a_restricted_part_opens_nothing(family):
    """Even if a row is there that no action would write."""
    request = made.checked(family)
    restricted = family.recording.parts.get(kind=PartKind.RESTRICTED)
    PutBack.objects.create(
        request=request,
        part=restricted,
        reason="x",
        asked_by=family.administrator,
        asked_at=timezone.now(),
        allowed_by=family.chair,
        allowed_at=timezone.now(),
    )
    request = actions.start_redaction(request, by=family.administrator)

    assert not stands(request, made.RESTRICTED)


def test_a_part_of_another_conference_or_a_restricted_recording_is_refused(family):
    request, other = made.checked(family), made.hartley()
    elsewhere = factories.part(other.recording, kind=PartKind.PART_EXCLUDED, start_ms=0, end_ms=5)
    apart = factories.recording(family.conference, restricted=True)
    inside = factories.part(apart, kind=PartKind.PART_EXCLUDED, start_ms=0, end_ms=5)

    for part in (elsewhere, inside):
        with pytest.raises(Conflict, match="can be in a copy"):
            actions.ask_to_put_back(request, part=part, reason="x", by=family.administrator)


def test_nobody_allows_what_they_asked_for_and_only_its_chair_decides(family):
    request = made.checked(family)
    asked = asked_back(family, request)
    with pytest.raises(Conflict, match="Only the chair"):
        actions.allow_put_back(asked, by=factories.user(role=Role.CHAIR))
    PutBack.objects.update(asked_by=family.chair)
    with pytest.raises(Conflict, match="someone else"):
        actions.allow_put_back(asked, by=family.chair)
    with pytest.raises(IntegrityError), transaction.atomic():
        PutBack.objects.update(allowed_by=family.chair, allowed_at=timezone.now())


def test_it_is_asked_once_and_before_the_second_check(family):
    request = made.redacting(family)
    asked = asked_back(family, request)
    with pytest.raises(Conflict, match="asked already"):
        asked_back(family, request)
    actions.drop_put_back(asked, by=family.administrator)
    made.decide_all(request, family)
    request = actions.send_for_check(request, by=family.administrator)

    with pytest.raises(Conflict, match="before the second check"):
        asked_back(family, request)


def test_a_decision_comes_once_and_in_time(family):
    request = made.redacting(family)
    asked = actions.allow_put_back(asked_back(family, request), by=family.chair)
    with pytest.raises(Conflict, match="any more"):
        actions.allow_put_back(asked, by=family.chair)
    actions.withdraw(request, by=family.administrator)

    with pytest.raises(Conflict, match="The copy is made"):
        actions.drop_put_back(asked, by=family.chair)


PAIRS = [("redacted_by", "made_by"), ("redacted_by", "released_by"), ("redacted_by", "approved_by"),
         ("approved_by", "made_by"), ("approved_by", "released_by")]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_the_database_lets_nobody_do_both_halves(pair):
    copy = made.released(made.hartley())
    one, other = pair
    assert getattr(copy, one) != getattr(copy, other)

    with pytest.raises(IntegrityError), transaction.atomic():
        TypedCopy.objects.filter(pk=copy.pk).update(**{one: getattr(copy, other)})


def test_whoever_decided_a_mark_that_was_opened_again_neither_checks_nor_releases():
    family = made.hartley()
    request = made.redacting(family)
    mark = request.redactions.undecided().first()
    actions.decide(mark, ruling=actions.Ruling("out", "LOC"), by=family.second)
    actions.undo(mark, by=family.administrator)
    made.decide_all(request, family)
    request = actions.send_for_check(request, by=family.administrator)

    with pytest.raises(Conflict, match="someone else"):
        actions.agree_marks(request, by=family.second)


def test_whoever_approved_does_not_redact():
    family = made.hartley()
    minutes = family.version.minutes
    minutes.approved_by = family.administrator
    minutes.save()

    with pytest.raises(Conflict, match="someone else must redact"):
        made.redacting(family)


def test_while_an_amendment_is_open_the_approved_version_is_what_goes():
    family = made.hartley()
    minutes = family.version.minutes
    minutes.status = "amending"
    minutes.save()
    request = made.redacting(family)

    standing = {check.code: check for check in checks.before_redaction(request)}

    assert "being amended" in standing["minutes"].detail
    made.decide_all(request, family)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)
    assert copy.version == family.version
    words = proof.read(actions.open_file(copy.files.get(format="txt"), by=family.second))
    assert "Margaret Ellison" in words
