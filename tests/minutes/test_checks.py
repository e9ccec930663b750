"""Each marked sentence is heard whole and by itself, or corrected; nothing is settled in bulk."""

import pytest
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, checks, saving, text
from minutes.models import Check
from minutes.remaining import remaining
from minutes.text import Line
from recordings.models import PartKind
from tests import factories
from tests.minutes import made
from tests.minutes.conferences import Conference as Words

pytestmark = pytest.mark.django_db
NUMBER = {"code": "number", "reason": "A number", "words": []}
WORDS = "In May the school wrote three letters and rang home twice each week about him."


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


def words(*rows, name="Margaret Ellison"):
    """A meeting of these lines: start, end, text, flags."""
    lines = [
        {"name": name, "start": start, "end": end, "text": said, "flags": flags, "section": ""}
        for start, end, said, flags in rows
    ]
    return Words("made", [{"name": name, "role": "Independent Chair", "agency": ""}], lines)


def minutes_of(world, *rows, pause=True):
    """Minutes of these lines; after them everybody had a break, if not told otherwise."""
    if pause:
        end = round(1000 * rows[-1][1])
        factories.part(world.recording, kind=PartKind.BREAK, start_ms=end, end_ms=72_017)
    return actions.start_checking(
        made.minutes_of(world.conference, words(*rows), recording=world.recording),
        by=world.people[Role.CHAIR],
    )


def left(minutes):
    return remaining(minutes, saving.newest(minutes).both).flags


def sent(world, since, until, *, by):
    """So many seconds of sound were sent to somebody, taking a millisecond to be a byte."""
    made.note_listening(
        world.recording, start=round(since * 1000), length=round((until - since) * 1000), whole=72_017, by=by
    )


def edit(minutes, *texts, by):
    newest = saving.newest(minutes)
    paragraph = next(p for _, p in text.paragraphs(newest.content))
    lines = [Line(s["id"], said) for s, said in zip(paragraph["sentences"], texts, strict=False)]
    actions.edit_paragraph(minutes, paragraph=paragraph["id"], lines=lines, based_on=newest.number, by=by)


def marks(*places):
    return [{**NUMBER, "words": [place]} for place in places]


def test_one_press_settles_all_that_is_marked_in_a_sentence(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5, 10)))
    made.listen(world.recording, by=chair)
    [check, *_] = left(minutes)
    assert check.about == ["three", "twice"]

    actions.clear_check(minutes, check=check.id, by=chair)

    assert not [one for one in left(minutes) if one.kind == "number"]
    assert sorted(Check.objects.values_list("heard_ms", flat=True)) == [0, 7000]
    assert AuditEvent.objects.get(verb="check.cleared").details["milliseconds"] == 7000


def test_a_check_is_found_by_any_of_its_marks_and_pressing_twice_changes_nothing(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5, 10)))
    made.listen(world.recording, by=chair)
    [check, *_] = left(minutes)

    actions.clear_check(minutes, check=check.flags[1]["id"], by=chair)

    assert actions.clear_check(minutes, check=check.id, by=chair) == []
    assert Check.objects.count() == 2


@pytest.mark.parametrize(("since", "until"), [(0, 7), (16, 40), (40, 70)])
def test_half_a_sentence_heard_is_not_heard(world, chair, since, until):
    minutes = minutes_of(world, (10, 20, WORDS, marks(5)))
    sent(world, since, until, by=chair)

    with pytest.raises(Conflict, match="Listen to this passage first"):
        actions.clear_check(minutes, check=left(minutes)[0].id, by=chair)


def test_two_pieces_of_sound_together_are_the_whole_sentence(world, chair):
    minutes = minutes_of(world, (10, 20, WORDS, marks(5)))
    sent(world, 8, 14, by=chair)
    sent(world, 14, 22, by=chair)

    assert actions.clear_check(minutes, check=left(minutes)[0].id, by=chair)


def test_somebody_elses_listening_is_not_mine(world, chair):
    minutes = minutes_of(world, (10, 20, WORDS, marks(5)))
    sent(world, 0, 72, by=world.people[Role.ADMINISTRATOR])

    with pytest.raises(Conflict, match="Listen to this passage first"):
        actions.clear_check(minutes, check=left(minutes)[0].id, by=chair)


