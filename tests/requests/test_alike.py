"""Words that were said in the open and in a part that is left out: they stand as often as in the open."""

import pytest

from access.errors import Conflict
from minutes import documents
from minutes.documents import proof
from minutes.requests import actions, making
from minutes.requests.composing import Numbers, compose
from minutes.requests.searched import gather
from minutes.requests.sources import source_of
from recordings.models import PartKind
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db
SAID = "He has not been seen since the summer."


@pytest.fixture
def family():
    """The same words three times: in the open twice, and once in a restricted part."""
    found = made.family()
    at = found.recording
    factories.part(at, kind=PartKind.RESTRICTED, start_ms=30_000, end_ms=40_000, absent=[found.mother])
    said = [made.sentence(SAID, start, at) for start in (0, 20, 30)]
    other = made.sentence("The school has no worries.", 10, at)
    talk = made.paragraph(said[0], other, said[1], said[2], by=found.worker)
    found.version = made.approved(found.conference, {"sections": [made.section("Talk", talk)]})
    return found


def test_a_sentence_that_stands_openly_is_counted(family):
    request = made.redacting(family)
    source = source_of(request)

    assert making.secrets_of(request, source).often == ((SAID, 2),)
    made.decide_all(request, family)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)
    assert {proof.most(actions.open_file(file, by=family.second), SAID) for file in copy.files.all()} == {2}


@pytest.mark.parametrize("code", sorted(documents.FORMATS))
def test_once_too_often_stops_the_copy_in_every_format(family, code):
    """The maker is made to leak: the restricted sentence is composed as if it were open."""
    request = made.redacting(family)
    made.decide_all(request, family)
    secrets = making.secrets_of(request, source_of(request))
    family.recording.parts.all().delete()
    leaking = compose(request, source_of(request), Numbers("C-2026-0001", family.version.created_at))
    file = documents.render(leaking, code=code)

    with pytest.raises(Conflict, match="should never happen"):
        making.prove(file, secrets)


def test_a_short_sentence_is_said_in_every_meeting():
    found = gather(
        taken_out=[], names=[], left_out=["Thank you, chair."], kept="", standing="Thank you, chair."
    )

    assert not found.alike
