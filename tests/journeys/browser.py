"""A person in front of Chromium: signs in, walks, and has each page checked for accessibility."""

import os
import re

from playwright.sync_api import Page, expect

from tests.accessibility import axe
from tests.journeys.service import PASSWORD

LEAVING = "addEventListener('beforeunload', () => { window.leaving = true; })"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch(playwright, *more: str):
    return playwright.chromium.launch(executable_path=os.environ["TESTS_CHROMIUM"], args=[*FLAGS, *more])


class Person:
    """One signed-in person with a browser window of their own."""

    def __init__(self, browser, service, account: str):
        self.service = service
        self.context = browser.new_context(base_url=service.url, accept_downloads=True, locale="en-GB")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.add_init_script(LEAVING)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)
        self.sign_in(account)

    def sign_in(self, account: str):
        self.page.goto("/sign-in/")
        self.page.get_by_label("E-mail address").fill(f"{account}@wexborough.example")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.check()
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).not_to_have_url(re.compile("sign-in"))
        self.check()

    def press(self, name: str, role: str = "button"):
        """Press what a person would see by this name, and look at the page that comes."""
        self.page.get_by_role(role, name=name).first.click()
        self.arrive()
        return self.check()

    def arrive(self):
        """After a click: waits until a page that is being left is gone, and the next one is all there."""
        self.page.wait_for_function("() => !window.leaving")
        self.page.wait_for_load_state("networkidle")

    def follow(self, name: str):
        return self.press(name, role="link")

    def go(self, path: str):
        self.page.goto(path)
        return self.check()

    def check(self):
        """What axe finds on this page; no page of a journey may have anything."""
        told = axe(self.page)
        assert not told, f"{self.page.url}: {told}"
        assert not self.errors, f"{self.page.url}: {self.errors}"
        return self.page

    def _hear(self, said):
        if said.type == "error":
            self.errors.append(f"{said.text} {said.location.get('url')}")

    def close(self):
        self.context.close()
