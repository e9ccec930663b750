"""Whatever happens while somebody types, the words are not lost: each accident, in a real browser."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.journeys.service import PASSWORD, end

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
WORDS = "Tom said that his attendance was 79 per cent in May."
STORED = """() => new Promise(done => {
  const request = indexedDB.open("conference-record");
  request.onsuccess = () => {
    const rows = request.result.transaction("not-stored-yet").objectStore("not-stored-yet").getAll();
    rows.onsuccess = () => done(rows.result.map(row => ({
      ...row, sealed: String.fromCharCode(...new Uint8Array(row.sealed)), iv: "",
    })));
  };
})"""

TYPE_AT_ONCE = """words => document.addEventListener("htmx:afterSwap", () => queueMicrotask(() => {
  const area = document.querySelector("[data-paragraph-form] textarea[name=text]");
  area.value = words;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}), { once: true })"""


@pytest.fixture
def draft(service) -> str:
    """Where a fresh draft is."""
    said = service.manage("shell", "-c", "from tests.journeys import filled; print(filled.draft())")
    return said.split()[-1]


def open_first(page):
    """Open the teacher's paragraph and say which textarea is its first line."""
    paragraph = page.locator(".para", has_text="His attendance is").first
    paragraph.locator("[data-edit]").click()
    return page.locator("[data-paragraph-form] textarea[name=text]").first


def crash(person):
    """Kill what draws this browser's tabs, as a crash does."""
    told = person.context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    with person.page.expect_event("crash"):
        for process in told["processInfo"]:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)


def until_stored(page):
    """Nothing waits in the browser any more."""
    for _ in range(200):
        if page.evaluate(STORED) == []:
            return
        page.wait_for_timeout(100)
    raise AssertionError("something is still kept in the browser")


def save_state(page):
    return page.locator("#save [data-save-words]")


def test_the_network_goes_in_the_middle_of_typing_and_comes_back(arrives, draft):
    person = arrives("chair")
    page = person.go(draft)
    area = open_first(page)
    area.fill("")
    area.press_sequentially(WORDS[:20])
    expect(save_state(page)).to_contain_text("Saved")

    person.context.set_offline(True)
    area.press_sequentially(WORDS[20:])
    expect(save_state(page)).to_have_text(
        "Not saved yet: no network. 1 change is sealed on this computer and goes by itself."
    )
    person.context.set_offline(False)

    expect(save_state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(area).to_have_value(WORDS)
    until_stored(page)
    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_a_crashed_tab_offers_what_was_not_stored_and_keeps_none_of_it_readable(arrives, draft):
    person = arrives("chair")
    page = person.go(draft)
    area = open_first(page)
    person.context.set_offline(True)
    area.fill(WORDS)
    expect(save_state(page)).to_contain_text("sealed on this computer")
    [row] = page.evaluate(STORED)
    assert "attendance" not in str(row)
    assert set(row) == {"id", "iv", "at", "sealed"}

    crash(person)
    page.close()
    person.context.set_offline(False)
    page = person.page = person.context.new_page()
    page.goto(draft)

    offered = page.locator("[data-kept]")
    expect(offered).to_contain_text("was not stored")
    expect(offered).to_contain_text(WORDS)
    person.errors.clear()
    person.check()
    offered.get_by_role("button", name="Put it back").click()
    expect(save_state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page.locator("[data-paragraph-form] textarea[name=text]").first).to_have_value(WORDS)
    until_stored(page)
    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(offered).to_have_count(0)


def test_the_first_key_is_noticed_before_the_page_has_settled(arrives, draft):
    page = arrives("chair").go(draft)
    page.evaluate(TYPE_AT_ONCE, WORDS)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        open_first(page)

    until_stored(page)
    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_the_session_ends_while_typing_and_the_words_wait_behind_the_sign_in(arrives, draft):
    person = arrives("chair")
    page = person.go(draft)
    area = open_first(page)
    person.context.clear_cookies()
    area.fill(WORDS)

    expect(page).to_have_url(re.compile("sign-in"))
    page.get_by_label("E-mail address").fill("chair@wexborough.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile(draft))
    page.locator("[data-kept]").get_by_role("button", name="Put it back").click()
    until_stored(page)
    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_what_is_offered_can_be_thrown_away(arrives, draft):
    person = arrives("chair")
    page = person.go(draft)
    area = open_first(page)
    person.context.set_offline(True)
    area.fill("Not to be kept.")
    expect(save_state(page)).to_contain_text("sealed on this computer")
    page.close()
    person.context.set_offline(False)
    page = person.context.new_page()
    page.goto(draft)

    page.locator("[data-kept]").get_by_role("button", name="Throw it away").click()

    expect(page.locator("[data-kept]")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("His attendance is").first).to_be_visible()
    expect(page.locator("[data-kept]")).to_have_count(0)


def test_the_server_restarts_while_typing(arrives, draft, service):
    page = arrives("chair").go(draft)
    area = open_first(page)
    end(service.web)
    area.fill(WORDS)
    expect(save_state(page)).to_contain_text("sealed on this computer")

    service.start_web()

    expect(save_state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"), timeout=60_000)
    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_two_people_see_each_other_and_a_clash_loses_neither_text(arrives, draft):
    chair, joan = arrives("chair").go(draft), arrives("administrator").go(draft)
    mine = open_first(chair)
    with joan.expect_response(lambda answer: answer.url.endswith("/here/")):
        hers = open_first(joan)

    chair.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(chair.locator("#here")).to_contain_text("Joan Pereira is writing in “School”")
    expect(chair.locator(".para__here")).to_contain_text("Joan Pereira is writing here")
    hers.fill("Joan's words.")
    expect(save_state(joan)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    mine.fill("The chair's words.")

    clash = chair.locator("[data-clash]")
    expect(clash).to_contain_text("Joan Pereira changed this paragraph")
    expect(clash).to_contain_text("Joan's words.")
    expect(clash.locator("textarea").first).to_have_value("The chair's words.")
    clash.get_by_label("Yours, as it stands below").check()
    clash.get_by_role("button", name="Keep what I chose").click()
    expect(clash).to_have_count(0)
    expect(chair.get_by_text("The chair's words.")).to_be_visible()
    chair.goto(f"{draft}versions/?every=yes")
    expect(chair.get_by_role("row", name=re.compile("Joan Pereira"))).to_have_count(1)
    joan.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(joan.locator("#here")).to_contain_text("Margaret Ellison saved version")
