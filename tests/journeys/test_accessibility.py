"""Every page that somebody reaches by its links, looked at as somebody else would have to use it."""

import re

import pytest

from tests.accessibility import look

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
MOST_PAGES = 25
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def links(page) -> list[str]:
    """Where the links of a page lead, inside the service."""
    found = page.evaluate("() => [...document.links].filter(one => !one.download).map(one => one.href)")
    own = page.evaluate("() => location.origin")
    return [href.removeprefix(own).partition("#")[0] for href in found if href.startswith(own)]


def kind(path: str) -> str:
    """Pages that differ only in whose record they show are looked at once."""
    return ID.sub("id", path.partition("?")[0])


def is_page(path: str) -> bool:
    return not re.search(r"/(sound|file|waveform|download)s?/|/static/|/api/", path)


@pytest.mark.parametrize("account", ["chair", "administrator", "quality"])
def test_every_page_works_at_every_width_in_light_and_dark_and_by_keyboard(arrives, account):
    page = arrives(account).page
    waiting, seen, problems = ["/", "/accessibility/", "/privacy/", "/nothing-here/"], set(), []

    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if kind(path) in seen or not is_page(path):
            continue
        seen.add(kind(path))
        page.goto(path)
        problems += [f"{kind(path)}: {one}" for one in look(page)]
        waiting += links(page)

    assert not problems, "\n".join(problems)
