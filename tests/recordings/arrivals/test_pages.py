"""Matching by hand: the page, and the same over the API, which also takes recordings from other programs."""

import base64
import json

import pytest
from django.test import Client
from knox.models import AuthToken

from access.models import AuditEvent
from recordings import actions, arriving
from recordings.models import Arrival, Recording, VaultKey
from recordings.vault import store
from tests import factories
from tests.recordings.arrivals import made

pytestmark = pytest.mark.django_db
BODY = "application/octet-stream"


@pytest.fixture
def janet():
    return made.administrator()


@pytest.fixture
def api(janet):
    return Client(headers={"Authorization": f"Token {AuthToken.objects.create(janet)[1]}"})


def brought(api, content=made.SOUND, **said):
    pairs = [f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in said.items()]
    headers = {"Upload-Metadata": ",".join(pairs)} if pairs else {}
    return api.post("/api/arrivals/", content, BODY, headers=headers)


@pytest.fixture
def held(api):
    answer = brought(api, filename="REC_0001.WAV", recorded_at="2026-11-05T10:01:00+00:00")
    return Arrival.objects.get(pk=answer.json()["id"])


def test_a_program_brings_a_recording_of_a_conference(api):
    conference = factories.conference()

    answer = brought(api, filename="a.wav", conference=conference.pk)

    assert (answer.status_code, answer.json()["outcome"]) == (201, "received")
    assert Recording.objects.get(pk=answer.json()["id"]).conference == conference


def test_what_is_brought_without_a_conference_waits_as_it_was_made(api, held):
    answer = api.get("/api/arrivals/").json()

    (one,) = answer["results"]
    assert one["filename"] == "REC_0001.WAV"
    assert one["recorded_at"].startswith("2026-11-05T10:01")
    assert one["state"] == "held"
    assert api.get(f"/api/arrivals/{held.pk}/").json() == one
    assert made.SOUND[:64] not in store.place().read_at(held.key.blobs.get().name, 0, 4096)


