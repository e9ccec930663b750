"""After the draft: other headings and back, an approval, and an amendment of it, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
TYPED = "Tom will write to Kelly each Friday."
CORRECTED = "His attendance is 91 per cent."


@pytest.fixture
def draft(service) -> str:
    """Where a fresh draft is, with every voice named."""
    said = service.manage("shell", "-c", "from tests.journeys import filled; print(filled.draft())")
    return said.split()[-1]


def under(page):
    """Each paragraph's words in the order of the page, by the heading it stands under."""
    return page.evaluate(
        "() => [...document.querySelectorAll('#minutes section:not(.panel)')].map(section =>"
        " [section.querySelector('h2').innerText, [...section.querySelectorAll('.para')].map(one => one.id)])"
    )


def sounds(page):
    """What each sentence plays, by its id: the seconds must come along wherever it goes."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('#minutes .s')].map(one =>"
        " [one.id, [one.dataset.from, one.dataset.to, one.textContent]]))"
    )


def open_paragraph(page, words):
    page.locator(".para", has_text=words).first.locator("[data-edit]").click()
    return page.locator("[data-paragraph-form] textarea[name=text]").first


def hear_next(person):
    page = person.page
    check = page.locator("#check").get_attribute("data-check")
    page.locator("#check").get_by_role("link", name="Play it").click()
    expect(page.locator("[data-heard][aria-disabled=false]")).to_be_visible(timeout=60_000)
    page.locator("[data-heard]").click()
    page.wait_for_function("check => document.querySelector('#check')?.dataset.check !== check", arg=check)


def hear_everything(person):
    while person.page.locator("[data-heard]").count():
        hear_next(person)


def approve(person, name="Approve version"):
    page = person.page
    page.locator("#next_step").get_by_role("link", name="Approve").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text("Approved by Margaret Ellison")).to_be_visible()


def test_signs_of_safety_and_back_lose_no_paragraph_and_no_second(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    open_paragraph(page, "His attendance is")
    page.get_by_label("A new sentence, typed by you").fill(TYPED)
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".s--typed", has_text=TYPED)).to_be_visible()
    before, played = under(page), sounds(page)

    page.get_by_role("link", name="Other headings").click()
    page.get_by_label("Signs of Safety").check()
    page.get_by_role("button", name="Change the headings").click()

    signs = page.get_by_role("heading", name=re.compile("danger|worried|working", re.IGNORECASE))
    expect(signs.first).to_be_visible()
    titles = [title for title, _ in under(page)]
    assert titles != [title for title, _ in before]
    assert sorted(p for _, found in under(page) for p in found) == sorted(
        p for _, found in before for p in found
    )
    assert sounds(page) == played
    expect(page.locator(".s--typed", has_text=TYPED)).to_be_visible()
    expect(page.locator(".shut", has_text="live investigation")).to_be_visible()
    chair.check()

    page.get_by_role("link", name="Other headings").click()
    page.get_by_label("Strengthening Families").check()
    page.get_by_role("button", name="Change the headings").click()

    expect(page.get_by_role("heading", name="School", exact=True)).to_be_visible()
    assert under(page) == before
    assert sounds(page) == played
    page.get_by_role("button", name="Undo").click()
    new = next(title for title in titles if title not in [old for old, _ in before])
    expect(page.get_by_role("heading", name=new, exact=True)).to_be_visible()


def test_an_amendment_after_approval_changes_the_text_and_keeps_what_was_approved(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    page.get_by_role("button", name="Start checking").click()
    page.locator("#player [data-player=speed]").click()
    hear_everything(chair)
    expect(page.locator("#check")).to_contain_text("Nothing left to hear")
    approve(chair)
    expect(page.locator("[data-edit]")).to_have_count(0)

    page.get_by_role("link", name="Reopen for an amendment").click()
    page.get_by_label(re.compile("Why")).fill("The school has sent its register.")
    page.get_by_role("button", name="Reopen the minutes").click()
    expect(page.locator("#strip")).to_contain_text("DRAFT of amendment 1, not approved")
    area = open_paragraph(page, "His attendance is")
    expect(area).to_have_value("His attendance is 81 per cent.")
    area.fill(CORRECTED)
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".s", has_text=CORRECTED)).to_be_visible()
    chair.check()
    approve(chair, "Approve")

    expect(page.locator("#strip")).to_contain_text("Amendment 1")
    expect(page.locator(".s", has_text=CORRECTED)).to_be_visible()
    page.get_by_role("link", name="All versions").click()
    expect(page.get_by_text("Approved, replaced by amendment 1")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Version 1|^1$")).last.click()
    expect(page.get_by_text("His attendance is 81")).to_be_visible()
    expect(page.get_by_text(CORRECTED)).to_have_count(0)
    chair.check()


def test_the_last_check_is_cleared_without_the_page_going_away(arrives, draft):
    """What the chair typed, where they stand and what they read stays; only the next step changes."""
    chair = arrives("chair")
    page = chair.go(draft)
    page.get_by_role("button", name="Start checking").click()
    page.evaluate("window.here = true")
    page.locator("#typing textarea").fill("Not sent yet")

    hear_everything(chair)

    expect(page.locator("#status")).to_have_text("Nothing is left to hear.")
    expect(page.locator("#next_step").get_by_role("link", name="Approve")).to_be_visible()
    expect(page.locator("#check h2")).to_be_focused()
    assert page.evaluate("window.here") is True
    expect(page.locator("#typing textarea")).to_have_value("Not sent yet")


def test_a_correction_takes_its_check_away_without_a_sound(arrives, draft):
    chair = arrives("chair")
    page = chair.go(draft)
    page.get_by_role("button", name="Start checking").click()
    expect(page.locator("#check blockquote")).to_contain_text("Good morning")  # a heading nobody has heard
    hear_next(chair)
    expect(page.locator("#check blockquote")).to_contain_text("81")
    left = int(page.locator("[data-left]").inner_text())

    open_paragraph(page, "His attendance is").fill(CORRECTED)
    page.keyboard.press("Escape")

    expect(page.locator("#check")).to_contain_text("under this heading")  # a correction is no listening
    expect(page.locator("#check blockquote")).not_to_contain_text("81")
    hear_next(chair)
    expect(page.locator("[data-left]")).to_have_text(str(left - 1))
    expect(page.locator("#headings .quiet")).to_have_text(f"{left - 1} checks left")
