"""Conferences made at random with secrets planted in them: none may be in any byte that leaves."""

import random

import pytest

from access.errors import Conflict
from minutes import documents
from minutes.documents import proof
from minutes.requests import actions, making
from minutes.requests.composing import Numbers, compose
from minutes.requests.making import make
from minutes.requests.reading import for_reader
from minutes.requests.sources import Source, source_of
from recordings.models import Attendance, PartKind
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db

FIRST = ["Ottoline", "Barnaby", "Perpetua", "Thaddeus", "Clementina", "Ignatius", "Seraphina", "Leopold"]
LAST = ["Quillfeather", "Ravenscroft", "Thistlewood", "Marchbanks", "Underhill", "Fairweather"]
STREETS = ["Nightingale Crescent", "Cobbler's Row", "Tannery Lane", "Quarry Hill", "Weavers Close"]
SCHOOLS = ["Brambledown Infant School", "St Wilfrida's Academy", "Foxglove Lane Primary"]
PLAIN = [
    "The children were seen at home and were well.",
    "Attendance this term is better than it was.",
    "Everybody agreed that the family should have help with the house.",
]
POLICE = "Officers hold information that {name} was seen at {street} on the night of the ninth."


def planted(seed: int) -> tuple[made.Family, list[str]]:
    """A conference whose minutes hold secrets of other people, and the secrets."""
    chance = random.Random(seed)
    family = made.family()
    at = family.recording
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    street = f"{chance.randint(2, 98)} {chance.choice(STREETS)}"
    school, phone = chance.choice(SCHOOLS), f"07700 900{chance.randint(100, 999)}"
    other = factories.child(name=f"{chance.choice(FIRST)} Marchbanks", school=school)
    family.conference.children.create(child=other, order=5)
    factories.person(family.conference, name=name, role="Father's partner", came=Attendance.Came.ABSENT)
    start = chance.randrange(100, 400, 10)
    factories.part(
        at,
        kind=chance.choice([PartKind.RESTRICTED, PartKind.PART_EXCLUDED, PartKind.CHILD_ONLY]),
        start_ms=start * 1000,
        end_ms=(start + 20) * 1000,
        absent=[family.mother],
    )
    secret = POLICE.format(name=name, street=street)
    lines = [made.sentence(chance.choice(PLAIN), moment, at) for moment in range(0, 90, 10)]
    lines += [
        made.sentence(secret, start + chance.choice([0, 5, 15]), at),
        made.sentence(f"{name} lives at {street} and can be reached on {phone}.", 600, at),
        made.sentence(f"{other.name.split()[0]} goes to {school}.", 610, at),
    ]
    chance.shuffle(lines)
    paragraphs = [made.paragraph(line, by=family.worker) for line in lines]
    family.version = made.approved(family.conference, {"sections": [made.section("Discussion", *paragraphs)]})
    secrets = [secret, name, name.split()[0], street, phone, school, other.name, other.name.split()[0]]
    return family, secrets


def request_about(family):
    children = tuple(row.child for row in family.conference.children.filter(order__lt=5))
    return made.redacting(family, children=children)


@pytest.mark.parametrize("seed", range(6))
def test_no_planted_secret_is_in_any_file_of_any_format(seed):
    family, secrets = planted(seed)
    request = request_about(family)
    made.decide_all(request, family)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)

    files = {file.format: actions.open_file(file, by=family.second) for file in copy.files.all()}

    assert set(files) == set(documents.FORMATS)
    for file in files.values():
        assert proof.search(file, secrets) == []
        assert proof.leftovers(file) == []


@pytest.mark.parametrize("seed", range(6, 9))
def test_a_mark_that_is_lost_on_the_way_is_caught_before_the_copy_exists(seed):
    """Sabotage: one decision vanishes between the second check and the making of the files."""
    family, _ = planted(seed)
    request = request_about(family)
    made.decide_all(request, family)
    lost = random.Random(seed).choice(list(request.redactions.filter(found__in=["person", "child"])))
    lost.delete()

    with pytest.raises(Conflict, match="is still in the copy"):
        make(request, Numbers("C-2026-0001", request.created_at))


def test_a_part_that_is_lost_on_the_way_is_caught_before_the_copy_exists(monkeypatch):
    """Sabotage: the text that is laid out forgets who was in the room; the proof does not."""
    from access.errors import Conflict

    family, _ = planted(11)
    request = request_about(family)
    made.decide_all(request, family)
    honest = source_of(request)
    everything = Source(honest.rows, tuple(for_reader(request.version.content, [])))
    monkeypatch.setattr(making, "compose", lambda asked, source, numbers: compose(asked, everything, numbers))

    with pytest.raises(Conflict, match=r"not for this reader|is still in"):
        make(request, Numbers("C-2026-0001", request.created_at))
