"""What a page must be to everybody: nothing for axe to find, no sideways scrolling, every Tab stop seen."""

import os
from pathlib import Path

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1440, 768, 320)
SCHEMES = ("light", "dark")
MOST_STOPS = 60


def axe(page) -> list[str]:
    """What axe-core finds, each as "rule: the first element"."""
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
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const hidden = box.width < 2 || box.height < 2 || box.bottom < 0 || box.top > innerHeight;
  const covered = !hidden && top && !at.contains(top) && !top.contains(at);
  return {name, problem: hidden ? "out of view" : covered ? "covered by " + top.outerHTML.slice(0, 80)
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
    """Everything above, at each width, in light and dark."""
    size = page.viewport_size
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        problems += [f"{width} px, {one}" for one in sideways(page)]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            problems += [f"{width} px {scheme}, {one}" for one in axe(page)]
        problems += [f"{width} px, {one}" for one in tab_stops(page)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    return problems
