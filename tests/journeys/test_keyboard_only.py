"""A whole sample conference from the software's draft to approval, with nothing but the keyboard."""

import pytest
from playwright.sync_api import TimeoutError, expect

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
MOST_STOPS = 400
NEW = "She said that the kitchen window has been mended."


@pytest.fixture(scope="module")
def draft(service) -> str:
    """Where the draft of the short sample is, with its sound."""
    asked = "from tests.journeys import filled; print(filled.draft(whole=True))"
    return service.manage("shell", "-c", asked).split()[-1]


def tab_to(page, wanted):
    """Press Tab until something has the focus."""
    wanted.wait_for()
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {wanted}")


def press(page, name, role="button"):
    tab_to(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


def skip_to_the_minutes(page):
    """The first stop of every page is the link past its head."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def heard_within(page, milliseconds):
    try:
        page.locator("[data-heard][aria-disabled=false]").wait_for(timeout=milliseconds)
    except TimeoutError:
        return False
    return True


def hear_the_next(page, number):
    """N plays it, Y says that it is right: only once it has been heard."""
    check = page.locator("#check").get_attribute("data-check")
    if number == 0:
        page.keyboard.press("n")
    for _ in range(4):
        if heard_within(page, 20_000):
            break
        page.keyboard.press("n")  # a busy computer dropped some of the sound: once more
    expect(page.locator("[data-heard][aria-disabled=false]")).to_be_visible()
    page.keyboard.press("y")
    gone = "check => document.querySelector('#check')?.dataset.check !== check"
    page.wait_for_function(gone, arg=check)


def test_from_the_draft_to_approval_without_a_mouse(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    press(page, "Start checking")
    expect(page.locator("[data-next-check]")).to_be_visible()
    skip_to_the_minutes(page)
    for _ in range(6):
        page.keyboard.press(".")
    expect(page.get_by_role("button", name="Speed, now 2.5 times")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys", exact=True)).to_be_in_viewport()

    tab_to(page, page.locator("#minutes .src").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    expect(page.locator("[data-paragraph-form] textarea").first).to_be_focused()
    tab_to(page, page.get_by_label("A new sentence, typed by you"))
    page.keyboard.type(NEW)
    page.keyboard.press("Escape")
    expect(page.get_by_text(NEW)).to_be_visible()
    expect(page.locator("[data-paragraph-form]")).to_have_count(0)

    heard = 0
    while page.locator("[data-heard]").count():
        hear_the_next(page, heard)
        heard += 1
    assert heard >= 4
    press(page, "Approve", role="link")
    tab_to(page, page.get_by_role("checkbox"))
    page.keyboard.press("Space")
    press(page, "Approve version")

    expect(page.get_by_text("Approved by Margaret Ellison")).to_be_visible()
    expect(page.get_by_text(NEW)).to_be_visible()
    chair.check()
