"""The pages of decisions: what was said, one child, all children."""

from datetime import date

import pytest
from django.urls import reverse

from access.models import AuditEvent
from minutes import actions as minutes_actions
from minutes import saving
from minutes.letters import actions
from minutes.letters.models import AgencyView, ChildDecision, PlanAction
from tests.letters import made
from tests.letters.test_decisions import of_kind, said

__all__ = ["said"]
pytestmark = pytest.mark.django_db


def boxes(day: date | None, name: str) -> dict:
    values = {"day": day.day, "month": day.month, "year": day.year} if day else {}
    return {f"{name}_{part}": str(value) for part, value in values.items()}


def filled(family, **changes):
    """What the form of one child sends."""
    data = {
        "outcome": "plan_made", "category": "neglect", "reasons": "They were left alone.",
        "members": [str(family.mother.pk)], "core_group_where": "10:00",
        **boxes(date(2026, 11, 17), "core_group_on"), **boxes(date(2027, 2, 2), "next_on"),
        "views-TOTAL_FORMS": "2", "views-INITIAL_FORMS": "0", "views-0-agency": "School",
        "views-0-view": "unsure", "views-0-words": "We cannot say.", "views-1-agency": "",
        "actions-TOTAL_FORMS": "2", "actions-INITIAL_FORMS": "0", "actions-0-action": "Daniel visits",
        "actions-0-by_when": "Friday", "actions-1-action": "",
    }  # fmt: skip
    return {**data, **changes}


def test_the_page_saves_and_then_records(sign_in):
    family = made.siblings()
    client, url = sign_in(family.chair), reverse("letters:decision", args=[family.alfie.pk])

    client.post(url, filled(family, save="yes"))
    saved = ChildDecision.objects.get()
    assert (saved.is_decided, saved.core_group_on) == (False, date(2026, 11, 17))
    answer = client.post(url, filled(family, decide="yes"), follow=True)

    assert ChildDecision.objects.get().is_decided
    assert "Decision recorded for Alfie Hartley" in answer.content.decode()
    assert [view.view for view in AgencyView.objects.all()] == ["unsure"]
    page = client.get(url).content.decode()
    assert "We cannot say." in page
    assert "Daniel visits" in page


def test_what_is_missing_for_the_record_is_one_sentence(sign_in):
    family = made.siblings()
    client, url = sign_in(family.chair), reverse("letters:decision", args=[family.alfie.pk])

    client.post(url, filled(family, save="yes", category="", reasons=""))

    says = "choose the category of the plan; write the reasons for the decision."
    assert says in client.get(url).content.decode()


def test_what_is_missing_in_a_line_is_said_and_what_was_typed_is_kept(sign_in):
    family = made.siblings()
    wrong = {"views-0-agency": "", "actions-0-action": "", "core_group_on_month": ""}

    answer = sign_in(family.chair).post(
        reverse("letters:decision", args=[family.alfie.pk]), filled(family, save="yes", **wrong)
    )

    page = answer.content.decode()
    assert "Enter whose view this is" in page
    assert "Enter what will be done, or empty the whole line" in page
    assert "Enter the month of the first core group" in page
    assert "We cannot say." in page
    assert not ChildDecision.objects.exists()


def test_the_page_of_all_children_shows_sentences_with_their_seconds(said, sign_in):
    family, _ = said
    client, url = sign_in(family.chair), reverse("letters:decisions", args=[family.conference.pk])
    action = of_kind(family, "action")[0]

    page = client.get(url).content.decode()
    assert action.clock in page
    take = reverse("letters:suggestion", args=[family.conference.pk, action.id])
    client.post(take, {"take": "all"})

    assert PlanAction.objects.count() == 2
    other = of_kind(family, "view")[0]
    client.post(reverse("letters:suggestion", args=[family.conference.pk, other.id]), {"leave": "yes"})
    assert f'id="suggestion-{other.id}"' not in client.get(url).content.decode()


def test_the_page_of_the_conference_says_what_was_decided_for_each_child(sign_in):
    family = made.siblings()
    actions.save_decision(family.alfie, written=made.written(family), by=family.chair)
    actions.decide(family.alfie, by=family.chair)

    page = sign_in(family.chair).get(reverse("recordings:conference", args=[family.conference.pk]))

    assert "<b>Alfie Hartley</b>: a child protection plan is made" in page.content.decode()
    assert "<b>Maisie Hartley</b>: not recorded yet" in page.content.decode()


def test_the_pages_open_again_copy_and_note(said, sign_in):
    family, minutes = said
    row = next(r for r in saving.newest(minutes).content["suggestions"] if r["kind"] == "action")
    minutes_actions.settle_suggestion(minutes, suggestion=row["id"], taken=True, by=family.chair)
    client = sign_in(family.chair)

    client.post(reverse("letters:noted", args=[family.conference.pk]))
    assert PlanAction.objects.count() == 2
    copied = client.post(reverse("letters:copy", args=[family.alfie.pk]), {"to": family.maisie.pk})
    assert copied.status_code == 302
    actions.save_decision(family.alfie, written=made.written(family, members=()), by=family.chair)
    actions.decide(family.alfie, by=family.chair)
    client.post(reverse("letters:reopen", args=[family.alfie.pk]), {"reason": ""})
    assert ChildDecision.objects.get(row=family.alfie).is_decided
    client.post(reverse("letters:reopen", args=[family.alfie.pk]), {"reason": "A wrong day"})
    assert not ChildDecision.objects.get(row=family.alfie).is_decided


def test_every_step_is_in_the_audit_and_says_no_word_of_it():
    made.decided()

    verbs = list(AuditEvent.objects.filter(verb__startswith="decision.").values_list("verb", flat=True))
    assert verbs == ["decision.saved", "decision.saved", "decision.recorded", "decision.recorded"]
