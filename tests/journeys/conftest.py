"""What a journey starts with: the running service and a browser. Both are real, so both are needed."""

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.browser import Person, launch
from tests.journeys.service import Service


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    running = Service(tmp_path_factory.mktemp("service"))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def arrives(browser, service):
    """Somebody comes to work: `arrives("chair")`."""
    people = []

    def come(account: str) -> Person:
        people.append(Person(browser, service, account))
        return people[-1]

    yield come
    for person in people:
        person.close()
