"""Two people in the editor see each other; a browser's key is one person's and ends with the minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.roles import Role
from minutes import actions, here, saving, text
from minutes.models import Here
from minutes.sealing import key_for
from recordings.models.keys import KeyDestroyed
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def joan(world):
    return world.people[Role.ADMINISTRATOR]


@pytest.fixture
def minutes(world, chair):
    return actions.start_checking(made.minutes_of(world.conference, recording=world.recording), by=chair)


@pytest.fixture
def first(minutes):
    return next(p for _, p in text.paragraphs(saving.newest(minutes).content))["id"]


def beat(browser, minutes, **said):
    return browser.post(f"/minutes/{minutes.pk}/here/", said)


def test_each_sees_that_the_other_is_there_and_where(minutes, chair, joan, first, sign_in):
    beat(sign_in(joan), minutes, paragraph=first)

    page = sign_in(chair).get(f"/minutes/{minutes.pk}/").text

    assert f'data-at="{first}" data-name="Own administrator"' in page
    assert "is writing" in page
    assert 'aria-hidden="true">OA</b>' in page


def test_nothing_is_sent_while_nothing_has_changed(minutes, chair, joan, sign_in):
    here.note(minutes, paragraph=None, by=joan)
    browser = sign_in(chair)
    answer = beat(browser, minutes)
    assert "is here too" in answer.text

    again = beat(browser, minutes, seen=answer.context["here_seen"])

    assert again.status_code == 204


def test_who_left_or_was_not_seen_for_long_is_not_there(minutes, chair, joan, sign_in):
    browser = sign_in(joan)
    beat(browser, minutes)
    assert here.others(minutes, chair)
    assert beat(browser, minutes, leaving="yes").status_code == 204
    assert not here.others(minutes, chair)

    here.note(minutes, paragraph=None, by=joan)
    Here.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert not here.others(minutes, chair)


def test_old_rows_are_forgotten(minutes, chair, joan):
    here.note(minutes, paragraph=None, by=joan)
    Here.objects.update(seen_at=timezone.now() - timedelta(days=2))

    here.note(minutes, paragraph=None, by=chair)

    assert [row.user for row in Here.objects.all()] == [chair]


def test_what_somebody_else_saved_is_told_and_ones_own_is_not(minutes, chair, joan, first, sign_in):
    actions.add_paragraph(minutes, after=first, words="One more.", speaker=None, by=joan)

    assert "Own administrator saved version 2" in beat(sign_in(chair), minutes, version=1).text
    assert "saved version" not in beat(sign_in(joan), minutes, version=1).text


def test_rubbish_says_only_that_one_is_there(minutes, chair, sign_in):
    assert beat(sign_in(chair), minutes, paragraph="nowhere", version="x").status_code == 200
    assert Here.objects.get().paragraph is None


def test_the_api_tells_who_is_there(minutes, chair, joan, first, sign_in):
    here.note(minutes, paragraph=first, by=joan)

    answer = sign_in(chair).post(f"/api/minutes/{minutes.pk}/here/", {}, content_type="application/json")

    assert answer.json() == [{"name": "Own administrator", "paragraph": first}]


def test_the_key_of_a_browser_is_one_persons_and_ends_with_the_minutes(minutes, chair, joan, sign_in):
    mine = sign_in(chair).get(f"/minutes/{minutes.pk}/kept-key/")

    assert mine.headers["Cache-Control"] == "no-store"
    assert mine.json() != sign_in(joan).get(f"/minutes/{minutes.pk}/kept-key/").json()
    assert len(key_for(minutes, chair)) == 32
    minutes.key.destroy()
    with pytest.raises(KeyDestroyed):
        key_for(minutes, chair)