@pytest.mark.parametrize(
    ("content", "said", "status", "words"),
    [
        (b"%PDF-1.7", {}, 400, "document"),
        (b"", {}, 411, "how long"),
        (made.SOUND, {"conference": "none of ours"}, 404, ""),
        (made.SOUND, {"conference": "5f0c3f4e-0000-4000-8000-000000000000"}, 404, ""),
        (made.SOUND, {"recorded_at": "2026-13-45T10:00"}, 201, ""),
        (made.SOUND, {"recorded_at": "last week"}, 201, ""),
        (made.SOUND, {"recorded_at": "2026-11-05T10:00"}, 201, ""),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_of_it_kept(api, content, said, status, words):
    answer = brought(api, content, **said)

    assert answer.status_code == status
    assert words in json.dumps(answer.json())
    assert Arrival.objects.count() == (status == 201)
    assert VaultKey.objects.filter(destroyed_at=None).count() == (status == 201)


def test_the_same_recording_is_not_brought_twice(api, held):
    answer = brought(api)

    assert answer.status_code == 409
    assert "waits to be matched" in answer.json()["detail"]


def test_without_a_length_nothing_is_read(api):
    answer = api.post("/api/arrivals/", made.SOUND, BODY, headers={"Transfer-Encoding": "chunked"})

    assert answer.status_code == 411


def test_a_body_that_breaks_off_is_not_kept(janet):
    incoming = arriving.Incoming(iter([made.SOUND]), "a.wav", length=len(made.SOUND) + 1)

    with pytest.raises(arriving.Left) as left:
        arriving.take(incoming, by=janet)

    assert "did not arrive whole" in left.value.words
    assert not Arrival.objects.exists()
    assert not VaultKey.objects.filter(destroyed_at=None).exists()


def test_more_than_the_largest_file_is_stopped_on_the_way(janet, monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 1000)

    with pytest.raises(arriving.Left) as left:
        arriving.take(arriving.Incoming(iter([made.SOUND]), "a.wav"), by=janet)

    assert left.value.code == "too_large"
    assert not Arrival.objects.exists()


def test_an_administrator_matches_it_over_the_api(api, held):
    conference = factories.conference()

    answer = api.post(
        f"/api/arrivals/{held.pk}/match/", {"conference": str(conference.pk)}, "application/json"
    )

    assert answer.status_code == 201
    assert Recording.objects.get(pk=held.pk).conference == conference
    assert not Arrival.objects.exists()


def test_the_page_offers_the_conferences_of_the_day_on_which_it_was_recorded(held, janet, sign_in):
    there = factories.conference(children=[factories.child(name="Maisie Hartley")])
    factories.conference(held_on="2026-11-06", children=[factories.child(name="Somebody Else")])
    browser = sign_in(janet)

    page = browser.get(f"/arrivals/{held.pk}/").content.decode()
    other = browser.get(f"/arrivals/{held.pk}/?day_day=6&day_month=11&day_year=2026").content.decode()
    none = browser.get(f"/arrivals/{held.pk}/?day_day=7&day_month=11&day_year=2026").content.decode()
    wrong = browser.get(f"/arrivals/{held.pk}/?day_day=77&day_month=11&day_year=2026").content.decode()

    assert "Maisie Hartley: initial conference on Thu 5 Nov 2026, 10:00, chair" in page
    assert "Somebody Else" not in page
    assert "Somebody Else" in other
    assert "no conference on this day" in none
    assert "field--error" in wrong
    answer = browser.post(f"/arrivals/{held.pk}/", {"conference": there.pk})
    assert answer.headers["Location"] == f"/conferences/{there.pk}/"
    assert Recording.objects.get(pk=held.pk).conference == there


def test_nothing_chosen_is_said(held, janet, sign_in):
    factories.conference()

    page = sign_in(janet).post(f"/arrivals/{held.pk}/").content.decode()

    assert "Choose the conference that this is a recording of" in page
    assert Arrival.objects.exists()


def test_the_conference_that_has_it_already_refuses_it(api, held):
    conference = factories.conference()
    factories.recording(conference, fingerprint=held.fingerprint)

    answer = api.post(
        f"/api/arrivals/{held.pk}/match/", {"conference": str(conference.pk)}, "application/json"
    )

    assert answer.status_code == 409


def test_a_damaged_one_is_said_to_it(api, held):
    store.place().delete(held.key.blobs.get().name)

    answer = api.post(
        f"/api/arrivals/{held.pk}/match/",
        {"conference": str(factories.conference().pk)},
        "application/json",
    )

    assert answer.status_code == 409
    assert "Tell IT" in answer.json()["detail"]


def test_what_is_no_conference_is_destroyed_by_a_second_person_only(
    held, janet, sign_in, django_capture_on_commit_callbacks
):
    name, first, second = held.key.blobs.get().name, sign_in(janet), sign_in(made.governance())

    assert "Match a recording" in first.get("/").content.decode()
    first.post(f"/arrivals/{held.pk}/set-aside/")
    assert first.post(f"/arrivals/{held.pk}/destroy/").status_code == 403
    assert "set aside" in second.get("/").content.decode()
    assert "Agree and destroy it" in second.get(f"/arrivals/{held.pk}/").content.decode()
    second.post(f"/arrivals/{held.pk}/put-back/")
    assert second.post(f"/arrivals/{held.pk}/destroy/").status_code == 409
    first.post(f"/arrivals/{held.pk}/set-aside/")
    with django_capture_on_commit_callbacks(execute=True):
        second.post(f"/arrivals/{held.pk}/destroy/")

    held.refresh_from_db()
    assert (held.state, held.key.wrapped) == ("discarded", None)
    with pytest.raises(FileNotFoundError):
        store.place().size(name)
    assert AuditEvent.objects.filter(verb="arrival.destroyed").exists()
    assert "Nothing waits" in first.get("/arrivals/").content.decode()


def test_the_list_shows_what_waits_and_who_set_it_aside(held, janet, sign_in):
    browser = sign_in(janet)

    before = browser.get("/arrivals/").content.decode()
    browser.post(f"/arrivals/{held.pk}/set-aside/")
    after = sign_in(made.governance()).get("/arrivals/").content.decode()

    assert "REC_0001.WAV" in before
    assert "Match<span" in before
    assert "Set aside by Janet Moss" in after
    assert "Look at it<span" in after


def test_the_api_sets_aside_puts_back_and_destroys(api, held):
    second = Client(headers={"Authorization": f"Token {AuthToken.objects.create(made.governance())[1]}"})

    assert api.post(f"/api/arrivals/{held.pk}/set-aside/").json()["state"] == "set_aside"
    assert second.post(f"/api/arrivals/{held.pk}/put-back/").json()["state"] == "held"
    api.post(f"/api/arrivals/{held.pk}/set-aside/")
    assert second.post(f"/api/arrivals/{held.pk}/destroy/").status_code == 204
    assert second.get(f"/api/arrivals/{held.pk}/").status_code == 404
