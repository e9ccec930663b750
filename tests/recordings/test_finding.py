"""A child is found by an exact reference or by whole words of the name, among what one may see."""

import pytest
from django.urls import reverse

from access.models import AuditEvent
from access.roles import Role
from recordings import actions
from recordings.finding import MOST, found_by
from recordings.models import Child, NameMark
from recordings.vault.lookup import words_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def marked(team):
    actions.change_child(team.child, name="Zoë O’Neill-Hart", known_as="Zee", by=team.administrator)
    team.child.refresh_from_db()
    return team


@pytest.mark.parametrize("words", ["zoe oneill", "ONEILL hart", "Zee", "Zoë O'Neill Hart"])
def test_a_name_is_found_however_it_is_spelled(words, marked):
    assert [found.child for found in found_by(words, marked.chair)] == [marked.child]


@pytest.mark.parametrize("words", ["Zo", "zoe marlow", "…", "WX-26-9999"])
def test_half_a_word_or_a_wrong_one_finds_nobody(words, marked):
    assert found_by(words, marked.chair) == []


def test_a_reference_leads_to_the_child_whichever_system_or_record_it_is_of(marked):
    actions.change_conference(marked.conference, reference="C-77", by=marked.chair)
    double = factories.child()
    factories.conference(chair=marked.chair, children=[double])
    reference = double.case_reference
    actions.merge_children(double, into=marked.child, reason="Same", by=marked.administrator)

    for words in (marked.child.case_reference.lower(), "c-77", reference):
        found = found_by(words, marked.chair)
        assert [one.child for one in found] == [marked.child]
        assert marked.conference in found[0].conferences


def test_nobody_finds_a_child_of_a_conference_they_may_not_see(marked):
    assert found_by("Zee", marked.others[Role.CHAIR]) == []
    assert found_by("Zee", marked.people[Role.IT]) == []


def test_the_marks_follow_the_name_and_hold_none_of_it(marked):
    before = set(NameMark.objects.values_list("digest", flat=True))

    actions.change_child(marked.child, name="Zoë Marlow", known_as="Zoë", by=marked.administrator)

    after = set(NameMark.objects.values_list("digest", flat=True))
    assert (len(before), len(after), len(before & after)) == (4, 2, 1)
    assert words_of("Zoë O’Neill-Hart") == ["zoe", "oneill", "hart"]
    assert not any("zoe" in digest for digest in after)


def test_the_page_shows_what_was_found_and_the_audit_only_how_many(marked, sign_in):
    browser = sign_in(marked.chair)
    path = reverse("recordings:find")

    found = browser.post(path, {"words": "Zee"}).text
    nobody = browser.post(path, {"words": "Marlow"}).text
    empty = browser.post(path, {"words": ""}).text

    assert "Found: 1" in found
    assert "Thu 5 Nov 2026" in found
    assert "Nobody was found" in nobody
    assert "Enter a case reference or a name" in empty
    noted = AuditEvent.objects.filter(verb="record.looked_up").values_list("details", flat=True)
    assert list(noted) == [{"found": 1}, {"found": 0}]


def test_a_common_name_is_cut_off_and_says_so(team, sign_in):
    children = [factories.child(name="Sam Common") for _ in range(MOST + 1)]
    for child in children:
        child.mark_names()
    factories.conference(chair=team.chair, children=children)

    page = sign_in(team.chair).post(reverse("recordings:find"), {"words": "common"}).text

    assert f"The first {MOST}: add a first name or the reference" in page
    assert Child.objects.named("common").count() == MOST + 1


def test_the_api_finds_the_same(marked, sign_in):
    answer = sign_in(marked.chair).post(
        reverse("recordings-api:find"), {"words": "Zee"}, content_type="application/json"
    )

    assert answer.json() == [
        {
            "child": str(marked.child.pk),
            "name": "Zoë O’Neill-Hart",
            "case_reference": marked.child.case_reference,
            "conferences": [str(marked.conference.pk)],
        }
    ]
