"""From a recording to a typed copy in a parent's hand: chair, administrator, and a second person."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
SHORT = ROOT / "samples" / "conference_short.m4a"
PEOPLE = [
    ("Margaret Ellison", "Independent Chair", "Professional", "Does not apply"),
    ("Daniel Okafor", "Social Worker", "Professional", "Does not apply"),
    ("Kelly Hartley", "Mother", "Family or their supporter", "Yes"),
]

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.speech, pytest.mark.slow]


def test_a_recording_becomes_a_typed_copy_that_a_parent_can_read(service, arrives, tmp_path):
    chair = arrives("chair")
    conference = add_conference(chair)
    add_recording(chair, conference)


def add_conference(chair):
    """A conference with one child and three people."""
    chair.go("/conferences/")
    chair.follow("Add a conference")
    page = chair.page
    page.get_by_label("Type of conference").select_option(label="Initial")
    fill_date(page, "Date of the conference", 5, 11, 2026)
    page.get_by_label("Start time").fill("10:00")
    chair.press("Add, then the children")
    page.get_by_label("Full name").fill("Alfie Hartley")
    fill_date(page, "Date of birth", 3, 6, 2019)
    chair.press("Add this child")
    conference = re.search(r"/conferences/([0-9a-f-]{36})/", page.url)[1]
    for name, role, group, responsibility in PEOPLE:
        add_person(chair, conference, name, role, group, responsibility)
    return conference


def add_person(chair, conference, name, role, group, responsibility):
    page = chair.go(f"/conferences/{conference}/people/new/")
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Role").fill(role)
    page.get_by_label(group).check()
    page.get_by_label("Did they come?").select_option(label="Attended")
    page.get_by_label("Parental responsibility").select_option(label=responsibility)
    chair.press("Save")


def fill_date(page, legend, day, month, year):
    boxes = page.get_by_role("group", name=legend)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(label).fill(str(value))


def add_recording(chair, conference):
    """The browser sends the real file by tus; the page says when all of it is sealed."""
    page = chair.go(f"/conferences/{conference}/uploads/")
    page.locator("#id_recordings").set_input_files(SHORT)
    expect(page.locator(".upload").get_by_text("Sealed")).to_be_visible(timeout=60_000)
    chair.check()
