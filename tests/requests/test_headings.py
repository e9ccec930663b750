"""A heading can give somebody away like any line: what is taken out of it leaves a mark with its letter."""

import pytest
from django.urls import reverse

from minutes import documents
from minutes.documents import Removed, proof
from minutes.requests import actions
from minutes.requests.actions import Ruling
from minutes.requests.composing import Numbers, compose
from minutes.requests.sources import source_of
from tests.requests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    """Minutes with a heading that names the father."""
    found = made.family()
    said = made.sentence("The family will be visited each week.", 60, found.recording)
    section = made.section("Visits of Wayne Cotter at home", made.paragraph(said, by=found.worker))
    found.version = made.approved(found.conference, {"sections": [section]})
    return found


@pytest.fixture
def request_of_the_mother(family):
    """His name in the heading goes because of a crime, everything else because it is about another person."""
    request = made.redacting(family)
    in_heading = request.redactions.get(sentence="h0")
    actions.decide(in_heading, ruling=Ruling("out", "S2-2"), by=family.administrator, same_words=False)
    made.decide_all(request, family)
    return request


def test_words_taken_out_of_a_heading_leave_a_mark_with_the_letter_of_their_reason(request_of_the_mother):
    request = request_of_the_mother

    contents = compose(request, source_of(request), Numbers("C-2026-0001", request.created_at))

    assert contents.sections[0].title == ("Visits of ", Removed("B"), " at home")
    assert "looking into a crime" in {key.letter: key.reason for key in contents.key}["B"]


def test_the_heading_of_each_format_shows_the_mark_and_not_the_name(request_of_the_mother, family):
    request = actions.send_for_check(request_of_the_mother, by=family.administrator)

    copy = actions.agree_marks(request, by=family.second)

    files = [actions.open_file(file, by=family.second) for file in copy.files.all()]
    assert len(files) == len(documents.FORMATS)
    for file in files:
        assert proof.search(file, ["Visits of removed: B at home"])
        assert not proof.search(file, ["Wayne", "Cotter"])
        assert proof.leftovers(file) == []


def test_the_preview_covers_a_heading_that_is_not_decided_yet(sign_in, family):
    request = made.redacting(family)

    page = sign_in(family.administrator).get(reverse("requests:redaction", args=[request.pk]))

    preview = page.content.decode().partition('id="preview"')[2]
    assert "Wayne Cotter" not in preview
    assert 'Visits of <span class="black black--ask">not decided</span> at home' in preview
