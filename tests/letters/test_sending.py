"""How a letter goes: who signs and who sends, translations, proof, taking back, and another letter later."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from minutes.letters import actions
from minutes.letters.models import Letter
from recordings.calendar import actions as calendar
from recordings.models import Attendance
from tests import factories
from tests.letters import made
from tests.letters.test_letters import going, words_of

pytestmark = pytest.mark.django_db
Status = Letter.Status


def test_another_language_is_noted_and_the_translation_follows():
    family = made.decided()
    family.father.language = "Polish"
    family.father.save()
    letter = made.letters(family)["Wayne Cotter"]
    assert letter.translation == "needed"

    sent = made.sent(letter, family)

    assert "You asked for this letter in Polish" in words_of(sent)
    assert sent.translation == "needed"
    done = actions.enclose_translation(sent, by=family.administrator)
    assert done.translation == "enclosed"
    with pytest.raises(Conflict, match="no translation"):
        actions.enclose_translation(done, by=family.administrator)


def test_a_translation_may_go_with_the_letter():
    family = made.decided()
    family.father.language = "Polish"
    family.father.save()

    sent = made.sent(made.letters(family)["Wayne Cotter"], family, translation_enclosed=True)

    assert sent.translation == "enclosed"


def test_the_proof_of_sending_is_kept():
    family = made.decided()

    sent = made.sent(made.letters(family)["Wayne Cotter"], family, tracking="AB 123 456 GB")
    arrived = actions.record_arrival(sent, on=timezone.localdate(), by=family.administrator)

    assert (sent.status, sent.sent_by, sent.tracking) == (Status.SENT, family.administrator, "AB 123 456 GB")
    assert (arrived.status, arrived.delivered_on) == (Status.DELIVERED, timezone.localdate())
    assert re.fullmatch(r"L-\d{4}-0001", arrived.number)
    verbs = [event.verb for event in AuditEvent.objects.filter(on_id=str(sent.pk))]
    assert verbs == ["letter.signed", "letter.sent", "letter.delivered"]


def test_it_did_not_arrive_before_it_was_sent():
    family = made.decided()
    sent = made.sent(made.letters(family)["Wayne Cotter"], family)

    with pytest.raises(Conflict, match="after it was sent"):
        actions.record_arrival(sent, on=timezone.localdate() - timedelta(days=1), by=family.administrator)


def test_who_signs_never_sends_and_a_wrong_envelope_stops_it():
    family = made.decided()
    signed = actions.sign_letter(made.letters(family)["Wayne Cotter"], by=family.chair)

    with pytest.raises(Conflict, match="someone else must send it"):
        actions.send_letter(signed, sent=actions.Sent("Flat 3"), by=family.chair)
    with pytest.raises(Conflict, match="Do not send it"):
        actions.send_letter(signed, sent=actions.Sent("27 Larkspur Court"), by=family.administrator)


def test_only_the_chair_of_the_conference_signs():
    family = made.decided()
    letter = made.letters(family)["Wayne Cotter"]

    with pytest.raises(Conflict, match="Only the chair"):
        actions.sign_letter(letter, by=factories.user())


@pytest.mark.parametrize(
    ("checked", "says"), [(None, "Read the address back"), (31, "Read the address back"), (29, "")]
)
def test_an_address_is_checked_within_thirty_days(checked, says):
    family = made.decided()
    day = timezone.localdate() - timedelta(days=checked) if checked else None
    Attendance.objects.filter(pk=family.father.pk).update(safe_contact_checked_on=day)
    letter = made.letters(family)["Wayne Cotter"]

    if not says:
        assert made.sent(letter, family).status == Status.SENT
        return
    with pytest.raises(Conflict, match=says):
        made.sent(letter, family)


def test_nothing_is_signed_before_the_room_is_confirmed():
    family = made.decided()
    factories.recording(family.conference)
    family.conference.presence_confirmed_at = family.conference.presence_confirmed_by = None
    family.conference.save()

    with pytest.raises(Conflict, match="Confirm who was in the room"):
        actions.sign_letter(made.letters(family)["Wayne Cotter"], by=family.chair)


def test_a_signed_letter_is_taken_back_and_its_files_go():
    family = made.decided()
    signed = actions.sign_letter(made.letters(family)["Wayne Cotter"], by=family.chair)
    with pytest.raises(Conflict, match="Take it back first"):
        actions.change_letter(signed, going=going(signed), by=family.administrator)

    open_again = actions.take_back_letter(signed, by=family.administrator)

    assert (open_again.status, open_again.signed_by, open_again.files.count()) == (Status.DRAFT, None, 0)
    changed = actions.change_letter(
        open_again, going=going(open_again, way="collected", address_checked=True), by=family.administrator
    )
    assert changed.way == "collected"
    assert Attendance.objects.get(pk=family.father.pk).safe_contact_checked_on == timezone.localdate()


def test_a_letter_is_about_children_of_its_own_conference():
    family, other = made.decided(), factories.conference()
    letter = made.letters(family)["Wayne Cotter"]

    with pytest.raises(Conflict, match="children of this conference"):
        actions.change_letter(
            letter, going=going(letter, children=tuple(other.children.all())), by=family.administrator
        )


def test_a_letter_is_dropped_only_with_a_reason_and_may_be_wanted_after_all():
    family = made.decided()
    letter = made.letters(family)["Tom Whitcombe"]

    dropped = actions.drop_letter(letter, reason="He has left the school.", by=family.chair)
    assert (dropped.status, dropped.why_not_sent) == (Status.NOT_SENT, "He has left the school.")
    assert actions.make_letters(family.conference, by=family.administrator) == []

    assert actions.want_letter_after_all(dropped, by=family.chair).status == Status.DRAFT
    with pytest.raises(Conflict):
        actions.send_letter(dropped, sent=actions.Sent("x"), by=family.administrator)


def test_after_a_decision_was_changed_there_is_another_letter():
    family = made.decided()
    made.sent(made.letters(family)["Wayne Cotter"], family)
    for one in Letter.objects.filter(status=Status.DRAFT):
        actions.drop_letter(one, reason="Told in person", by=family.chair)
    actions.reopen_decision(family.alfie, reason="A wrong date", by=family.chair)
    actions.decide(family.alfie, by=family.chair)

    again = actions.make_letters(family.conference, by=family.administrator)

    assert [one.name for one in again] == ["Wayne Cotter"]
    assert family.father.letters.count() == 2


def test_letters_wait_for_every_decision_and_for_somebody_to_get_one():
    family = made.siblings()
    with pytest.raises(Conflict, match="decision for each child"):
        actions.make_letters(family.conference, by=family.administrator)
    made.decided(family)
    Attendance.objects.update(gets_letter=False)

    with pytest.raises(Conflict, match="Nobody on the list"):
        actions.make_letters(family.conference, by=family.administrator)


def test_a_new_bank_holiday_moves_the_letters_that_are_not_sent(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: factories.moment("2026-11-05T15:00"))
    family = made.decided()
    found = made.letters(family)
    made.sent(found["Daniel Okafor"], family)

    calendar.add_holiday(on=date(2026, 11, 6), name="The royal wedding", by=family.administrator)

    due = {one.name: one.due_on for one in Letter.objects.all()}
    assert due["Wayne Cotter"] == due["Kelly Hartley"] == date(2026, 11, 9)
    assert due["Daniel Okafor"] == date(2026, 11, 6)
