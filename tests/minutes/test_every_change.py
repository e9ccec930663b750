"""Whatever is done to minutes: what nobody touched is as it was heard, and a person's words are theirs.

Every action that changes the text is a step here, through the database; but a shorter wording, which needs a
language model, and another transcription, which needs a second one, have tests of their own.
"""

import contextlib
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.errors import Conflict
from access.roles import Role
from minutes import actions, saving, text
from minutes.actions.byhand import Typed
from minutes.actions.correcting import Asked
from minutes.actions.editing import Settled
from minutes.clashes import Clash
from minutes.replacing import Wanted
from minutes.text import Line
from recordings.models import Attendance
from tests import factories
from tests.minutes import made

pytestmark = pytest.mark.django_db
SHUT = "police_restricted"
WHY = "It belongs there."
EXACT = ("text", "heard", "sources", "times", "recording", "kind")
TOUCHED = ("edited_by", "replaced_by")


class Room:
    """Draft minutes, two people who change them, and which passage each step is about."""

    def __init__(self, world):
        self.world, self.chair, self.joan = world, world.people[Role.CHAIR], world.people[Role.ADMINISTRATOR]
        self.minutes = made.minutes_of(world.conference, recording=world.recording)
        self.people = list(Attendance.objects.filter(conference=world.conference))

    @property
    def newest(self):
        return saving.newest(self.minutes)

    def pick(self, which, *, shut=None):
        """A paragraph of the open text (False), of the restricted one (True), or of both."""
        both = self.newest.both if shut is None else [self.newest.both[int(shut)]]
        found = [paragraph for whole in both for _, paragraph in text.paragraphs(whole)]
        if not found:
            raise Conflict("nothing is there")
        return found[which % len(found)]

    def edit(self, which, change):
        paragraph = self.pick(which)
        lines = [Line(s["id"], s["text"]) for s in paragraph["sentences"]]
        lines = change(lines, which // 3 % len(lines))
        return actions.edit_paragraph(
            self.minutes,
            paragraph=UUID(paragraph["id"]),
            lines=lines,
            based_on=self.newest.number,
            by=self.chair,
        )


def with_line(lines, at, line):
    return [*lines[:at], *([line] if line else []), *lines[at + 1 :]]


def halves(words):
    pieces = words.split()
    middle = max(1, len(pieces) // 2)
    return "\n".join([" ".join(pieces[:middle]), " ".join(pieces[middle:])])


def change(room, which):
    room.edit(which, lambda rows, at: with_line(rows, at, Line(rows[at].id, f"{rows[at].text} Indeed.")))


def split(room, which):
    room.edit(which, lambda rows, at: with_line(rows, at, Line(rows[at].id, halves(rows[at].text))))


def join(room, which):
    room.edit(which, lambda rows, _: [*rows[:-1], Line(rows[-1].id, rows[-1].text, join=True)])


def type_line(room, which):
    room.edit(which, lambda rows, at: [*rows, Line("", "Typed by a person.")])


def empty(room, which):
    room.edit(which, lambda rows, at: with_line(rows, at, Line(rows[at].id, "")))


def clash(room, which):
    """Two people write in one paragraph from the same version, and one keeps both or one of the texts."""
    paragraph, before = room.pick(which, shut=False), room.newest.number
    one, *rest = [Line(s["id"], s["text"]) for s in paragraph["sentences"]]
    theirs, mine = [[Line(one.id, f"{one.text} {word}."), *rest] for word in ("Theirs", "Mine")]
    place = {"paragraph": UUID(paragraph["id"])}
    actions.edit_paragraph(room.minutes, **place, lines=theirs, based_on=before, by=room.joan)
    found = actions.edit_paragraph(room.minutes, **place, lines=mine, based_on=before, by=room.chair)
    assert isinstance(found, Clash)
    settled = Settled(mine, written=None if which % 2 else mine)
    seen = (before, room.newest.number)
    actions.settle_clash(room.minutes, **place, settled=settled, versions=seen, by=room.chair)


def move(room, which):
    paragraph = room.pick(which, shut=False)["id"]
    to = ("discussion", "decision", "outline_plan")[which % 3]
    actions.move_paragraph(room.minutes, paragraph=UUID(paragraph), to=to, reason="", by=room.chair)


def shut_away(room, which):
    paragraph = room.pick(which, shut=False)["id"]
    actions.move_paragraph(room.minutes, paragraph=UUID(paragraph), to=SHUT, reason=WHY, by=room.chair)


def open_again(room, which):
    paragraph = room.pick(which, shut=True)["id"]
    actions.move_paragraph(
        room.minutes, paragraph=UUID(paragraph), to="discussion", reason=WHY, by=room.chair
    )


def name(room, which):
    speaker = room.people[which % len(room.people)]
    paragraph = UUID(room.pick(which)["id"])
    actions.name_paragraph(room.minutes, paragraph=paragraph, speaker=speaker, by=room.chair)


def add(room, which):
    after = UUID(room.pick(which)["id"])
    actions.add_paragraph(room.minutes, after=after, words="Added by hand.", speaker=None, by=room.chair)


def type_under(room, which):
    typed = Typed(under=("discussion", SHUT)[which % 2], words="Typed beside the player.")
    actions.type_sentences(room.minutes, typed=typed, by=room.chair)


def replace(room, which):
    wanted = Wanted(("Kelly", "Good", "is")[which % 3], "Somebody")
    chosen = {str(s["id"]) for whole in room.newest.both for s in text.sentences(whole)}
    actions.replace_words(
        room.minutes, wanted=wanted, sentences=chosen, based_on=room.newest.number, by=room.chair
    )


def other_headings(room, which):
    template = ("signs_of_safety", "strengthening_families")[which % 2]
    actions.change_template(room.minutes, template=template, by=room.chair)


def take_up(room, which):
    rows = [row for row in room.newest.content["suggestions"] if "taken" not in row]
    if not rows:
        raise Conflict("nothing is suggested")
    row = UUID(rows[which % len(rows)]["id"])
    actions.settle_suggestion(room.minutes, suggestion=row, taken=which % 3 > 0, by=room.chair)


def state(room, which):
    """A correction that is refused stands beside its passage as a statement."""
    paragraph = room.pick(which, shut=False)
    asked = Asked(
        UUID(paragraph["id"]),
        UUID(paragraph["sentences"][0]["id"]),
        "That is wrong.",
        "Kelly Hartley",
        factories.moment("2026-11-20T12:00").date(),
    )
    logged = actions.log_correction(room.minutes, asked=asked, by=room.chair)
    actions.refuse_correction(logged, reason=WHY, by=room.chair)


def undo(room, which):
    actions.undo(room.minutes, by=room.joan if which % 4 == 0 else room.chair)


def redo(room, _which):
    actions.redo(room.minutes, by=room.chair)


def restore(room, which):
    actions.restore_version(room.minutes, number=which % room.newest.number + 1, by=room.chair)


STEPS = {
    step.__name__: step
    for step in (
        change, split, join, type_line, empty, clash, move, shut_away, open_again, name, add, type_under,
        replace, other_headings, take_up, state, undo, redo, restore,
    )
}  # fmt: skip
# What some steps need to have been done before they can do anything.
FIRST = {"undo": [change], "redo": [change, undo], "restore": [change], "other_headings": [change]}


def originals(room):
    return {str(s["id"]): s for whole in room.newest.both for s in text.sentences(whole)}


def check(room, before):
    """Untouched sentences are exact; those of a person are theirs; no second comes from nowhere."""
    said = {s["text"] for s in before.values()}
    spans = [(s["recording"], s["sources"][0][0], s["sources"][-1][1]) for s in before.values()]
    for one in originals(room).values():
        if one["origin"] == "person":
            assert one["author"]
            assert one["text"] not in said
            continue
        assert one["sources"]
        for start, end in one["sources"]:
            assert any(r == one["recording"] and a <= start <= end <= b for r, a, b in spans)
        if any(mark in one for mark in TOUCHED):
            continue
        assert one["text"] in said
        if str(one["id"]) in before:
            assert [one.get(key) for key in EXACT] == [before[str(one["id"])].get(key) for key in EXACT]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_does_something_by_itself_and_keeps_what_it_does_not_touch(world, step):
    room = Room(world)
    before = originals(room)
    for first in FIRST.get(step, []):
        first(room, 1)
    was = room.newest

    done = 0
    for which in range(6):
        with contextlib.suppress(Conflict, PermissionDenied), transaction.atomic():
            STEPS[step](room, which)
            done += 1
    check(room, before)

    assert done
    assert (room.newest.number, room.newest.both) != (was.number, was.both)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 20)), min_size=2, max_size=10))
def test_any_sequence_of_changes_keeps_every_untouched_sentence_exact(world, steps):
    with transaction.atomic():
        room = Room(world)
        before = originals(room)

        for step, which in steps:
            with contextlib.suppress(Conflict, PermissionDenied), transaction.atomic():
                STEPS[step](room, which)
            check(room, before)

        transaction.set_rollback(True)
