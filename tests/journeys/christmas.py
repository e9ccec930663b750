"""Who comes to a sibling conference on Christmas Eve, and who writes, signs and sends the letters of it."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.people import Administrator, Chair, fill_date, id_in

HELD = date(2026, 12, 24)  # a Thursday
FORGOTTEN = "Leo Marlow"
MOTHERS = "27 Larkspur Court\nWexborough\nWX4 7QT"
FATHERS = "8 Mill Street\nWexborough\nWX1 2AB"
FAMILY, WORK = "Family or their supporter", "Professional"
LISTED = [
    ("Kelly Hartley", "Mother", FAMILY, MOTHERS, ("Alfie Hartley", "Maisie Hartley")),
    ("Wayne Cotter", "Father", FAMILY, FATHERS, ("Alfie Hartley",)),
    ("Daniel Okafor", "Social worker", WORK, "", ()),
    ("Tom Whitcombe", "Class teacher", WORK, "", ()),
]
PARTS = [
    (
        "Restricted to professionals",
        ("0:40", "0:55"),
        ("Kelly Hartley", "Wayne Cotter"),
        "Confidential information, such as legal advice or an investigation",
    ),
    ("Somebody out of the room", ("0:10", "0:30"), ("Wayne Cotter",), "Violence or intimidation"),
]
PLAIN = [("Gareth Pryce", "Police officer", "Takes part"), ("Ewa Nowak", "Interpreter", "Interpreter")]


class Office(Administrator):
    """Puts everybody on the list, and sends what the chair has signed."""

    def plans(self):
        conference = self._adds_a_conference()
        self._adds_the_children()
        for name, role, group, address, about in LISTED:
            self._lists(conference, name, role, group)
            self._gets_a_letter(address, about, excluded=name == "Wayne Cotter")
        for name, role, capacity in PLAIN:
            self._lists(conference, name, role, WORK)
            self.page.get_by_label("What they may do").select_option(label=capacity)
            self._saves()
        return conference

    def plans_what_is_forgotten(self):
        self._adds_a_conference()
        self.page.get_by_label("Full name").fill(FORGOTTEN)
        fill_date(self.page, "Date of birth", date(2017, 3, 9))
        self.press("Add this child")
        self.press("It was held")

    def _adds_a_conference(self):
        page = self.go("/conferences/new/")
        page.get_by_label("Type of conference").select_option(label="Initial")
        fill_date(page, "Date of the conference", HELD)
        page.get_by_label("Chair", exact=True).select_option(label="Margaret Ellison")
        self.press("Add, then the children")
        return id_in(page.url)

    def _lists(self, conference, name, role, group):
        page = self.page
        page.goto(f"/conferences/{conference}/people/new/")
        page.evaluate("() => document.querySelectorAll('main details').forEach(one => one.open = true)")
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Role").fill(role)
        page.get_by_role("radio", name=group).check()
        page.get_by_label("Did they come?").select_option(label="Attended")

    def _gets_a_letter(self, address, about, *, excluded):
        page = self.page
        page.get_by_label("Gets the decision letter").check()
        for child in about:
            page.get_by_role("group", name="Only here for").get_by_label(child).check()
        if excluded:
            page.get_by_label("Did they come?").select_option(label="Attended part")
        if address:
            page.get_by_label("Safe way to reach them").select_option(label="Post")
            fill_date(page, "Last checked on", HELD)
            page.locator("#id_address").fill(address)
            if address == MOTHERS:
                page.locator("#id_address_withheld").check()
                page.locator("#id_language").fill("Polish")
                page.get_by_label("Needs an interpreter").check()
        self._saves()

    def _saves(self):
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/people/new/"))

    def makes_the_letters(self, conference):
        self.go(f"/conferences/{conference}/decisions/")
        self.press("Make the letters")
        links = self.page.locator("#letters a")
        return {links.nth(n).inner_text(): links.nth(n).get_attribute("href") for n in range(links.count())}

    def sends(self, where, envelope, path):
        """Reads the letter, then sends it; what it says."""
        page = self.go(where)
        with page.expect_download() as coming:
            page.get_by_role("link", name=re.compile("^PDF")).first.click()
        coming.value.save_as(path)
        page.get_by_label("What stands on the envelope?").fill(envelope)
        page.get_by_label("Tracking number or proof").fill("AB 123 GB")
        self.press("Send it")
        expect(page.get_by_role("heading", name="Next: note when it arrived")).to_be_visible()
        return re.sub(r"\s+", " ", " ".join(one.extract_text() for one in PdfReader(path).pages))


class Judge(Chair):
    """Marks the parts, decides for each child, and signs."""

    def marks(self, conference, kind, span, absent, ground):
        self.go(f"/conferences/{conference}/presence/")
        page = self.follow("Mark a part")
        page.get_by_label("From", exact=True).fill(span[0])
        page.get_by_label("To", exact=True).fill(span[1])
        page.get_by_label(kind).check()
        for name in absent:
            page.get_by_role("group", name="Who was not in the room").get_by_label(name).check()
        page.get_by_label("Why somebody was kept out").select_option(label=ground)
        page.get_by_label("Who decided it").fill("Margaret Ellison")
        self.press("Mark this part")
        expect(page.get_by_role("cell", name=kind)).to_contain_text("Decided by Margaret Ellison")

    def decides(self, conference, child, outcome, *, plan):
        page = self.go(f"/conferences/{conference}/decisions/")
        page.get_by_role("link", name=f"Write the decision for {child}").click()
        page.get_by_label(outcome).check()
        page.get_by_label("Reasons").fill(f"What was said about {child} at the conference.")
        if plan:
            page.get_by_label("Category").select_option(label="Neglect")
            page.locator("#id_actions-0-action").fill("Daniel visits every ten working days")
            page.locator("#id_actions-0-person").fill("Daniel Okafor")
            page.get_by_role("group", name="Core group").get_by_label("Kelly Hartley").check()
            fill_date(page, "First core group", HELD + timedelta(days=13))
        self.press("Save and record this decision")
        expect(page.get_by_text(f"Decision recorded for {child}")).to_be_visible()

    def signs(self, where):
        page = self.go(where)
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.get_by_text("Searched", exact=True)).to_be_visible()
