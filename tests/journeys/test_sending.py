"""Copies on their way: two parents of one conference, an envelope back, an amendment, a translation."""

import json
import re

import pytest
from playwright.sync_api import expect

from minutes.documents import proof
from tests.accessibility import axe
from tests.journeys.browser import Person
from tests.journeys.people import SecondAdministrator, fill_date, today
from tests.journeys.service import Service
from tests.requests.post_office import PostOffice, link_in, words

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
HOME = "27 Larkspur Court"
ALONE = ["moved to a new flat", "must not come there"]
TRANSLATED = b"Ata da conferencia. O Alfie fez torradas para a irma."


@pytest.fixture(scope="module")
def office():
    with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
def service(tmp_path_factory, office):
    url = f"smtp://127.0.0.1:{office.port}"
    running = Service(tmp_path_factory.mktemp("service"), EMAIL_URL=url)
    try:
        yield running.start()
    finally:
        running.stop()


def shell(service, what: str) -> str:
    said = service.manage("shell", "-c", f"from tests.journeys import sent; print(sent.{what}())")
    return said.strip().splitlines()[-1]


class Joan(Person):
    """Redacts, reads addresses back, and sends the copy to a translator."""

    def redacts(self, request):
        page = self.go(f"/requests/{request}/")
        self.press("Start redacting")
        while page.get_by_role("button", name=re.compile("^Take out")).count():
            self._decides(page.locator("ol.decide > li").first)
        self.press("Send for second check")

    def _decides(self, row):
        """What is about the reader's own home stays; everything about somebody else goes."""
        own = HOME in row.inner_text() and "Kelly" in self.page.locator("h1").inner_text()
        if own:
            row.get_by_label(re.compile("^Why .* stays or goes")).fill("Her own address")
            row.get_by_role("button", name=re.compile("^Keep")).click()
        else:
            row.get_by_label(re.compile("^Reason to take out")).select_option("S2P3")
            row.get_by_role("button", name=re.compile("^Take out")).click()
        self.arrive()


class Colin(SecondAdministrator):
    """Agrees, counts, releases, and gives the code."""

    def releases(self, request, *, envelope, label="What is written on the envelope?"):
        page = self.go(f"/requests/{request}/")
        pages = re.search(r"(\d+) pages", page.inner_text("#copy"))[1]
        self.go(f"/requests/{request}/release/")
        page.get_by_label("How many pages did you count?").fill(pages)
        page.get_by_label(label).fill(envelope)
        self.press("Release copy")

    def file_of(self, request, folder, name):
        page = self.go(f"/requests/{request}/")
        with page.expect_download() as coming:
            page.locator("#copy").get_by_role("link", name=re.compile(f"^{name} of copy")).click()
        coming.value.save_as(folder / f"{request}.file")
        return (folder / f"{request}.file").read_bytes()

    def notes(self, request, button, day_label, *, proof_label="", said=""):
        page = self.go(f"/requests/{request}/")
        self.press(button, role="link")
        fill_date(page, day_label, today())
        if said:
            page.get_by_label(proof_label).fill(said)
        return page


@pytest.fixture(scope="module")
def asked(service):
    """Where the mother's and the father's request are."""
    return json.loads(shell(service, "fill"))


@pytest.fixture(scope="module")
def joan(service, browser):
    person = Joan(browser, service, "administrator")
    yield person
    person.close()


@pytest.fixture(scope="module")
def colin(service, browser):
    person = Colin(browser, service, "second.administrator")
    yield person
    person.close()


@pytest.fixture(scope="module")
def both(asked, joan, colin):
    """Both copies are redacted, checked and released: hers by post, his by a link."""
    for request in asked.values():
        joan.redacts(request)
        colin.go(f"/requests/{request}/second-check/")
        colin.press("Agree all marks")
    colin.releases(asked["mother"], envelope=HOME)
    mail = {"envelope": "wayne.c@post.example", "label": "Which e-mail address does it go to?"}
    colin.releases(asked["father"], **mail)
    return asked


def test_she_has_her_own_address_and_he_has_neither_it_nor_the_part_he_was_out_for(both, colin, tmp_path):
    hers, his = (colin.file_of(both[who], tmp_path, "PDF") for who in ("mother", "father"))

    assert {hit.words for hit in proof.search(hers, [HOME, *ALONE, "toast"])} == {HOME, *ALONE, "toast"}
    assert {hit.words for hit in proof.search(his, [HOME, "WX4 7QT", *ALONE, "toast"])} == {"toast"}


