"""The order in which a screen reader comes to things in the editor, kept as a snapshot."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
KEPT = Path(__file__).with_name("editor_tree.txt")
NOT_READ = re.compile(r"- /url:|- '?option ")  # addresses, and the people of a list in whatever order
PLACES = """() => [...document.querySelectorAll("header, nav, main, article, aside, section[aria-label]")]
  .filter(one => one.getClientRects().length)
  .map(one => one.getAttribute("aria-label") ?? document.getElementById(one.getAttribute("aria-labelledby"))
    ?.textContent.trim() ?? one.tagName.toLowerCase())"""


@pytest.fixture(scope="module")
def draft(service) -> str:
    said = service.manage("shell", "-c", "from tests.journeys import filled; print(filled.draft())")
    return said.split()[-1]


def test_a_screen_reader_comes_to_state_headings_minutes_checks_and_player_in_this_order(arrives, draft):
    page = arrives("chair").go(draft)
    page.get_by_role("button", name="Start checking").click()
    page.locator("[data-next-check]").wait_for()

    tree = page.locator("#main").aria_snapshot()
    tree = "\n".join(line for line in tree.splitlines() if not NOT_READ.search(line))
    tree = re.sub(r"WX-26-\d+", "WX-26-0000", tree)
    tree = re.sub(r":$", "", tree, flags=re.MULTILINE)

    assert tree.strip() == KEPT.read_text().strip(), tree


def test_the_places_of_the_page_come_in_the_order_of_the_work(arrives, draft):
    page = arrives("chair").go(draft)

    places = page.evaluate(PLACES)

    wanted = ["State of these minutes", "Headings of the minutes", "Minutes for"]
    order = [next(n for n, place in enumerate(places) if place.startswith(one)) for one in wanted]
    player = next(n for n, place in enumerate(places) if place.startswith("Player"))
    assert order == sorted(order)
    assert player > order[-1]


def test_a_print_says_draft_on_each_page_and_holds_nothing_restricted_and_no_buttons(arrives, draft):
    page = arrives("chair").go(draft)
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A5", scale=2))).pages]

    assert len(sheets) > 1
    assert all("DRAFT made by software, not checked" in sheet for sheet in sheets)
    whole = " ".join(" ".join(sheets).split())
    assert "His attendance is 81 per cent." in whole
    assert "live investigation" not in whole
    assert not re.search(r"\bEdit\b|Undo|Restricted|Heard it|Suggested", whole)
