"""A person in front of Chromium: signs in, walks, and has each page checked for accessibility."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.service import PASSWORD

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def launch(playwright, *more: str):
    return playwright.chromium.launch(executable_path=os.environ["TESTS_CHROMIUM"], args=[*FLAGS, *more])


class Person:
    """One signed-in person with a browser window of their own."""

    def __init__(self, browser, service, account: str):
        self.service = service
        self.context = browser.new_context(base_url=service.url, accept_downloads=True, locale="en-GB")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        self.sign_in(account)

    def sign_in(self, account: str):
        self.page.goto("/sign-in/")
        self.page.get_by_label("Email").fill(f"{account}@wexborough.example")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.check()
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).not_to_have_url(re.compile("sign-in"))
        self.check()

    def press(self, name: str, role: str = "button"):
        """Press what a person would see by this name, and look at the page that comes."""
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state("networkidle")
        return self.check()

    def follow(self, name: str):
        return self.press(name, role="link")

    def go(self, path: str):
        self.page.goto(path)
        return self.check()

    def check(self):
        """What axe finds on this page; no page of a journey may have anything."""
        self.page.evaluate(Path(os.environ["TESTS_AXE"]).read_text())
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
        )["violations"]
        told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
        assert not told, f"{self.page.url}: {told}"
        assert not self.errors, f"{self.page.url}: {self.errors}"
        return self.page

    def close(self):
        self.context.close()
