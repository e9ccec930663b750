"""What each person of a journey does, in the words of the pages."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.journeys.browser import Person

PEOPLE = [
    ("Margaret Ellison", "Independent Chair", "Professional", "Does not apply"),
    ("Daniel Okafor", "Social Worker", "Professional", "Does not apply"),
    ("Kelly Hartley", "Mother", "Family or their supporter", "Yes"),
    ("Sandra Hartley", "Maternal Grandmother", "Family or their supporter", "No"),
    ("Priya Nair", "Health Visitor", "Professional", "Does not apply"),
    ("Tom Whitcombe", "Class Teacher", "Professional", "Does not apply"),
    ("DC Gareth Pryce", "Police Officer", "Professional", "Does not apply"),
    ("Liam Garside", "Housing Officer", "Professional", "Does not apply"),
]
ADDRESS = "9 Larch Crescent\nWexborough"


def today() -> date:
    """As the service counts it; asked each time, for a run may go past midnight."""
    return datetime.now(tz=ZoneInfo("Europe/London")).date()


def fill_date(page, legend, day: date):
    boxes = page.get_by_role("group", name=legend)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label).fill(str(value))


def id_in(url: str) -> str:
    return re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", url)[0]


class Chair(Person):
    """Runs the conference, and answers for its minutes."""

    def adds_the_recording(self, conference, file):
        """The browser sends the real file; the page says when all of it is sealed."""
        page = self.go(f"/conferences/{conference}/uploads/")
        page.locator("#id_recordings").set_input_files(file)
        expect(page.locator("ol.uploads").get_by_text("Sealed", exact=True)).to_be_visible(timeout=90_000)
        self.check()

    def has_it_transcribed(self, conference):
        page = self.go(f"/conferences/{conference}/")
        self.press("Transcribe")
        done = page.get_by_role("link", name="Read the words and name the voices")
        expect(done).to_be_visible(timeout=240_000)
        self.check()

    def names_the_voices(self, conference):
        """Listens to each voice, then says whose it is: the service takes no name without it."""
        page = self.page
        self.press("Read the words and name the voices", role="link")
        expect(page.locator("#voices > div.stack-s").first).to_be_visible()
        for voice in range(page.locator("#voices > div.stack-s").count()):
            self._name(page.locator("#voices > div.stack-s").nth(voice), voice)
        self.check()

    def _name(self, block, voice):
        self.listens(block.get_by_role("link", name="Play").first)
        choice = block.get_by_role("combobox")
        choice.select_option(index=1 + voice % len(PEOPLE))
        with self.page.expect_response(lambda answer: "/name/" in answer.url):
            block.get_by_role("button", name="Save").click()

    def listens(self, link):
        """Plays from a link until there is sound."""
        self.page.evaluate(
            "() => { window.sounds = false;"
            " document.addEventListener('player:play', () => { window.sounds = true; }, {once: true}); }"
        )
        link.click()
        self.page.wait_for_function("() => window.sounds")

    def confirms_who_was_in_the_room(self, conference):
        self.go(f"/conferences/{conference}/presence/")
        self.press("These times are right")
        self.go(f"/conferences/{conference}/presence/")
        expect(self.page.get_by_role("heading", name="Confirmed on")).to_be_visible()

    def checks_the_minutes(self, conference, *, add):
        """Hears every marked passage, and adds a sentence of their own."""
        page = self.go("/minutes/")
        self.press("Alfie", role="link")
        self.press("Start checking")
        self._adds(add)
        while page.locator("[data-heard]").count():
            self._hears_the_next()
        expect(page.locator("#strip").get_by_role("link", name="Approve")).to_be_visible()
        self.check()

    def _adds(self, words):
        page = self.page
        page.locator("a[data-edit]").last.click()
        page.get_by_label("A new sentence, typed by you").last.fill(words)
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text(words)).to_be_visible()

    def _hears_the_next(self):
        """The button that says it is right waits until the passage was played to its end."""
        page, check = self.page, self.page.locator("#check").get_attribute("data-check")
        page.locator("#check").get_by_role("link", name="Play it").click()
        expect(page.locator("[data-heard][aria-disabled=false]")).to_be_visible(timeout=60_000)
        page.locator("[data-heard]").click()
        gone = "check => document.querySelector('#check')?.dataset.check !== check"
        page.wait_for_function(gone, arg=check)

    def approves(self):
        page = self.page
        page.reload()
        self.press("Approve", role="link")
        page.get_by_role("checkbox").check()
        self.press("Approve version")
        expect(page.get_by_text("Approved by Margaret Ellison")).to_be_visible()


class Administrator(Person):
    """Plans conferences, and prepares the copies that people ask for."""

    def plans_a_conference(self):
        self.go("/conferences/")
        self.follow("Add a conference")
        page = self.page
        page.get_by_label("Type of conference").select_option(label="Initial")
        fill_date(page, "Date of the conference", today() - timedelta(days=3))
        page.get_by_label("Start time").fill("10:00")
        page.get_by_label("Chair").select_option(label="Margaret Ellison")
        self.press("Add, then the children")
        conference = id_in(page.url)
        self._adds_the_children()
        for person in PEOPLE:
            self._adds(conference, *person)
        return conference

    def _adds_the_children(self):
        page = self.page
        page.get_by_label("Full name").fill("Alfie Hartley")
        fill_date(page, "Date of birth", date(2019, 6, 3))
        self.press("Add and add another")
        page.get_by_label("Full name").fill("Maisie Hartley")
        fill_date(page, "Date of birth", date(2024, 1, 21))
        self.press("Add this child")

    def _adds(self, conference, name, role, group, responsibility):
        page = self.go(f"/conferences/{conference}/people/new/")
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Role").fill(role)
        page.get_by_label(group).check()
        page.get_by_label("Did they come?").select_option(label="Attended")
        page.get_by_label("Parental responsibility").select_option(label=responsibility)
        page.get_by_role("button", name="Save", exact=True).click()
        self.arrive()

    def logs_a_request(self, conference):
        page = self.go(f"/requests/new/{conference}/")
        page.get_by_label("Who asks? Full name").fill("Kelly Hartley")
        page.get_by_label("Who are they to the children?").select_option(label="Mother")
        page.get_by_label("Which person on the list").select_option(label="Kelly Hartley, mother")
        for child in ("Alfie Hartley", "Maisie Hartley"):
            page.get_by_label(child).check()
        page.get_by_role("group", name="What do they ask for?").get_by_role("radio").first.check()
        page.get_by_label("How did it come?").select_option(index=1)
        fill_date(page, "When did it reach the council?", today() - timedelta(days=1))
        page.get_by_label("At what time?").fill("18:10")
        page.get_by_role("group", name="How should the copy reach them?").get_by_label("Post").check()
        page.get_by_label("Address, or safe contact").fill(ADDRESS)
        self.press("Log it")
        expect(page.get_by_role("heading", name="Kelly Hartley asks for the minutes")).to_be_visible()
        expect(page.locator("#clocks").get_by_role("heading")).to_have_count(2)
        return id_in(page.url)

    def checks_who_asks(self, request):
        page = self.go(f"/requests/{request}/confirm/")
        page.get_by_label("How do we know who they are").fill("passport seen")
        page.get_by_role("group", name="Do they have parental responsibility?").get_by_label("Yes").check()
        page.get_by_label("How was that checked?").fill("birth certificates seen")
        page.get_by_label("Court orders").fill("none known")
        fill_date(page, "When was this checked?", today())
        page.locator("main form .btn--go").click()
        self.arrive()
        page = self.go(f"/requests/{request}/address/")
        page.get_by_label("Address, or safe contact").fill(ADDRESS)
        fill_date(page, "When was it read back?", today())
        page.locator("main form .btn--go").click()
        self.arrive()
        self.check()

    def redacts(self, request):
        """Keeps everything that is suggested: the mother was there for all of it."""
        page = self.go(f"/requests/{request}/")
        page.locator(".next .btn").first.click()
        self.arrive()
        self.check()
        while page.get_by_role("button", name="Keep").count():
            page.get_by_label(re.compile("^Why .* stays or goes")).first.fill("She was in the room")
            page.get_by_role("button", name="Keep").first.click()
            self.arrive()
        self.check()
        self.press("Send for second check")


class SecondAdministrator(Person):
    """Somebody who did not redact: agrees, counts, releases."""

    def agrees_and_releases(self, request):
        page = self.go(f"/requests/{request}/second-check/")
        self.press("Agree all marks")
        page = self.go(f"/requests/{request}/release/")
        pages = re.search(r"(\d+) pages", self.go(f"/requests/{request}/").inner_text("#copy"))[1]
        self.go(f"/requests/{request}/release/")
        page.get_by_label("How many pages did you count?").fill(pages)
        page.get_by_label("What is written on the envelope?").fill("9 Larch Crescent")
        self.press("Release copy")

    def downloads_the_copy(self, request, folder):
        page, files = self.go(f"/requests/{request}/"), {}
        for name, kind in (("PDF", "pdf"), ("Word", "docx")):
            with page.expect_download() as coming:
                page.locator("#copy").get_by_role("link", name=re.compile(rf"{name} of copy")).click()
            files[kind] = folder / f"copy.{kind}"
            coming.value.save_as(files[kind])
        return files
