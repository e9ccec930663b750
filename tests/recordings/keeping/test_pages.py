"""The page of endings, as information governance and a quality reviewer use it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recordings import actions
from recordings.models import Destruction, Hold, Recording, RetentionRule
from tests import factories
from tests.recordings.keeping import made

pytestmark = pytest.mark.django_db

PAGE = reverse("recordings:keeping")


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "destroyed-keys"


@pytest.fixture
def imran(sign_in):
    return sign_in(made.governance())


@pytest.fixture
def ruth(sign_in):
    return sign_in(made.reviewer())


def words_of(client, page=PAGE):
    return " ".join(client.get(page).content.decode().split())


def boxes(day):
    return {"effective_from_day": day.day, "effective_from_month": day.month, "effective_from_year": day.year}


def test_an_empty_page_says_what_happens_and_what_to_do_first(imran):
    words = words_of(imran)

    assert "No rule is set yet, so every recording is kept." in words
    assert "Set a rule" in words
    assert "Nothing is due." in words
    assert "Nothing has been destroyed." in words


def test_many_recordings_ask_the_database_no_more_than_two(imran, django_assert_max_num_queries):
    made.rule()
    for _ in range(2):
        factories.recording(factories.conference())
    with CaptureQueriesContext(connection) as few:
        imran.get(PAGE)
    for _ in range(18):
        factories.recording(factories.conference())

    with django_assert_max_num_queries(len(few)):
        assert words_of(imran).count("35 years from the conference") == 1 + 20  # the rule says it too


def test_a_rule_is_set_with_what_its_kind_needs(imran):
    page = reverse("recordings:rule_add")
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)

    wrong = imran.post(page, {"kind": "after_approval", **boxes(yesterday)}).content.decode()
    assert "Enter how many days after the approval, for example 90" in wrong
    assert "Enter today or a later day" in wrong
    assert "Choose until when" in imran.post(page, {"kind": "with_record", **boxes(today)}).content.decode()
    imran.post(page, {"kind": "with_record", "basis": "75th birthday", "days": "", **boxes(today)})

    assert RetentionRule.objects.get().basis == "75th birthday"
    assert "Kept with the record: until the 75th birthday of the youngest child" in words_of(imran)


def test_the_whole_way_from_due_to_the_certificate_through_the_pages(imran, ruth):
    made.rule()
    recording = made.sealed_recording()
    assert "2 May 2020" in words_of(imran)
    assert "Propose destruction" in words_of(imran)
    assert "Propose destruction" not in words_of(ruth)

    imran.post(reverse("recordings:destruction_add", args=[recording.pk]))
    assert "Propose destruction" not in words_of(imran)
    ending = Destruction.objects.get()
    about = reverse("recordings:destruction", args=[ending.pk])
    assert "Approve destruction" not in words_of(imran, about)
    assert "Approve destruction" in words_of(ruth, about)
    assert "Approve a destruction" in words_of(ruth, reverse("home"))
    ruth.post(reverse("recordings:destruction_approve", args=[ending.pk]))

    assert "approved by two people. The last backup that could open it ends on" in words_of(imran, about)
    certificate = imran.get(reverse("recordings:certificate", args=[ending.pk]))
    assert certificate.content.startswith(b"%PDF")
    assert certificate.headers["Content-Disposition"].startswith("attachment")
    assert "No other recording is kept." in words_of(imran)
    assert Recording.objects.get().erased_at


def test_a_hold_is_placed_with_a_reason_and_lifted_by_anybody_who_may(imran, ruth, sign_in):
    made.rule()
    recording = made.sealed_recording()
    place = reverse("recordings:hold_add", args=[recording.conference_id])

    assert "Choose why it must be kept" in imran.post(place, {}).content.decode()
    imran.post(place, {"reason": "court", "note": "A letter from the court"})
    words = words_of(imran)
    assert "A letter from the court" in words
    assert "Propose destruction" not in words
    conference = reverse("recordings:conference", args=[recording.conference_id])
    assert "Held: nothing of this conference may be destroyed." in words_of(
        sign_in(recording.conference.chair), conference
    )

    hold = Hold.objects.get()
    assert "Lift" not in words_of(ruth)
    sign_in(made.governance()).post(reverse("recordings:hold_lift", args=[hold.pk]))
    hold.refresh_from_db()
    assert hold.lifted_by
    assert "Propose destruction" in words_of(imran)


def test_it_is_kept_after_all_only_with_a_reason(imran, ruth):
    made.rule()
    recording = made.sealed_recording()
    imran.post(reverse("recordings:destruction_add", args=[recording.pk]))
    keep = reverse("recordings:destruction_withdraw", args=[Destruction.objects.get().pk])

    assert "Say in a few words why it is kept" in ruth.post(keep, {"why": ""}).content.decode()
    ruth.post(keep, {"why": "Ask the legal team first"})

    assert Destruction.objects.get().state == "withdrawn"


def test_the_page_names_no_child(imran):
    made.rule()
    conference = made.sealed_recording().conference

    assert conference.names == "Alfie Hartley"
    assert "Hartley" not in words_of(imran)


def test_the_conference_says_when_its_recording_ends(sign_in):
    made.rule()
    conference = factories.recording(factories.conference()).conference

    words = words_of(sign_in(conference.chair), reverse("recordings:conference", args=[conference.pk]))

    assert "Recording 1 will be destroyed on Sat 5 Nov 2061, 35 years from the conference." in words
    assert "Ask information governance for a hold." in words


def test_the_api_takes_a_recording_the_same_way(imran, ruth):
    made.rule()
    recording = made.sealed_recording()

    row = imran.get(reverse("recordings-api:keeping")).json()["results"][0]
    assert (row["ends_on"], row["stopped_by"]) == ("2020-05-02", [])
    proposed = imran.post(reverse("recordings-api:destruction_add", args=[recording.pk]))
    assert (proposed.status_code, proposed.json()["state"]) == (201, "proposed")
    pk = proposed.json()["id"]
    done = ruth.post(reverse("recordings-api:destruction_approve", args=[pk])).json()
    assert (done["state"], len(done["certificate_sha256"])) == ("done", 64)
    assert ruth.post(reverse("recordings-api:destruction_approve", args=[pk])).status_code == 409
    assert imran.get(reverse("recordings-api:certificate", args=[pk])).content.startswith(b"%PDF")


def test_a_long_list_begins_on_the_day_that_is_chosen_and_says_how_to_go_on(imran, monkeypatch):
    monkeypatch.setattr("recordings.views.keeping.COUNTED", 2)
    for day in (date(2026, 3, 2), date(2026, 4, 7), date(2026, 5, 12)):
        factories.recording(factories.conference(held_on=day))

    first = words_of(imran)
    assert "Mon 2 Mar 2026" in first
    assert "Tue 12 May 2026" not in first
    assert "Go on with conferences held from 7 April 2026" in first

    later = words_of(imran, f"{PAGE}?held_day=7&held_month=4&held_year=2026")
    assert "Mon 2 Mar 2026" not in later
    assert "Tue 12 May 2026" in later
    assert "No recording of a conference held from that day on is kept." in words_of(
        imran, f"{PAGE}?held_day=1&held_month=1&held_year=2027"
    )
    assert "Enter the day on which the list begins" in words_of(imran, f"{PAGE}?held_day=x&held_month=4")


def test_of_a_day_with_more_than_a_list_holds_all_are_listed(imran, monkeypatch):
    monkeypatch.setattr("recordings.views.keeping.COUNTED", 2)
    for _ in range(3):
        factories.recording(factories.conference(held_on=date(2026, 3, 2)))

    words = words_of(imran)

    assert words.count("Recording 1,") == 3
    assert "Go on with conferences" not in words


def test_of_many_holds_the_latest_are_shown_and_all_are_one_press_away(imran, monkeypatch):
    monkeypatch.setattr("recordings.views.keeping.SHOWN", 1)
    for note in ("First.", "Second."):
        actions.place_hold(factories.conference(), reason="court", note=note, by=made.governance())

    assert "First." not in words_of(imran)
    assert "Show all 2 holds" in words_of(imran)
    assert "First." in words_of(imran, f"{PAGE}?holds=all")
