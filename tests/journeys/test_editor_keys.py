"""The editor's keys, pressed in a real browser: each brings the person to where the page says it does."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def draft(service) -> str:
    """Where a draft is whose voices nobody has named."""
    said = service.manage("shell", "-c", "from tests.journeys import filled; print(filled.fill())")
    return said.split()[-1]


def test_keys_lead_to_who_said_it_and_to_the_words_to_replace(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    focused = page.locator(":focus")

    page.keyboard.press("u")
    expect(page.locator(".para:focus-within .speaker--unsure")).to_be_visible()
    page.keyboard.press("s")
    expect(focused).to_have_attribute("name", "speaker")
    page.keyboard.press("Alt+m")
    expect(focused).to_have_attribute("name", "to")
    page.keyboard.press("Escape")
    expect(page.locator("[data-paragraph-form]")).to_have_count(0)
    page.keyboard.press("Shift+f")
    expect(page.get_by_role("heading", name="Find and replace")).to_be_visible()
    chair.check()


def test_keys_lead_to_words_a_time_and_a_heading(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    focused = page.locator(":focus")
    page.locator("#minutes .src").first.focus()

    page.keyboard.press("f")
    chair.check()
    page.keyboard.type("DID not")
    page.keyboard.press("Enter")
    found = page.locator(".para:focus-within")
    expect(found).to_contain_text(re.compile("did not", re.IGNORECASE))
    expect(page.locator("#status")).to_contain_text("Place 1 of")

    page.keyboard.press("g")
    page.keyboard.type("0:20")
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-label", re.compile(r"Play from 0:(1\d|20)"))
    page.keyboard.press("g")
    page.keyboard.type("decision")
    page.keyboard.press("Enter")
    expect(focused).to_have_id("h-decision")
    page.keyboard.press("g")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(focused).to_have_id("h-decision")


def test_enter_opens_the_paragraph_where_it_presses_nothing_else(arrives, draft):
    page = arrives("chair").go(draft)
    page.locator("#checks").focus()

    page.keyboard.press("Enter")
    expect(page.locator("[data-paragraph-form] textarea:focus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-paragraph-form]")).to_have_count(0)
    page.locator("#minutes .src").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.locator("[data-paragraph-form]")).to_have_count(0)


def test_the_list_of_keys_names_every_key_that_works(arrives, draft):
    page = arrives("chair").go(draft)
    shown = " ".join(page.locator("#keys kbd").all_inner_texts()).lower().split()
    source = page.evaluate("fetch(document.querySelector('script[src*=editor]').src).then(got => got.text())")
    names = re.findall(
        r'^  "?([a-z?.,]+|\ )"?: \(', source.partition("const KEYS = {")[2].partition("\n};")[0], re.M
    )

    words = {" ": "space", "arrowup": "↑", "arrowdown": "↓", "arrowleft": "←", "arrowright": "→"}
    assert len(names) > 15
    assert {words.get(name, name) for name in names} <= set(shown)


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


def test_letters_alone_can_be_turned_off_and_media_keys_work_always(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    when, opened = page.get_by_label("When do letters work?"), page.locator("dialog#go[open]")
    sentence = page.locator("#minutes .src").first

    for choice, key, works in (
        ("off", "g", False),
        ("off", "Alt+g", False),
        ("alt", "g", False),
        ("alt", "Alt+g", True),
    ):
        when.select_option(choice)
        sentence.focus()
        page.keyboard.press(key)
        expect(opened).to_have_count(int(works))
    page.keyboard.press("Escape")

    page.reload()
    expect(when).to_have_value("alt")
    media = "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))"
    page.evaluate(media, "MediaPlayPause")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.evaluate(media, "MediaStop")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    chair.check()


def test_a_paragraph_opens_as_lines_below_each_other_each_as_wide_as_the_text(arrives, draft):
    page = arrives("chair").go(draft)
    said = re.compile("His (attendance|presence) is")  # another test replaces the word
    page.locator(".para", has_text=said).first.locator("[data-edit]").click()

    areas = page.locator("[data-paragraph-form] textarea[name=text]")
    expect(areas).to_have_count(3)
    boxes = [area.bounding_box() for area in areas.all()]

    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    whole = page.locator("[data-paragraph-form]").bounding_box()["width"]
    assert all(box["width"] > whole / 2 for box in boxes)


def test_the_heading_that_is_read_is_marked_and_a_kind_of_check_is_gone_to(arrives, draft):
    page = arrives("chair").go(draft)

    page.locator("#headings a", has_text="Decision").click()
    page.locator("#section-decision").evaluate("one => one.scrollIntoView({block: 'start'})")
    page.locator("#checks .left-list a", has_text="“Not” and “no”").click()

    expect(page.locator("#check blockquote")).to_contain_text("I did not know that.")
    expect(page.locator("#headings a[aria-current]")).to_have_count(1)


def test_a_suggestion_is_replaced_by_what_was_done_with_it_and_the_page_stays(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    page.evaluate("window.stayed = true")
    place = page.locator(".suggest").first.get_attribute("id")

    page.locator(f"#{place} button[name=leave]").click()

    expect(page.locator(f"#{place} button")).to_have_count(0)
    expect(page.locator(f"p#{place}")).to_be_visible()
    assert page.evaluate("window.stayed")
    chair.check()
