"""Every page that somebody reaches by its links, looked at as somebody else would have to use it."""

import re

import pytest

from tests.accessibility import look

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
MOST_PAGES = 40
NOWHERE = "/nothing-here/"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RULE = re.compile(r"/rules/(?!new/)\w+/")
NOT_A_PAGE = re.compile(r"/(sound|waveform|files?|download|certificate)/|/static/|/api/|\.csv$")


@pytest.fixture(scope="module")
def draft(service) -> str:
    """Where a draft is; the service has something on every page."""
    said = service.manage("shell", "-c", "from tests.journeys import filled; print(filled.fill())")
    return said.split()[-1]


@pytest.fixture(scope="module")
def looked_at(draft) -> set[str]:
    """The kinds of page that somebody has looked at."""
    return set()


def links(page) -> list[str]:
    """Where the links of a page lead, inside the service."""
    found = page.evaluate("() => [...document.links].filter(one => !one.download).map(one => one.href)")
    own = page.evaluate("() => location.origin")
    return [href.removeprefix(own).partition("#")[0] for href in found if href.startswith(own)]


def kind(path: str) -> str:
    """Pages that differ only in whose record or which rule they show are looked at once."""
    return RULE.sub("/rules/one/", ID.sub("id", path.partition("?")[0]))


@pytest.mark.parametrize(
    "account", ["chair", "administrator", "second.administrator", "quality", "governance"]
)
def test_every_page_works_at_every_width_in_light_and_dark_and_by_keyboard(arrives, account, looked_at):
    page = arrives(account).page
    waiting, problems, opened = ["/", "/accessibility/", "/privacy/", NOWHERE], [], set()

    while waiting and len(opened) < MOST_PAGES:
        path = waiting.pop(0)
        if kind(path) in opened or NOT_A_PAGE.search(path):
            continue
        opened.add(kind(path))
        answer = page.goto(path)
        if answer.status >= 400 and path != NOWHERE:
            problems.append(f"{kind(path)}: {answer.status}")
        if kind(path) not in looked_at:
            problems += [f"{kind(path)}: {one}" for one in look(page)]
        waiting += links(page)
    looked_at |= opened

    assert not problems, "\n".join(problems)
    assert len(opened) > 10


def test_the_editor_works_at_every_width_in_light_and_dark_and_by_keyboard(arrives, draft):
    page = arrives("chair").page

    page.goto(draft)

    assert look(page) == []
