"""A recording heard once more: what people wrote stays, the rest is offered beside it."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, again, saving, text
from minutes.actions.again import take_again
from minutes.sight import sight_of
from minutes.text import Line
from tests import factories
from tests.minutes import made
from transcription.models import Transcript

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


def heard_again(world, *changes, more=()):
    """The small meeting once more, with some of its words heard differently, and others that are new."""
    words = made.small_words()
    lines = [dict(line) for line in words.lines]
    for old, new in changes:
        found = next(line for line in lines if old in line["text"])
        found["text"] = found["text"].replace(old, new)
    for name, said, start in more:
        lines.append(
            {"name": name, "text": said, "start": start, "end": start + 2, "flags": [], "section": ""}
        )
    lines.sort(key=lambda line: line["start"])
    transcript = made.transcript(world.conference, replace(words, lines=lines), recording=world.recording)
    Transcript.objects.filter(pk=transcript.pk).update(finished_at=timezone.now())
    return transcript


def offered(minutes, by):
    return again.offers(saving.newest(minutes), again.newer(minutes), sight_of(minutes, by))


def said(minutes):
    return " ".join(one["text"] for whole in saving.newest(minutes).both for one in text.sentences(whole))


def test_nothing_is_offered_while_nothing_was_heard_again(minutes, by):
    assert again.newer(minutes) == []
    assert offered(minutes, by) == []


def test_a_sentence_heard_differently_is_offered_and_nothing_changes_by_itself(world, minutes, by):
    heard_again(world, ("81 per cent", "61 per cent"))

    [offer] = offered(minutes, by)

    assert ("81", True) in offer.before
    assert ("61", True) in offer.now
    assert "81 per cent" in said(minutes)


def test_what_is_taken_is_the_software_s_words_with_their_own_flags_to_be_heard(world, minutes, by):
    heard_again(world, ("81 per cent", "61 per cent"))
    [offer] = offered(minutes, by)

    version = take_again(minutes, chosen={offer.id}, based_on=1, by=by)

    taken = next(s for s in text.sentences(saving.newest(minutes).content) if "61 per cent" in s["text"])
    assert (taken["id"], taken["origin"]) == (offer.sentence["id"], "machine")
    assert [flag["about"] for flag in taken["flags"]] == ["61"]
    assert taken["flags"][0]["id"] != offer.sentence["flags"][0]["id"]
    assert len(taken["times"]) == len(taken["heard"].split())
    assert version.number == 2
    assert offered(minutes, by) == []
    assert AuditEvent.objects.get(verb="minutes.heard_again").details["sentences"] == 1


def test_a_sentence_that_a_person_changed_is_never_offered_and_keeps_every_word(world, minutes, by):
    pair = next(
        p for _, p in text.paragraphs(saving.newest(minutes).content) if "81" in p["sentences"][0]["text"]
    )
    lines = [Line(pair["sentences"][0]["id"], "His attendance is 82 per cent, the register says.")]
    actions.edit_paragraph(minutes, paragraph=pair["id"], lines=lines, based_on=1, by=by)
    heard_again(world, ("81 per cent", "61 per cent"), ("kind boy", "kind lad"))

    found = offered(minutes, by)
    take_again(minutes, chosen={offer.id for offer in found}, based_on=2, by=by)

    assert "82 per cent, the register says" in said(minutes)
    assert "61 per cent" not in said(minutes)
    assert "kind lad" in said(minutes)


def test_words_that_were_missed_the_first_time_are_offered_and_come_to_their_place(world, minutes, by):
    last = made.small_words().lines[-1]["end"]
    transcript = heard_again(world, more=[("Kelly Hartley", "Nobody told me about that before.", last + 5)])

    [offer] = offered(minutes, by)
    take_again(minutes, chosen={offer.id}, based_on=1, by=by)

    assert offer.is_new
    paragraph = [p for _, p in text.paragraphs(saving.newest(minutes).content)][-1]
    assert paragraph["sentences"][0]["text"] == "Nobody told me about that before."
    assert paragraph["speaker_id"] in {str(pk) for pk in transcript.speakers.values_list("pk", flat=True)}


def test_words_missed_in_the_restricted_part_come_into_it_and_are_offered_to_nobody_else(world, minutes, by):
    police = made.small_words().lines[4]
    part = {"start_ms": int(1000 * police["start"]), "end_ms": int(1000 * police["end"]) + 900}
    factories.part(world.recording, kind="restricted", **part)
    heard_again(world, ("a live investigation", "a life investigation today"))
    administrator = world.people[Role.ADMINISTRATOR]

    [offer] = offered(minutes, by)
    take_again(minutes, chosen={offer.id}, based_on=1, by=by)

    assert not [one for one in offered(minutes, administrator) if "investigation" in one.said.text]
    assert "investigation today" in " ".join(
        one["text"] for one in text.sentences(saving.newest(minutes).restricted)
    )


def test_missed_words_inside_a_restricted_part_go_to_the_restricted_text(world, minutes, by):
    last = made.small_words().lines[-1]["end"]
    factories.part(
        world.recording, kind="restricted", start_ms=1000 * int(last + 4), end_ms=1000 * int(last + 9)
    )
    heard_again(world, more=[("Gareth Pryce", "He was arrested on Sunday.", last + 5)])

    [offer] = offered(minutes, by)
    take_again(minutes, chosen={offer.id}, based_on=1, by=by)

    newest = saving.newest(minutes)
    assert "arrested" not in " ".join(one["text"] for one in text.sentences(newest.content))
    assert "arrested" in " ".join(one["text"] for one in text.sentences(newest.restricted))


def test_what_was_seen_beside_an_older_version_is_looked_at_again(world, minutes, by):
    heard_again(world, ("81 per cent", "61 per cent"))
    [offer] = offered(minutes, by)

    with pytest.raises(Conflict, match="was saved meanwhile"):
        take_again(minutes, chosen={offer.id}, based_on=7, by=by)
    with pytest.raises(Conflict, match="Tick at least one"):
        take_again(minutes, chosen={"nothing"}, based_on=1, by=by)


def test_the_conference_page_says_it_and_the_page_offers_sentence_by_sentence(world, minutes, by, sign_in):
    chair = sign_in(by)
    conference, page = (
        reverse("recordings:conference", args=[world.conference.pk]),
        reverse("minutes:heard_again", args=[minutes.pk]),
    )
    heard_again(world, ("81 per cent", "61 per cent"))

    told = chair.get(conference).text
    shown = chair.get(page).text
    [offer] = offered(minutes, by)
    nothing = chair.post(page, {"based_on": "1"})
    done = chair.post(page, {"based_on": "1", "sentences": [offer.id]}, follow=True).text

    assert "1 sentence would read otherwise" in told
    assert "<ins>61</ins>" in shown
    assert nothing.status_code == 400
    assert "Tick at least one sentence" in nothing.text
    assert "1 sentence was taken" in done
    assert "Nothing is left that was heard differently" in done
    assert "Nothing was heard differently" in chair.get(conference).text


def test_the_api_offers_and_takes_the_same(world, minutes, by, sign_in):
    chair, where = sign_in(by), reverse("minutes-api:heard_again", args=[minutes.pk])
    last = made.small_words().lines[-1]["end"]
    more = [("Kelly Hartley", "Nobody told me about that before.", last + 5)]
    heard_again(world, ("81 per cent", "61 per cent"), more=more)

    rows = chair.get(where).json()
    ids = [row["id"] for row in rows]
    answer = chair.post(where, {"based_on": 1, "sentences": ids}, content_type="application/json")

    assert [bool(row["sentence"]) for row in rows] == [True, False]
    assert "61 per cent" in rows[0]["now"]
    assert answer.json()["number"] == 2
    assert "Nobody told me" in said(minutes)
