"""Recording in the page, in a real browser with a microphone that plays a file."""

import base64
import json
import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.browser import Person, launch
from tests.journeys.service import PASSWORD, Service
from tests.recordings.recorder.browser import Laptop, microphone, waiting

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=60_000)
MADE = """
from access.models import User
from django.utils import timezone
from tests import factories
def account(name): return User.objects.get(email=f"{name}@wexborough.example")
made = factories.conference(chair=account("chair"), administrator=account("administrator"),
    held_on=timezone.localdate(), status="planned")
factories.person(made, name="Daniel Okafor", role="Social Worker", group="professional")
factories.person(made, name="Kelly Hartley", role="Mother")
print(made.pk)
"""
KEPT = """
import json
from recordings.models import Recording
kept = Recording.objects.filter(conference="{}").in_order()
print(json.dumps([[str(one.pk), one.restricted, one.duration, len(one.pauses),
    [str(person.name) for person in one.in_room.all()]] for one in kept]))
"""

SAID_AT_EACH_PART = """
() => {
  const part = (name) => document.querySelector(`[data-part=${name}]`);
  window.said = [];
  new MutationObserver(() => window.said.push([part("state").textContent, part("safety").textContent]))
    .observe(part("state"), { childList: true });
}
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    running = Service(tmp_path_factory.mktemp("service"))
    try:
        running.prepare()
        for account, role in (("chair", "chair"), ("administrator", "administrator")):
            address = f"{account}@wexborough.example"
            running.manage("add_user", address, f"Own {account}", role, said=PASSWORD)
        running.start_web()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright, tmp_path_factory):
    opened = launch(playwright, *microphone(tmp_path_factory.mktemp("room")))
    yield opened
    opened.close()


@pytest.fixture
def conference(service):
    return service.manage("shell", "--verbosity", "0", "--command", MADE).split()[-1]


@pytest.fixture
def chair(browser, service):
    person = Person(browser, service, "chair")
    yield person
    person.close()


def kept(service, conference):
    said = service.manage("shell", "--verbosity", "0", "--command", KEPT.format(conference))
    return json.loads(said.strip().splitlines()[-1])


def start(page):
    page.get_by_label("I have read this out to everybody here").check()
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("heading", name="Recording", exact=True)).to_be_visible()


def some_is_safe(page):
    expect(page.get_by_text(re.compile(r"Everything up to 0:(0[4-9]|[1-5]\d) is safe"))).to_be_visible()


def ends(page):
    page.get_by_role("button", name="End the recording").click()
    expect(page.get_by_text("The recording has ended and all of it is safe")).to_be_visible()


def test_a_conference_is_recorded_by_keyboard_with_a_pause_and_a_restricted_part(
    chair, browser, service, conference
):
    page = chair.go(f"/conferences/{conference}/record/")
    expect(page.get_by_role("button", name="Start recording")).to_be_disabled()
    page.get_by_label("I have read this out to everybody here").press("Space")
    page.get_by_role("button", name="Start recording").press("Enter")
    expect(page.get_by_role("heading", name="Recording", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    expect(page.get_by_text("Sound is arriving.")).to_be_visible()
    some_is_safe(page)
    chair.check()

    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    page.get_by_role("button", name="Go on recording").press("Enter")

    page.get_by_role("button", name="Start restricted part").press("Enter")
    expect(page.get_by_role("heading", name="Recording a restricted part")).to_be_visible()
    expect(page.get_by_text("From now on this is recorded separately.")).to_be_visible()
    page.get_by_label("Daniel Okafor, social worker").press("Space")
    page.get_by_role("button", name="Save this list").press("Enter")
    some_is_safe(page)
    chair.check()
    page.get_by_role("button", name="End restricted part").press("Enter")
    expect(page.get_by_role("heading", name="Recording", exact=True)).to_be_visible()
    some_is_safe(page)

    page.get_by_text("Note an objection").click()
    page.get_by_label("Who").select_option(label="Kelly Hartley, mother")
    page.get_by_label("What they said").fill("I do not like it")
    page.get_by_label("What the chair answered").fill("It helps us to get the minutes right")
    page.get_by_role("button", name="Save this objection").click()
    expect(page.get_by_text("“I do not like it”")).to_be_visible()
    ends(page)
    chair.check()

    first, apart, last = kept(service, conference)
    assert [row[1] for row in (first, apart, last)] == [False, True, False]
    assert (first[3], apart[4]) == (1, ["Daniel Okafor"])
    assert all(row[2] > 4 for row in (first, apart, last)), (first, apart, last)
    page = chair.go(f"/conferences/{conference}/")
    expect(page.locator("#recordings tr[id]")).to_have_count(3)
    administrator = Person(browser, service, "administrator")
    page = administrator.go(f"/conferences/{conference}/")
    expect(page.locator("#recordings tr[id]")).to_have_count(2)
    expect(page.get_by_text("1 recording of this conference is not shown")).to_be_visible()
    administrator.close()


def test_what_is_safe_is_never_said_of_the_part_before(chair, service, conference):
    page = chair.go(f"/conferences/{conference}/record/")
    page.evaluate(SAID_AT_EACH_PART)
    start(page)
    some_is_safe(page)

    page.get_by_role("button", name="Start restricted part").click()
    expect(page.get_by_role("heading", name="Recording a restricted part")).to_be_visible()

    assert page.evaluate("() => window.said") == [["Recording", ""], ["Recording a restricted part", ""]]
    ends(page)


def test_a_network_that_is_away_loses_nothing_and_does_not_stop_a_restricted_part(chair, service, conference):
    page = chair.go(f"/conferences/{conference}/record/")
    start(page)
    some_is_safe(page)

    chair.context.set_offline(True)
    expect(
        page.get_by_text(re.compile(r"No network: \d pieces? waits? on this computer, sealed"))
    ).to_be_visible()
    page.get_by_role("button", name="Start restricted part").click()
    expect(page.get_by_role("heading", name="Recording a restricted part")).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-part=time]').textContent >= '0:06'")
    page.get_by_role("button", name="End restricted part").click()
    expect(page.get_by_role("heading", name="Recording", exact=True)).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-part=time]').textContent >= '0:03'")
    page.get_by_role("button", name="End the recording").click()
    expect(page.get_by_text("No network")).to_be_visible()
    assert waiting(page) >= 3
    chair.context.set_offline(False)

    expect(page.get_by_text("The recording has ended and all of it is safe")).to_be_visible()
    rows = kept(service, conference)
    assert [row[1] for row in rows] == [False, True, False]
    assert all(row[2] > least for row, least in zip(rows, (5, 5, 2), strict=True)), rows
    chair.errors.clear()  # the browser counts every try as an error


def test_a_computer_that_loses_its_power_loses_the_last_piece_at_most(
    playwright, service, conference, tmp_path
):
    laptop = Laptop(playwright, service, tmp_path)
    page = laptop.switch_on()
    page.goto(f"{service.url}/conferences/{conference}/record/")
    start(page)
    some_is_safe(page)
    page.route(re.compile("/api/"), lambda route: route.abort())
    service.wait_until(lambda: waiting(page) >= 2, "two pieces that wait")
    put_away = waiting(page)
    laptop.lose_power()
    assert laptop.holds(b"OpusHead", b"\x1a\x45\xdf\xa3", b"OpusTags") == []

    page = laptop.switch_on()
    page.goto(f"{service.url}/conferences/{conference}/record/")
    expect(page.get_by_role("heading", name="Not finished")).to_be_visible()
    service.wait_until(lambda: waiting(page) == 0, "the pieces to be sent")
    expect(page.get_by_role("button", name=re.compile("Finish it"))).to_be_enabled()
    take = page.locator("[data-finish]").get_attribute("data-finish")
    key = page.evaluate("take => fetch(`/api/takes/${take}/`).then(a => a.json()).then(a => a.key)", take)
    page.get_by_role("button", name=re.compile("Finish it")).click()
    expect(page.get_by_text("It is finished, and kept as a recording.")).to_be_visible()

    (row,) = kept(service, conference)
    assert row[2] >= 5 * (1 + put_away) - 1
    laptop.lose_power()
    assert laptop.holds(base64.b64decode(key), key.encode(), b"OpusHead") == []


def test_who_is_signed_out_in_mid_meeting_signs_in_elsewhere_and_recording_goes_on(
    chair, service, conference
):
    page = chair.go(f"/conferences/{conference}/record/")
    start(page)
    some_is_safe(page)

    chair.context.clear_cookies()
    expect(page.get_by_text("You were signed out")).to_be_visible()
    other = chair.context.new_page()
    other.goto("/sign-in/")
    other.get_by_label("E-mail address").fill("chair@wexborough.example")
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other).not_to_have_url(re.compile("sign-in"))
    other.close()

    expect(page.get_by_text("You were signed out")).to_be_hidden()
    ends(page)
    ((_, _, seconds, _, _),) = kept(service, conference)
    assert seconds > 8
    chair.errors.clear()  # each try without being signed in


def test_what_is_wrong_is_said_in_plain_words(playwright, service, conference):
    opened = launch(playwright)  # no microphone
    chair = Person(opened, service, "chair")
    page = chair.go(f"/conferences/{conference}/record/")
    other = chair.context.new_page()
    other.goto(f"{service.url}/conferences/{conference}/record/")
    expect(other.get_by_text("The recorder is open in another tab or window")).to_be_visible()

    page.get_by_label("I have read this out to everybody here").check()
    page.get_by_role("button", name="Start recording").click()

    expect(page.get_by_text(re.compile("There is no microphone|may not use the microphone"))).to_be_visible()
    chair.check()
    page.add_init_script("delete window.MediaRecorder")
    page.reload()
    expect(page.get_by_text("This browser cannot record sound.")).to_be_visible()
    chair.close()
    opened.close()
