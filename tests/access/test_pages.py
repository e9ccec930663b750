"""Pages about the service: health, privacy, accessibility, errors, and the frame around every page."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from access import health
from access.forms import DateField
from access.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_health_shows_states_and_counts_and_nobody(sign_in, world):
    page = sign_in(Role.IT).get(reverse("access:health")).content.decode()

    for name in ("Database", "Disk", "Storage of sealed files", "Keys", "Queue", "Message broker"):
        assert name in page
    assert "Hartley" not in page


def test_health_refreshes_as_a_fragment(sign_in):
    answer = sign_in(Role.IT).get(reverse("access:health"), headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="health"')


def test_a_load_balancer_learns_whether_the_server_answers_and_nothing_else():
    answer = Client().get(reverse("access:ready"))

    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_a_database_that_does_not_answer_is_said_so(monkeypatch):
    def gone() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", gone)

    assert health.database() == health.Check("Database", ok=False, found="does not answer")
    assert Client().get(reverse("access:ready")).status_code == 503


def test_the_privacy_page_says_how_long_everything_is_kept():
    page = Client().get(reverse("access:privacy")).content.decode()

    assert "Recording" in page
    assert "at least as long as the longest-kept recording" in page
    assert "N days" not in page


def test_the_accessibility_statement_is_open_to_everybody():
    assert (
        "Web Content Accessibility Guidelines 2.2"
        in Client().get(reverse("access:accessibility")).content.decode()
    )


def test_settings_show_what_the_role_may_do(sign_in):
    page = sign_in(Role.IT).get(reverse("access:settings")).content.decode()

    assert "See health" in page
    assert "Approve minutes" not in page


def test_a_missing_record_and_a_hidden_one_read_alike(sign_in, world):
    somebody = sign_in(factories.user(role=Role.CHAIR))
    hidden = somebody.get(reverse("recordings:conference", args=[world.conference.pk]))
    missing = somebody.get(reverse("recordings:conference", args=[world.mother.pk]))

    assert hidden.status_code == missing.status_code == 404
    assert "You cannot open this record" in hidden.content.decode()
    assert "You cannot open this record" in missing.content.decode()


def test_a_refusal_says_what_to_do(sign_in):
    answer = sign_in(Role.CHAIR).get(reverse("access:health"))

    assert answer.status_code == 403
    assert "ask the conference’s chair" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.IT])
def test_the_navigation_offers_only_what_the_role_may_open(sign_in, role):
    client = sign_in(role)

    places = client.get(reverse("access:settings")).context["navigation"]

    assert places[0]["text"] == "Home"
    assert {client.get(place["url"]).status_code for place in places} <= {200, 302}
    assert ("Health" in {place["text"] for place in places}) == (role == Role.IT)


def test_the_area_a_page_belongs_to_is_marked(sign_in, world):
    client = sign_in(world.people[Role.CHAIR])

    page = client.get(reverse("recordings:conference", args=[world.conference.pk]))

    assert [place["text"] for place in page.context["navigation"] if place["current"]] == ["Conferences"]


def test_a_page_carries_what_its_scripts_need_and_none_of_their_own(sign_in):
    page = sign_in(Role.CHAIR).get(reverse("access:settings"))

    assert f'data-session-seconds="{settings.SESSION_IDLE_SECONDS}"' in page.content.decode()
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (["", "", ""], "Enter the date the request arrived, for example 12 11 2026"),
        (["", "11", "2026"], "Enter the day the request arrived, for example 12"),
        (["twelve", "11", "2026"], "Enter the day the request arrived, for example 12"),
        (["31", "2", "2026"], "Enter a date the request arrived that is in the calendar"),
    ],
)
def test_a_date_in_three_boxes_says_what_to_enter(boxes, message):
    with pytest.raises(Exception, match=message):
        DateField(event="the request arrived").clean(boxes)


def test_a_date_in_three_boxes_may_be_left_out():
    assert DateField(event="of birth", required=False).clean(["", "", ""]) is None
