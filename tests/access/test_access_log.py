"""The access log: what it shows, how it is narrowed, and how it is taken away."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from access import audit, trail
from access.models import AuditEvent, User
from access.roles import Role
from tests import factories
from tests.access.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> User:
    return factories.user(role=Role.QUALITY_REVIEWER, name="Ruth Adeyemi")


def event(by: User, verb: str = "recording.listened", **more) -> AuditEvent:
    with transaction.atomic():
        return audit.record(verb, by=by, on=more.pop("on", by), **more)


def shown(client, **filters) -> str:
    return client.get(reverse("access:audit"), filters).content.decode()


def test_the_log_says_who_heard_which_seconds_and_that_it_was_looked_at(sign_in, reviewer):
    event(factories.user(name="Farida Aziz"), from_second=312.0, to_second=371.4)

    page = shown(sign_in(reviewer))

    assert "Farida Aziz" in page
    assert "5:12 to 6:11" in page
    assert AuditEvent.objects.newest_first()[0].verb == "log.read"


def test_pieces_of_one_listening_stand_in_one_line(reviewer):
    farida, other = factories.user(), factories.user()
    pieces = [(farida, 0, 30), (farida, 30, 60), (other, 60, 90), (farida, 300, 330)]
    for by, start, end in pieces:
        event(by, on=reviewer, from_second=start, to_second=end)

    found = trail.together(AuditEvent.objects.newest_first())

    assert [trail.part(one.details) for one in found] == ["5:00 to 5:30", "1:00 to 1:30", "0:00 to 1:00"]


def test_a_refused_try_stands_out_and_can_be_looked_for(sign_in, reviewer):
    daniel = factories.user(name="Daniel Okafor")
    event(daniel, "access.refused", refused=True)
    event(daniel, "session.started")

    page = shown(sign_in(reviewer), what="refused")

    assert "Tried to open a record" in page
    assert 'class="is-late"' in page
    assert "1 to 1 of 1 event," in page


def test_the_log_is_narrowed_by_record_person_verb_and_time(sign_in, reviewer, world):
    chair = world.people[Role.CHAIR]
    event(chair, "minutes.approved", conference=world.conference.pk)
    event(chair, "session.started")
    old = event(reviewer, "session.started")
    tamper(
        "UPDATE access_auditevent SET at = %s WHERE sequence = %s",
        [timezone.now() - timedelta(days=30), old.sequence],
    )
    client = sign_in(reviewer)

    assert "Minutes approved</td>" in shown(client, conference=world.conference.pk)
    assert "Signed in</td>" not in shown(client, conference=world.conference.pk)
    assert "Own chair" not in shown(client, person=reviewer.pk).partition("<table")[2]
    assert "Minutes approved</td>" not in shown(client, what="session.started")
    assert "Ruth Adeyemi" not in shown(client, what="session.started", when="7").partition("<table")[2]


def test_a_long_log_has_pages_and_keeps_the_filter_in_the_address(sign_in, reviewer):
    for _ in range(51):
        event(reviewer, "session.started")

    page = shown(sign_in(reviewer), what="session.started")

    assert "Page 1 of 2" in page
    assert "?what=session.started&amp;page=2" in page


def test_htmx_gets_the_list_alone(sign_in, reviewer):
    answer = sign_in(reviewer).get(reverse("access:audit"), headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="audit"')


def exported(client, kind: str, **filters) -> str:
    answer = client.post(reverse("access:audit_export"), {"kind": kind, **filters})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="access-log.{kind}"'
    return b"".join(answer.streaming_content).decode()


def test_the_export_for_a_spreadsheet_holds_every_event_and_no_formula(sign_in, reviewer):
    event(factories.user(name="=HYPERLINK(1)"), from_second=1, to_second=2)

    rows = list(csv.DictReader(StringIO(exported(sign_in(reviewer), "csv"))))

    assert [row["who"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["what"] == "Listened"


def test_the_export_for_another_system_is_json_and_is_recorded(sign_in, reviewer, monkeypatch):
    monkeypatch.setattr("access.export.BATCH", 2)
    for _ in range(5):
        event(reviewer, "session.started")

    rows = json.loads(exported(sign_in(reviewer), "json", what="session.started"))

    assert [row["sequence"] for row in rows] == [5, 4, 3, 2, 1]
    last = AuditEvent.objects.newest_first()[0]
    assert (last.verb, last.details) == ("log.exported", {"kind": "json", "events": 5})


def test_an_empty_log_exports_as_an_empty_list(sign_in, reviewer):
    assert json.loads(exported(sign_in(reviewer), "json", what="refused")) == []


def test_checking_the_log_says_how_many_events_hold(sign_in, reviewer):
    event(reviewer, "session.started")

    answer = sign_in(reviewer).post(reverse("access:audit_check"), follow=True)

    assert "The log is complete: 1 events, nothing missing or changed." in answer.content.decode()


def test_a_changed_event_is_found_by_the_check(sign_in, reviewer):
    event(reviewer, "session.started")
    tamper("UPDATE access_auditevent SET verb = 'session.ended'")

    answer = sign_in(reviewer).post(reverse("access:audit_check"))

    assert answer.status_code == 409
    assert "Event 1 was changed." in answer.content.decode()


def test_a_chair_reads_no_log_here(sign_in):
    assert sign_in(Role.CHAIR).get(reverse("access:audit")).status_code == 403


def test_a_chair_reads_who_saw_and_heard_their_own_conference(sign_in, world):
    reviewer = factories.user(role=Role.QUALITY_REVIEWER, name="Ruth Adeyemi")
    event(reviewer, conference=world.conference.pk, on=world.recording, from_second=0, to_second=60)
    there = reverse("recordings:trail", args=[world.conference.pk])

    page = sign_in(world.people[Role.CHAIR]).get(there).content.decode()

    assert "Ruth Adeyemi" in page
    assert "0:00 to 1:00" in page


@pytest.mark.parametrize(
    ("https", "forwarded", "source"),
    [
        (True, "192.0.2.7", "192.0.2.7"),
        (True, "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        (True, "2001:db8::7", "2001:db8::7"),
        (True, "nonsense", "127.0.0.1"),
        (True, "", "127.0.0.1"),
        (False, "192.0.2.7", "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_the_proxy_saw_and_nobody_elses_word(
    client, settings, https, forwarded, source
):
    settings.HTTPS = https
    farida = factories.user()

    client.post(
        reverse("access:sign_in"),
        {"username": farida.email, "password": factories.PASSWORD},
        headers={"X-Forwarded-For": forwarded},
    )

    assert AuditEvent.objects.get(verb="session.started").source == source
