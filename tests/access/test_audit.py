"""The audit: one line for each thing done, which nobody can change unseen."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from access import audit
from access.models import AuditEvent, AuditHead
from tests import factories
from tests.access.tampering import tamper

pytestmark = pytest.mark.django_db


def three_events() -> list[AuditEvent]:
    person = factories.user()
    with transaction.atomic():
        return [audit.record("thing.done", by=person, on=person, count=number) for number in range(3)]


def test_an_untouched_chain_is_verified(capsys):
    events = three_events()

    call_command("audit", "verify")

    assert json.loads(capsys.readouterr().out) == {"ok": True, "events": 3, "head": events[-1].digest}


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE access_auditevent SET verb = 'other.done' WHERE sequence = 2", "Event 2 was changed."),
        ("UPDATE access_auditevent SET actor_id = NULL WHERE sequence = 1", "Event 1 was changed."),
        (
            "UPDATE access_auditevent SET at = (SELECT at FROM access_auditevent WHERE sequence = 1) "
            "WHERE sequence = 2",
            "Event 2 was changed.",
        ),
        ("UPDATE access_auditevent SET outcome = 'refused' WHERE sequence = 3", "Event 3 was changed."),
        ("UPDATE access_auditevent SET source = '10.0.0.9' WHERE sequence = 2", "Event 2 was changed."),
        ("UPDATE access_auditevent SET details = '{}' WHERE sequence = 3", "Event 3 was changed."),
        ("UPDATE access_auditevent SET previous = digest WHERE sequence = 2", "Event 2 was changed."),
        ("UPDATE access_auditevent SET sequence = 9 WHERE sequence = 3", "Event 3 is missing."),
        ("DELETE FROM access_auditevent WHERE sequence = 1", "Event 1 is missing."),
        ("DELETE FROM access_auditevent WHERE sequence = 2", "Event 2 is missing."),
        ("DELETE FROM access_auditevent WHERE sequence = 3", "Events after 2 are missing"),
        ("DELETE FROM access_auditevent", "Events after 0 are missing"),
    ],
)
def test_a_changed_or_missing_line_breaks_the_chain(sql, message):
    three_events()
    tamper(sql)

    with pytest.raises(CommandError, match=message):
        call_command("audit", "verify")


def test_two_lines_that_changed_places_break_the_chain():
    three_events()
    for before, after in ((2, -2), (3, 2), (-2, 3)):
        tamper(f"UPDATE access_auditevent SET sequence = {after} WHERE sequence = {before}")

    with pytest.raises(CommandError, match=r"Event 2 was changed\."):
        call_command("audit", "verify")


@pytest.mark.parametrize("head_too", [False, True])
def test_a_line_added_past_the_service_breaks_the_chain(head_too):
    three_events()
    columns = [field.column for field in AuditEvent._meta.concrete_fields if field.column != "sequence"]
    listed = ", ".join(columns)
    tamper(
        f"INSERT INTO access_auditevent (sequence, {listed}) "
        f"SELECT 4, {listed} FROM access_auditevent WHERE sequence = 3"
    )
    if head_too:
        AuditHead.objects.update(sequence=4)

    with pytest.raises(CommandError, match=r"Event 4 was changed\."):
        call_command("audit", "verify")


def test_a_chain_cut_off_and_its_head_put_back_misses_a_digest_noted_earlier():
    events = three_events()
    tamper("DELETE FROM access_auditevent WHERE sequence = 3")
    AuditHead.objects.update(sequence=2, digest=events[1].digest)

    with pytest.raises(CommandError, match="noted earlier"):
        call_command("audit", "verify", "--expect-head", events[2].digest)


def test_the_database_refuses_to_change_a_line():
    three_events()

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE access_auditevent SET verb = 'other.done'")


def test_the_code_offers_no_way_to_change_or_delete_a_line():
    event = three_events()[0]

    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()
    with pytest.raises(TypeError):
        AuditEvent.objects.update(verb="other.done")
    with pytest.raises(TypeError):
        event.delete()


@pytest.mark.parametrize("detail", ["Alfie Hartley", "said no", "x" * 81])
def test_a_detail_cannot_hold_a_name_or_a_sentence(detail):
    person = factories.user()

    with transaction.atomic(), pytest.raises(ValueError, match="never text"):
        audit.record("thing.done", by=person, on=person, detail=detail)


@pytest.mark.django_db(transaction=True)
def test_a_line_is_written_only_inside_the_transaction_of_the_change():
    person = factories.user()

    with pytest.raises(RuntimeError):
        audit.record("thing.done", by=person, on=person)
