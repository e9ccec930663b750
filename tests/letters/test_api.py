"""The whole way over the API: said, decided, made, signed, sent, arrived."""

import pytest
from django.utils import timezone

from minutes.letters import actions
from minutes.letters.models import ChildDecision, Letter
from recordings.models import Attendance
from tests import factories
from tests.letters import made
from tests.minutes import made as minutes_made

pytestmark = pytest.mark.django_db
JSON = {"content_type": "application/json"}


def test_what_was_said_is_taken_up_or_left_out(sign_in):
    family = made.siblings()
    Attendance.objects.filter(conference=family.conference).delete()
    minutes_made.minutes_of(family.conference)
    chair, url = sign_in(family.chair), f"/api/conferences/{family.conference.pk}/decisions/suggestions/"
    found = chair.get(url).json()
    (decision,) = [one for one in found if one["kind"] == "decision"]

    wanted = {"suggestion": decision["id"], "children": [str(family.alfie.pk)]}
    taken = chair.post(url, wanted, **JSON)
    left = chair.post(url, {"suggestion": decision["id"], "children": []}, **JSON)
    noted = chair.post(f"/api/conferences/{family.conference.pk}/decisions/noted/")

    assert (taken.status_code, left.status_code, noted.status_code) == (204, 204, 409)
    assert ChildDecision.objects.get(row=family.alfie).outcome == "plan_made"
    assert decision["end"] > decision["start"]


def test_from_the_decision_to_the_proof(sign_in):
    family = made.siblings()
    chair, office = sign_in(family.chair), sign_in(family.administrator)
    written = {
        "outcome": "plan_made", "category": "neglect", "reasons": "Alone.", "core_group_on": "2026-11-17",
        "views": [{"agency": "School", "view": "unsure", "words": "We cannot say."}],
        "actions": [{"action": "Daniel visits", "by_when": "Friday"}], "members": [str(family.mother.pk)],
    }  # fmt: skip
    alfie, maisie = f"/api/decisions/{family.alfie.pk}/", f"/api/decisions/{family.maisie.pk}/"

    assert chair.put(alfie, written, **JSON).json()["actions"][0]["action"] == "Daniel visits"
    assert chair.post(f"{alfie}copy/", {"to": str(family.maisie.pk)}, **JSON).status_code == 200
    chair.put(maisie, {"outcome": "no_plan", "reasons": "Her nan."}, **JSON)
    for url in (alfie, maisie):
        assert chair.post(f"{url}decide/").json()["decided_at"]
    assert chair.post(f"{maisie}reopen/", {"reason": "A slip"}, **JSON).json()["decided_at"] is None
    chair.post(f"{maisie}decide/")
    listed = chair.get(f"/api/conferences/{family.conference.pk}/decisions/").json()
    assert [one["outcome"] for one in listed] == ["plan_made", "no_plan"]

    all_made = office.post(f"/api/conferences/{family.conference.pk}/letters/")
    father = next(one for one in all_made.json() if one["name"] == "Wayne Cotter")
    url = f"/api/letters/{father['id']}/"
    assert chair.post(f"{url}sign/").json()["number"]
    sent = office.post(f"{url}send/", {"envelope": "Flat 3, 8 Mill Street", "tracking": "AB1"}, **JSON)
    arrived = office.post(f"{url}arrived/", {"on": timezone.localdate().isoformat()}, **JSON)
    assert (all_made.status_code, sent.json()["tracking"], arrived.json()["status"]) == (
        201,
        "AB1",
        "delivered",
    )
    file = next(one for one in office.get(url).json()["files"] if one["format"] == "pdf")
    assert office.get(f"/api/letters/files/{file['id']}/").content.startswith(b"%PDF")
    assert office.get("/api/letters/").json()["count"] == 4


def test_dropping_taking_back_and_the_leaflet(sign_in):
    family = made.decided()
    letter = made.letters(family)["Tom Whitcombe"]
    chair, office, url = sign_in(family.chair), sign_in(family.administrator), f"/api/letters/{letter.pk}/"

    assert chair.post(f"{url}drop/", {"reason": "He left"}, **JSON).json()["status"] == "not_sent"
    assert chair.post(f"{url}take-back/").json()["status"] == "draft"
    actions.sign_letter(Letter.objects.get(pk=letter.pk), by=family.chair)
    assert office.post(f"{url}take-back/").json()["status"] == "draft"
    leaflet = {"title": "Not happy?", "text": "Write to us."}
    assert office.post("/api/letters/leaflet/", leaflet, **JSON).json() == leaflet
    assert office.get("/api/letters/leaflet/").json() == leaflet


def test_people_of_other_conferences_are_refused(sign_in):
    family, stranger = made.siblings(), factories.person(factories.conference())

    answer = sign_in(family.chair).put(
        f"/api/decisions/{family.alfie.pk}/", {"members": [str(stranger.pk)]}, **JSON
    )

    assert answer.status_code == 409
