"""The edges of a part, moved over the waveform: with keys, with the mouse, and not over another part."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
ENDS, STARTS = "End of break", "Start of break"


@pytest.fixture
def timeline(arrives, service):
    """The page of who was in the room: a break from 0:30 to 0:40, and one from 1:00 to 1:10."""
    asked = "from tests.journeys import heard; print(heard.with_two_breaks())"
    conference = service.manage("shell", "-c", asked).split()[-1]
    return arrives("chair").go(f"/conferences/{conference}/presence/")


def fields(page, label):
    return [one.input_value() for one in page.get_by_role("textbox", name=label).all()]


def test_arrows_move_an_edge_by_a_second_and_it_is_kept(timeline):
    timeline.get_by_role("slider", name=ENDS).first.focus()
    timeline.keyboard.press("ArrowRight")
    timeline.keyboard.press("Shift+ArrowRight")

    expect(timeline.get_by_text("Saved: 0:30 to 0:51")).to_be_attached()
    timeline.reload()
    assert fields(timeline, ENDS) == ["0:51", "1:10"]


def test_an_edge_is_dragged_over_the_waveform(timeline):
    handle = timeline.get_by_role("slider", name=STARTS).first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    middle = box["y"] + box["height"] / 2

    timeline.mouse.move(box["x"] + box["width"] / 2, middle)
    timeline.mouse.down()
    timeline.mouse.move(box["x"] - 15, middle, steps=4)
    timeline.mouse.up()

    expect(timeline.get_by_text("Saved: ")).to_be_attached()
    moved = fields(timeline, STARTS)
    assert "0:00" <= moved[0] < "0:30"
    timeline.reload()
    assert fields(timeline, STARTS) == moved


def test_an_edge_that_would_lie_in_another_part_is_not_kept_and_says_so(timeline):
    timeline.get_by_role("slider", name=ENDS).first.focus()
    for _ in range(3):
        timeline.keyboard.press("PageUp")

    expect(timeline.get_by_text("Not saved: this part would overlap another one.")).to_be_attached()
    timeline.reload()
    assert fields(timeline, ENDS) == ["0:40", "1:10"]
