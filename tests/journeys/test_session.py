"""The end of a session, as somebody in front of the page meets it."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
MINUTE = 60_000


def test_two_minutes_before_the_end_a_notice_offers_to_stay(arrives):
    person = arrives("chair")
    page = person.page
    page.clock.install()
    page.goto("/access/settings/")
    notice = page.locator("#session_notice")
    expect(notice).to_be_hidden()

    page.clock.fast_forward(13 * MINUTE + 10_000)
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("You will be signed out in 2 minutes.")
    person.check()

    notice.get_by_role("button", name="Stay signed in").click()
    expect(notice).to_be_hidden()


def test_typing_is_doing_something_and_needs_no_notice(arrives):
    page = arrives("chair").page
    page.clock.install()
    page.goto("/conferences/new/")

    for _ in range(4):
        page.clock.fast_forward(6 * MINUTE)
        with page.expect_response("**/access/stay/") as answer:
            page.get_by_label("Place or platform").press_sequentially("x")
        assert answer.value.status == 204

    expect(page.locator("#session_notice")).to_be_hidden()


def test_the_account_menu_opens_and_closes_by_keyboard_and_signs_out(arrives):
    page = arrives("chair").page
    menu = page.locator(".me summary")

    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu).to_be_focused()

    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
