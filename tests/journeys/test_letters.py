"""A sibling conference on Christmas Eve: an excluded father, a restricted police part, an interpreter.

Two decisions; four letters, sent in time by a second person, the father's without the mother's address; and
the board of each of them, day by day, while the clock of the service walks through Christmas. A second
conference of the same day is forgotten, and shouts.
"""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.christmas import FATHERS, FORGOTTEN, HELD, LISTED, MOTHERS, PARTS, Judge, Office
from tests.journeys.service import Frozen

SHORT = Path(__file__).resolve().parents[2] / "samples" / "conference_short.m4a"
DUE = date(2026, 12, 29)  # the first working day after the conference
NOTHING, DECIDE = "", "Record what was decided"
UNTIL_DUE = {  # day: where on the board the chair is asked to record what was decided
    HELD: "Next week: Tue 29 Dec in 5 days",
    date(2026, 12, 25): "Next week: Tue 29 Dec in 4 days",  # Christmas Day, a Friday
    date(2026, 12, 26): "Next week: Tue 29 Dec in 3 days",
    date(2026, 12, 27): "Next week: Tue 29 Dec in 2 days",
    date(2026, 12, 28): "This week: Tue 29 Dec in 1 day",  # the substitute for Boxing Day
    DUE: "Today: Tue 29 Dec today",
}
AFTER = {  # the same of the conference that nobody decided
    date(2026, 12, 30): "Late: 1 working day late",
    date(2026, 12, 31): "Late: 2 working days late",
    date(2027, 1, 1): "Late: 2 working days late",  # New Year's Day, a Friday
    date(2027, 1, 2): "Late: 2 working days late",
    date(2027, 1, 3): "Late: 2 working days late",
    date(2027, 1, 4): "Late: 3 working days late",
}

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    running = Frozen(tmp_path_factory.mktemp("service"), HELD)
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def comes(browser, service):
    """Somebody comes to work on a day. Who came before has gone home: a session does not last for days."""
    people = []

    def to_work(kind, account, day):
        if service.day != day:
            while people:
                people.pop().close()
        service.stands(day)
        people.append(kind(browser, service, account))
        return people[-1]

    yield to_work
    while people:
        people.pop().close()


def on_the_board(person, what, who=""):
    """Where a task stands: its heading and its date. `who` tells two of a kind apart."""
    page = person.go("/")
    task = page.locator(".task").filter(has_text=what).filter(has_text=who)
    if not task.count():
        return NOTHING
    heading = page.locator("#board section").filter(has=task).locator("h2").inner_text().rsplit(maxsplit=1)[0]
    due = task.locator(".due").inner_text().split("was due")[0]
    return " ".join(f"{heading}: {due}".split())


@pytest.fixture(scope="module")
def journey(service, comes, tmp_path_factory):
    """The whole walk, once and only forward: where the tasks stood on each day, and what each letter says."""
    office = comes(Office, "administrator", HELD)
    conference = office.plans()
    office.plans_what_is_forgotten()
    chair = comes(Judge, "chair", HELD)
    chair.adds_the_recording(conference, SHORT)
    for part in PARTS:
        chair.marks(conference, *part)
    chair.confirms_who_was_in_the_room(conference)
    board = {day: on_the_board(comes(Judge, "chair", day), DECIDE, "Hartley") for day in UNTIL_DUE}

    texts, waiting = on_the_day(conference, comes, tmp_path_factory.mktemp("letters"))
    later = {day: afterwards(comes, day) for day in AFTER}
    page = comes(Office, "administrator", max(AFTER)).go(f"/conferences/{conference}/")
    return {
        "board": board, "texts": texts, "waiting": waiting, "later": later,
        "conference": page.locator("main").inner_text(),
    }  # fmt: skip


def on_the_day(conference, comes, folder):
    """Decided, written, signed and sent on the day that it is due."""
    chair, office = comes(Judge, "chair", DUE), comes(Office, "administrator", DUE)
    chair.decides(conference, "Alfie Hartley", "A child protection plan is made", plan=True)
    chair.decides(conference, "Maisie Hartley", "No child protection plan is made", plan=False)
    waiting = [on_the_board(office, "Make the decision letters")]
    where = office.makes_the_letters(conference)
    waiting.append(on_the_board(chair, "Sign the decision letters"))
    for address in where.values():
        chair.signs(address)
    waiting.append(on_the_board(office, "Send the decision letters"))
    envelopes = {"Kelly Hartley": MOTHERS, "Wayne Cotter": FATHERS}
    texts = {}
    for name, address in where.items():
        envelope = envelopes.get(name, name).splitlines()[0]
        texts[name] = office.sends(address, envelope, folder / f"{name}.pdf")
    return texts, waiting


def afterwards(comes, day):
    """What is left: of the forgotten conference, of the one that was decided, of the letters."""
    chair, office = comes(Judge, "chair", day), comes(Office, "administrator", day)
    return {
        "forgotten": on_the_board(chair, DECIDE, FORGOTTEN),
        "done": on_the_board(chair, DECIDE, "Hartley")
        + on_the_board(chair, "decision letter")
        + on_the_board(office, "decision letter"),
        "translation": on_the_board(office, "Send the version that was asked for"),
    }


def test_the_board_is_right_on_each_day_through_christmas(journey):
    assert journey["board"] == UNTIL_DUE
    assert journey["waiting"] == ["Today: Tue 29 Dec today"] * 3
    assert {day: left["forgotten"] for day, left in journey["later"].items()} == AFTER


def test_four_people_have_four_letters(journey):
    texts = journey["texts"]

    assert set(texts) == {name for name, *_ in LISTED}
    assert all(f"Dear {name}" in words for name, words in texts.items())


def test_the_fathers_has_neither_the_mothers_address_nor_the_other_child(journey):
    words = journey["texts"]["Wayne Cotter"]

    assert "8 Mill Street" in words
    assert "A child protection plan is made" in words
    for absent in ("Larkspur", "WX4 7QT", "Maisie"):
        assert absent not in words


def test_the_withheld_address_is_in_no_letter(journey):
    assert not [name for name, words in journey["texts"].items() if "Larkspur" in words or "WX4 7QT" in words]


def test_the_mothers_tells_of_both_decisions(journey):
    words = journey["texts"]["Kelly Hartley"]

    assert "A child protection plan is made, because of neglect" in words
    assert "No child protection plan is made" in words
    assert "How to complain" in words


def test_nothing_about_letters_is_left_on_the_board_and_they_went_in_time(journey, service):
    assert {left["done"] for left in journey["later"].values()} == {NOTHING}
    assert "4 of 4 sent" in journey["conference"]
    sent = "SELECT json_extract(details, '$.late') FROM access_auditevent WHERE verb = 'letter.sent'"
    with closing(sqlite3.connect(f"file:{service.data / 'db.sqlite3'}?mode=ro", uri=True)) as database:
        assert database.execute(sent).fetchall() == [(0,)] * 4


def test_the_mother_is_still_owed_her_letter_in_her_language(journey):
    assert all(left["translation"] for left in journey["later"].values())
