"""Find and replace shows what would change, makes one version of it, and keeps every source."""

import pytest

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, text
from minutes.remaining import remaining
from minutes.replacing import Wanted
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


def everything(minutes):
    return {s["id"]: s for whole in saving.newest(minutes).both for s in text.sentences(whole)}


def replace(minutes, wanted, *, by, based_on=1):
    chosen = set(everything(minutes))
    return actions.replace_words(minutes, wanted=wanted, sentences=chosen, based_on=based_on, by=by)


def test_one_new_version_holds_every_replacement_and_each_sentence_keeps_its_sources(minutes, chair):
    before = everything(minutes)

    version = replace(minutes, Wanted("Kelly", "Ms Hartley"), by=chair)

    assert version.number == 2
    changed = {key: now for key, now in everything(minutes).items() if now != before[key]}
    assert len(changed) == 2
    for key, now in changed.items():
        kept = ("sources", "heard", "times", "origin", "flags")
        assert [now[name] for name in kept] == [before[key][name] for name in kept]
        assert now["replaced_by"] == str(chair.pk)


def test_only_ticked_sentences_change(minutes, chair):
    chosen = next(key for key, s in everything(minutes).items() if "Kelly" in s["text"])

    actions.replace_words(
        minutes, wanted=Wanted("Kelly", "Ms Hartley"), sentences={chosen}, based_on=1, by=chair
    )

    texts = {key: s["text"] for key, s in everything(minutes).items() if "Ms Hartley" in s["text"]}
    assert set(texts) == {chosen}


def test_a_replacement_settles_no_check(minutes, chair):
    left = remaining(minutes, saving.newest(minutes).both).total

    replace(minutes, Wanted("81", "91"), by=chair)

    assert remaining(minutes, saving.newest(minutes).both).total == left


def test_words_replaced_after_an_edit_settle_no_check_either(minutes, chair):
    paragraph = next(
        p for _, p in text.paragraphs(saving.newest(minutes).content) if p["sentences"][0]["flags"]
    )
    lines = [text.Line(s["id"], f"{s['text']} So he said.") for s in paragraph["sentences"]]
    actions.edit_paragraph(minutes, paragraph=paragraph["id"], lines=lines, based_on=1, by=chair)
    left = remaining(minutes, saving.newest(minutes).both).total

    replace(minutes, Wanted("81", "91"), by=chair, based_on=2)

    assert remaining(minutes, saving.newest(minutes).both).total == left


def test_whole_words_and_capitals_are_respected_and_a_pattern_is_only_words():
    assert Wanted("he", "she").rewrite("He said the hen, he did.") == "He said the hen, she did."
    assert Wanted("he", "she", same_case=False).rewrite("He did.") == "she did."
    assert Wanted("he", "x", whole_words=False).rewrite("the hen") == "tx xn"
    assert Wanted(".", r"\1", whole_words=False).rewrite("a.b") == r"a\1b"


def test_restricted_words_are_not_touched_by_those_who_may_not_read_them(minutes, world):
    with pytest.raises(Conflict, match="Choose at least one"):
        replace(minutes, Wanted("investigation", "matter"), by=world.people[Role.ADMINISTRATOR])


def test_a_preview_of_an_older_version_is_not_stored(minutes, chair):
    replace(minutes, Wanted("81", "91"), by=chair)

    with pytest.raises(Conflict, match="Version 2 was saved meanwhile"):
        replace(minutes, Wanted("91", "71"), by=chair)


def test_a_sentence_is_never_left_empty(minutes, chair):
    with pytest.raises(Conflict, match="leave a sentence empty"):
        replace(minutes, Wanted("He is a kind boy.", "", whole_words=False), by=chair)


def test_the_audit_counts_sentences_and_holds_no_words(minutes, chair):
    replace(minutes, Wanted("81", "91"), by=chair)

    assert AuditEvent.objects.get(verb="minutes.words_replaced").details == {"version": 2, "sentences": 1}


def test_the_page_shows_the_preview_and_then_replaces(minutes, chair, sign_in):
    browser, there = sign_in(chair), f"/minutes/{minutes.pk}/replace/"
    form = {"find": "81", "write": "91", "whole_words": "on", "same_case": "on", "based_on": 1}

    shown = browser.post(there, {**form, "preview": "yes"}).content.decode()
    assert "1 sentence would change" in shown
    assert "His attendance is 91 per cent." in shown
    assert saving.newest(minutes).number == 1

    ids = [key for key, s in everything(minutes).items() if "81" in s["text"]]
    browser.post(there, {**form, "replace": "yes", "sentence": ids})
    assert "His attendance is 91 per cent." in [s["text"] for s in everything(minutes).values()]
