"""A sibling conference with an excluded father, a restricted police part and an interpreter: two decisions,
four letters, each sent by a second person, and the father's without the mother's address."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.people import Administrator, Chair, fill_date, id_in, today

SHORT = Path(__file__).resolve().parents[2] / "samples" / "conference_short.m4a"
MOTHERS = "27 Larkspur Court\nWexborough\nWX4 7QT"
FATHERS = "8 Mill Street\nWexborough\nWX1 2AB"
FAMILY, WORK = "Family or their supporter", "Professional"
LISTED = [
    ("Kelly Hartley", "Mother", FAMILY, MOTHERS, ("Alfie Hartley", "Maisie Hartley")),
    ("Wayne Cotter", "Father", FAMILY, FATHERS, ("Alfie Hartley",)),
    ("Daniel Okafor", "Social worker", WORK, "", ()),
    ("Tom Whitcombe", "Class teacher", WORK, "", ()),
]
PARTS = [
    (
        "Restricted to professionals",
        ("0:40", "0:55"),
        ("Kelly Hartley", "Wayne Cotter"),
        "Confidential information, such as legal advice or an investigation",
    ),
    ("Somebody out of the room", ("0:10", "0:30"), ("Wayne Cotter",), "Violence or intimidation"),
]
PLAIN = [("Gareth Pryce", "Police officer"), ("Ewa Nowak", "Interpreter")]

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]


class Office(Administrator):
    """Puts everybody on the list, and sends what the chair has signed."""

    def plans(self):
        self.go("/conferences/new/")
        page = self.page
        page.get_by_label("Type of conference").select_option(label="Initial")
        fill_date(page, "Date of the conference", today() - timedelta(days=1))
        page.get_by_label("Chair", exact=True).select_option(label="Margaret Ellison")
        self.press("Add, then the children")
        conference = id_in(page.url)
        self._adds_the_children()
        for name, role, group, address, about in LISTED:
            self._lists(conference, name, role, group)
            self._gets_a_letter(address, about, excluded=name == "Wayne Cotter")
        for name, role in PLAIN:
            self._lists(conference, name, role, WORK)
            self._saves()
        return conference

    def _lists(self, conference, name, role, group):
        page = self.page
        page.goto(f"/conferences/{conference}/people/new/")
        page.evaluate("() => document.querySelectorAll('main details').forEach(one => one.open = true)")
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Role").fill(role)
        page.get_by_role("radio", name=group).check()
        page.get_by_label("Did they come?").select_option(label="Attended")

    def _gets_a_letter(self, address, about, *, excluded):
        page = self.page
        page.get_by_label("Gets the decision letter").check()
        for child in about:
            page.get_by_role("group", name="Only here for").get_by_label(child).check()
        if excluded:
            page.get_by_label("Did they come?").select_option(label="Attended part")
        if address:
            page.get_by_label("Safe way to reach them").select_option(label="Post")
            fill_date(page, "Last checked on", today())
            page.locator("#id_address").fill(address)
            if address == MOTHERS:
                page.locator("#id_address_withheld").check()
        self._saves()

    def _saves(self):
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/people/new/"))

    def makes_the_letters(self, conference):
        self.go(f"/conferences/{conference}/decisions/")
        self.press("Make the letters")
        links = self.page.locator("#letters a")
        return {links.nth(n).inner_text(): links.nth(n).get_attribute("href") for n in range(links.count())}

    def sends(self, where, envelope, path):
        """Reads the letter, then sends it; what it says."""
        page = self.go(where)
        with page.expect_download() as coming:
            page.get_by_role("link", name=re.compile("^PDF")).first.click()
        coming.value.save_as(path)
        page.get_by_label("What stands on the envelope?").fill(envelope)
        page.get_by_label("Tracking number or proof").fill("AB 123 GB")
        self.press("Send it")
        expect(page.get_by_role("heading", name="Next: note when it arrived")).to_be_visible()
        return re.sub(r"\s+", " ", " ".join(one.extract_text() for one in PdfReader(path).pages))


class Judge(Chair):
    """Marks the parts, decides for each child, and signs."""

    def marks(self, conference, kind, span, absent, ground):
        self.go(f"/conferences/{conference}/presence/")
        page = self.follow("Mark a part")
        page.get_by_label("From", exact=True).fill(span[0])
        page.get_by_label("To", exact=True).fill(span[1])
        page.get_by_label(kind).check()
        for name in absent:
            page.get_by_role("group", name="Who was not in the room").get_by_label(name).check()
        page.get_by_label("Why somebody was kept out").select_option(label=ground)
        page.get_by_label("Who decided it").fill("Margaret Ellison")
        self.press("Mark this part")
        expect(page.get_by_role("cell", name=kind)).to_contain_text("Decided by Margaret Ellison")

    def decides(self, conference, child, outcome, *, plan):
        page = self.go(f"/conferences/{conference}/decisions/")
        page.get_by_role("link", name=f"Write the decision for {child}").click()
        page.get_by_label(outcome).check()
        page.get_by_label("Reasons").fill(f"What was said about {child} at the conference.")
        if plan:
            page.get_by_label("Category").select_option(label="Neglect")
            page.locator("#id_actions-0-action").fill("Daniel visits every ten working days")
            page.locator("#id_actions-0-person").fill("Daniel Okafor")
            page.get_by_role("group", name="Core group").get_by_label("Kelly Hartley").check()
            fill_date(page, "First core group", today() + timedelta(days=9))
        self.press("Save and record this decision")
        expect(page.get_by_text(f"Decision recorded for {child}")).to_be_visible()

    def signs(self, where):
        page = self.go(where)
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.get_by_text("Searched", exact=True)).to_be_visible()


@pytest.fixture(scope="module")
def journey(service, browser, tmp_path_factory):
    """The whole walk, once: what each letter says."""
    folder = tmp_path_factory.mktemp("letters")
    office = Office(browser, service, "administrator")
    conference = office.plans()
    chair = Judge(browser, service, "chair")
    chair.adds_the_recording(conference, SHORT)
    for part in PARTS:
        chair.marks(conference, *part)
    chair.confirms_who_was_in_the_room(conference)
    chair.decides(conference, "Alfie Hartley", "A child protection plan is made", plan=True)
    chair.decides(conference, "Maisie Hartley", "No child protection plan is made", plan=False)
    where = office.makes_the_letters(conference)
    for address in where.values():
        chair.signs(address)
    envelopes = {"Kelly Hartley": MOTHERS, "Wayne Cotter": FATHERS}
    texts = {}
    for name, address in where.items():
        envelope = envelopes.get(name, name).splitlines()[0]
        texts[name] = office.sends(address, envelope, folder / f"{name}.pdf")
    yield texts, office, conference
    for person in (office, chair):
        person.close()


def test_four_people_have_four_letters(journey):
    texts, _, _ = journey

    assert set(texts) == {name for name, *_ in LISTED}
    assert all(f"Dear {name}" in words for name, words in texts.items())


def test_the_fathers_has_neither_the_mothers_address_nor_the_other_child(journey):
    words = journey[0]["Wayne Cotter"]

    assert "8 Mill Street" in words
    assert "A child protection plan is made" in words
    for absent in ("Larkspur", "WX4 7QT", "Maisie"):
        assert absent not in words


def test_the_withheld_address_is_in_no_letter(journey):
    assert not [name for name, words in journey[0].items() if "Larkspur" in words or "WX4 7QT" in words]


def test_the_mothers_tells_of_both_decisions(journey):
    words = journey[0]["Kelly Hartley"]

    assert "A child protection plan is made, because of neglect" in words
    assert "No child protection plan is made" in words
    assert "How to complain" in words


def test_nothing_about_letters_is_left_on_the_board_and_they_went_in_time(journey, service):
    _, office, conference = journey

    board = office.go("/").locator("main").inner_text()
    page = office.go(f"/conferences/{conference}/")

    assert "decision letter" not in board
    assert "4 of 4 sent" in page.locator("main").inner_text()
    sent = "SELECT json_extract(details, '$.late') FROM access_auditevent WHERE verb = 'letter.sent'"
    with closing(sqlite3.connect(f"file:{service.data / 'db.sqlite3'}?mode=ro", uri=True)) as database:
        assert database.execute(sent).fetchall() == [(0,)] * 4
