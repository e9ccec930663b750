"""The editor's keys, pressed in a real browser: each brings the person to where the page says it does."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def draft(service) -> str:
    """Where a draft is whose voices nobody has named."""
    said = service.manage("shell", "-c", "from tests.journeys import filled; print(filled.fill())")
    return said.split()[-1]


def test_keys_lead_to_who_said_it_the_headings_and_the_words_to_replace(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    focused = page.locator(":focus")

    page.keyboard.press("u")
    expect(page.locator(".para:focus-within .speaker--unsure")).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("#headings a:focus")).to_be_visible()
    page.keyboard.press("u")
    page.keyboard.press("s")
    expect(focused).to_have_attribute("name", "speaker")
    page.keyboard.press("Alt+m")
    expect(focused).to_have_attribute("name", "to")
    page.keyboard.press("Escape")
    expect(page.locator("[data-paragraph-form]")).to_have_count(0)
    page.keyboard.press("f")
    expect(page.get_by_role("heading", name="Find and replace")).to_be_visible()
    chair.check()


def test_words_are_replaced_after_a_preview_and_both_versions_stand_side_by_side(arrives, draft):
    chair = arrives("chair")
    page = chair.go(f"{draft}replace/")

    page.get_by_label("Find", exact=True).fill("attendance")
    page.get_by_label("Write instead").fill("presence")
    chair.press("Show what would change")
    expect(page.get_by_text("His presence is 81 per cent.")).to_be_visible()
    chair.press("Replace in the ticked sentences")
    page = chair.go(f"{draft}versions/")
    chair.press("Show them side by side")
    expect(page.locator("#compare ins")).to_have_text("presence")