def test_all_of_the_sound_fetched_at_once_is_no_way_to_tick_a_list(world, chair, sign_in, monkeypatch):
    rows = [(10 * n, 10 * n + 9, f"{WORDS[:-1]} {n}.", marks(5)) for n in range(7)]
    minutes = minutes_of(world, *rows)
    made.listen(world.recording, by=chair)
    api = sign_in(chair)
    listed = api.get(f"/api/minutes/{minutes.pk}/checks/").json()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)

    answers = [api.post(f"/api/minutes/{minutes.pk}/checks/{one['id']}/") for one in listed]

    assert [answer.status_code for answer in answers].count(204) == 2  # a little may be heard ahead
    assert "quicker than it can be heard" in answers[-1].json()["detail"]
    assert left(minutes)


def test_a_new_capital_or_comma_is_no_correction(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5)))

    edit(minutes, WORDS.replace("three", "Three,"), by=chair)

    assert [one.kind for one in left(minutes)] == ["number"]


def test_splitting_through_the_marked_words_settles_nothing(world, chair):
    flag = {**NUMBER, "words": [5, 6]}
    minutes = minutes_of(world, (2, 9, WORDS, [flag]))

    edit(minutes, WORDS.replace("three letters", "three\nletters"), by=chair)

    found = left(minutes)
    assert [one.kind for one in found] == ["number", "number"]
    assert len({one.flags[0]["id"] for one in found}) == 2


def test_splitting_what_was_heard_asks_for_nothing_again(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, [NUMBER]))
    made.hear(minutes, by=chair)

    edit(minutes, WORDS.replace("letters and", "letters.\nAnd"), by=chair)

    assert left(minutes) == []


def test_splitting_or_joining_a_sentence_the_software_was_unsure_of_is_no_correction(world, chair):
    unsure = {"code": "low_confidence", "reason": "The software was unsure of these words", "words": []}
    minutes = minutes_of(world, (2, 9, WORDS, [unsure]))

    edit(minutes, WORDS.replace("letters and", "letters\nand"), by=chair)
    assert [one.kind for one in left(minutes)] == ["unsure", "unsure"]

    edit(minutes, "In June the school wrote three letters", by=chair)
    assert [one.kind for one in left(minutes)] == ["unsure"]


def test_under_every_heading_something_has_been_heard(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, []))
    [part] = left(minutes)
    assert (part.kind, part.reason) == ("part", "Nobody has listened to anything under this heading")
    with pytest.raises(Conflict, match="1 part nobody has listened to"):
        actions.approve(minutes, version=1, by=chair)

    sent(world, 0, 72, by=chair)
    actions.clear_check(minutes, check=part.id, by=chair)

    assert left(minutes) == []


def test_a_heading_whose_marks_were_all_corrected_unheard_is_still_to_be_heard(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5)))

    edit(minutes, WORDS.replace("three", "four"), by=chair)

    assert [one.kind for one in left(minutes)] == ["part"]


def test_a_long_stretch_without_words_is_heard_unless_it_was_a_break(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5)), pause=False)
    silence = next(one for one in left(minutes) if one.kind == "part")
    assert (silence.start, silence.end) == (9.0, 72.017)

    factories.part(world.recording, kind=PartKind.BREAK, start_ms=9_000, end_ms=72_017)

    assert [one.kind for one in left(minutes)] == ["number"]


def test_a_silence_in_the_restricted_part_is_not_shown_to_those_who_may_not_hear_it(world, chair, sign_in):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5)), pause=False)
    factories.part(world.recording, kind=PartKind.RESTRICTED, start_ms=20_000, end_ms=60_000)

    listed = sign_in(world.people[Role.ADMINISTRATOR]).get(f"/api/minutes/{minutes.pk}/checks/").json()

    assert [row["kind"] for row in listed] == ["number"]


def test_a_destroyed_recording_cannot_be_listened_to_and_is_not_asked_for(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, []))

    world.conference.recordings.update(erased_at=factories.moment("2027-02-18T10:02"), erased_by=chair)

    assert left(minutes) == []


def test_a_sentence_counts_as_what_would_do_most_harm():
    flags = [{"code": code, "id": code} for code in ("date", "violence", "negation")]

    assert checks.Open("1", flags, {}, {}, {}).kind == "risk"


def test_a_mark_without_sound_is_only_settled_by_a_correction(world, chair):
    minutes = minutes_of(world, (2, 9, WORDS, marks(5)))
    newest = saving.newest(minutes)
    sentence = next(text.sentences(newest.content))
    sentence["sources"] = []
    saving.store(saving.locked(minutes), texts=newest.both, by=chair, based_on=1)
    made.listen(world.recording, by=chair)

    with pytest.raises(Conflict, match="Listen to this passage first"):
        actions.clear_check(minutes, check=sentence["id"], by=chair)