def test_he_opens_the_link_with_the_code_that_was_read_out_to_him(both, colin, office, service, browser):
    (mail,) = office.mails
    page = colin.go(f"/requests/{both['father']}/")
    colin.press("Give them the code", role="link")
    expect(page.get_by_text("07700 900456")).to_be_visible()
    colin.press("Make the code")
    code = page.locator(".secret").inner_text()

    his = browser.new_context(base_url=service.url, accept_downloads=True).new_page()
    his.goto(link_in(mail))
    before = his.content()
    his.get_by_label("Your code").fill("0000 0000")
    his.get_by_role("button", name="Open").click()
    expect(his.get_by_text("You have 4 tries left").first).to_be_visible()
    assert not axe(his)
    his.get_by_label("Your code").fill(code)
    his.get_by_role("button", name="Open").click()
    expect(his.get_by_role("heading", name="Your copy is ready")).to_be_visible()
    assert not axe(his)
    with his.expect_download() as coming:
        his.get_by_role("button", name="PDF", exact=True).click()
    file = coming.value.path().read_bytes()
    his.context.close()

    assert not proof.search(
        (before + words(mail)).encode(), ["Wayne", "Cotter", "Alfie", "child", "conference"]
    )
    assert proof.search(file, ["Wayne Cotter"])
    colin.go(f"/requests/{both['father']}/")
    expect(page.locator("#sendings").get_by_text("Opened through the link with its code")).to_be_visible()


def test_a_returned_envelope_comes_back_to_the_board_and_goes_to_the_right_door(both, joan, colin):
    request = both["mother"]
    page = colin.notes(request, "It did not arrive", "On which day?")
    page.get_by_label("The post brought it back").check()
    colin.press("Save")
    expect(page.locator("#sendings").get_by_text("Came back")).to_be_visible()

    joan.go("/")
    expect(joan.page.get_by_text("Check the address again").first).to_be_visible()
    hers = joan.go(f"/requests/{request}/address/")
    hers.get_by_label("Address, or safe contact").fill("3 Mill Lane\nWexborough")
    fill_date(hers, "When was it read back?", today())
    joan.press("It is right")
    colin.releases(request, envelope="3 Mill Lane")
    arrived = {"proof_label": "What shows that it arrived?", "said": "Signed for at 10:12"}
    colin.notes(request, "It arrived", "On which day was it in their hands?", **arrived)
    colin.press("Save")

    register = colin.go("/requests/copies/")
    expect(register.get_by_text("Signed for at 10:12")).to_be_visible()
    expect(register.get_by_text("Came back")).to_be_visible()


def test_after_an_amendment_every_holder_is_listed_until_each_is_told(both, colin, service):
    shell(service, "amend")

    page = colin.go("/requests/copies/")
    to_tell = page.locator("#to_tell")
    expect(to_tell.get_by_role("button", name=re.compile("^They were told"))).to_have_count(2)
    expect(to_tell.get_by_text("Kelly Hartley")).to_be_visible()
    expect(to_tell.get_by_text("Wayne Cotter")).to_be_visible()
    colin.press("They were told")

    expect(page.locator("#to_tell").get_by_role("button")).to_have_count(1)


def test_a_translation_into_portuguese_is_expected_ordered_back_checked_and_sent(
    both, joan, colin, service, tmp_path
):
    shell(service, "reads_portuguese")
    page = joan.go("/")
    joan.press("Order it", role="link")
    expect(page.get_by_label("Into which language?")).to_have_value("Portuguese")
    page.get_by_label("Who makes it?").fill("Ines Duarte, Wexborough Languages")
    for label in ("When did you see", "When did the copy go", "By when should it be back?"):
        fill_date(page, re.compile(label), today())
    joan.press("It has gone to them")
    joan.press("It is back", role="link")
    file = tmp_path / "ata.txt"
    file.write_bytes(TRANSLATED)
    page.get_by_label("The file that came back").set_input_files(file)
    fill_date(page, "When did it come back?", today())
    joan.press("Keep it")
    expect(page.locator("#orders").get_by_text("To check")).to_be_visible()

    his = colin.go("/")
    colin.press("Check it", role="link")
    colin.press("It is right")
    colin.press("Send it", role="link")
    his.get_by_label("What is written on the envelope?").fill("3 Mill Lane")
    colin.press("Send it")

    expect(his.locator("#sendings").get_by_text("Translation: tracked post")).to_be_visible()
