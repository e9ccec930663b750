"""What a page must be to everybody: nothing for axe to find, no sideways scrolling, every Tab stop seen."""

import os
from pathlib import Path

from playwright.sync_api import Error

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [
    (1440, "light", True),
    (1440, "dark", False),
    (768, "light", False),
    (320, "light", True),
    (320, "dark", False),
]
MOST_STOPS = 60


def axe(page) -> list[str]:
    """What axe-core finds, each as "rule: the first element"; a page that gave way is not judged."""
    try:
        return _axe(page)
    except Error as error:
        if "navigation" not in str(error):
            raise
    page.wait_for_load_state("networkidle")
    return _axe(page)


def _axe(page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Path(os.environ["TESTS_AXE"]).read_text())
    rules = {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def sideways(page) -> list[str]:
    """The elements that stick out where a page is wider than its window."""
    out = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    return [f"sticks out: {html}" for html in out[-3:]]


STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const name = at.outerHTML.slice(0, 120), box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const around = at.closest(".seek, label, summary") ?? at;
  const shown = ring || getComputedStyle(around).outlineStyle !== "none" || at.matches("input[type=range]");
  const inside = (value, most) => Math.min(Math.max(value, 0), most - 1);
  const x = inside(box.left + Math.min(box.width / 2, 40), innerWidth);
  const above = inside(box.top + 2, innerHeight), below = inside(box.bottom - 2, innerHeight);
  const tops = [above, (above + below) / 2, below].map(y => document.elementFromPoint(x, y));
  const hidden = box.width < 2 || box.height < 2 || box.bottom < 0 || box.top > innerHeight;
  const covered = !hidden && tops.every(top => top && !at.contains(top) && !top.contains(at));
  return {name, problem: hidden ? "out of view" : covered ? "covered by " + tops[1].outerHTML.slice(0, 80)
    : shown ? "" : "focus does not show"};
}"""


def tab_stops(page) -> list[str]:
    """Walk through the page with Tab: what has the focus is in view, uncovered and marked."""
    problems = []
    page.evaluate("() => { scrollTo(0, 0); document.activeElement?.blur(); }")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        if stop["problem"]:
            problems.append(f"{stop['problem']}: {stop['name']}")
    return problems


def look(page) -> list[str]:
    """Everything above: axe at each size, in the dark too; Tab where the page is widest and narrowest."""
    size = page.viewport_size
    problems = []
    for width, scheme, by_tab in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = [*sideways(page), *axe(page), *(tab_stops(page) if by_tab else [])]
        problems += [f"{width} px {scheme}, {one}" for one in found]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    return problems
