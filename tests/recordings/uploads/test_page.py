"""The upload page and the player in a real browser: progress, a lost network, a reload, and the sound."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.browser import Person, launch
from tests.journeys.service import PASSWORD, Service
from tests.recordings.audio import sounds

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=30_000)
MADE = """
from access.models import User
from tests import factories
print(factories.conference(chair=User.objects.get(email="chair@wexborough.example")).pk)
"""

FIRST_IS_SLOW = """() => {
  const send = XMLHttpRequest.prototype.send;
  let waits = 1000;
  XMLHttpRequest.prototype.send = function (body) {
    setTimeout(() => send.call(this, body), waits);
    waits = 0;
  };
}"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    running = Service(tmp_path_factory.mktemp("service"))
    try:
        running.prepare()
        running.manage("add_user", "chair@wexborough.example", "Margaret Ellison", "chair", said=PASSWORD)
        running.start_web()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def chair(service):
    with sync_playwright() as playwright:
        browser = launch(playwright)
        person = Person(browser, service, "chair")
        yield person
        person.close()
        browser.close()


@pytest.fixture
def page(service, chair):
    conference = service.manage("shell", "--verbosity", "0", "--command", MADE).split()[-1]
    return chair.go(f"/conferences/{conference}/uploads/")


def row(page, name):
    return page.locator(".upload").filter(has_text=name)


def slowly(page, bytes_a_second):
    line = page.context.new_cdp_session(page)
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": bytes_a_second})


def recording(tmp_path, name, seconds=60, pitch=440.0):
    path = tmp_path / name
    sound = sounds.tone(seconds, 48000, channels=2, pitch=pitch)
    path.write_bytes(sounds.recording("wav", "pcm_s16le", sound, rate=48000))
    return path


def test_several_files_go_at_once_and_each_says_what_became_of_it(chair, page, tmp_path):
    document = tmp_path / "Agenda 5 Nov.docx"
    document.write_bytes(b"%PDF-1.7" + bytes(500))
    files = [
        recording(tmp_path, "REC_0006.WAV", 15),
        document,
        recording(tmp_path, "REC_0007.WAV", 20, 300.0),
    ]

    page.locator("#id_recordings").set_input_files(files)

    expect(row(page, "REC_0006.WAV").get_by_text("Sealed")).to_be_visible()
    expect(row(page, "REC_0007.WAV").get_by_text("0 min 20 s, 3.8 MB")).to_be_visible()
    expect(
        row(page, "Agenda").get_by_text("This is a document, not a recording. Nothing was kept.")
    ).to_be_visible()
    chair.check()
    page.reload()
    assert page.locator(".upload__name").all_inner_texts()[:2] == ["REC_0006.WAV", "REC_0007.WAV"]
    expect(page.locator(".upload__name").last).to_have_text(re.compile(r"A file of 1 kB, \d\d:\d\d"))


def test_files_begin_in_the_order_in_which_they_were_chosen_however_slow_the_first_is(page, tmp_path):
    chosen = [recording(tmp_path, f"REC_002{number}.WAV", 1, 200.0 + number) for number in range(4)]
    page.evaluate(FIRST_IS_SLOW)

    page.locator("#id_recordings").set_input_files(chosen)
    expect(page.locator(".upload.is-done")).to_have_count(4)

    page.reload()
    assert page.locator(".upload__name").all_inner_texts() == [path.name for path in chosen]


def test_a_lost_network_and_a_reload_cost_nothing_that_has_arrived(chair, page, tmp_path):
    path, offsets = recording(tmp_path, "REC_0008.WAV", 60), []

    def cut_after_three(route):
        offsets.append(int(route.request.headers["upload-offset"]))
        route.abort() if len(offsets) > 3 else route.continue_()

    uploads = re.compile("/api/uploads/")
    page.route(
        uploads,
        lambda route: cut_after_three(route) if route.request.method == "PATCH" else route.continue_(),
    )
    page.locator("#id_recordings").set_input_files(path)
    held = row(page, "REC_0008.WAV")
    expect(held.get_by_text("Waiting for the network")).to_be_visible()
    expect(held.get_by_text("is safe and will not be sent again. We go on by ourselves")).to_be_visible()
    page.unroute(uploads)
    chair.errors.clear()
    page.reload()
    expect(row(page, "REC_0008.WAV").get_by_text("Choose the same file to go on from there.")).to_be_visible()
    chair.check()

    went_on = []
    page.on("request", lambda request: went_on.append(request.headers.get("upload-offset")))
    page.locator("#id_recordings").set_input_files(path)

    expect(page.get_by_text("1 min 00 s, 12 MB")).to_be_visible()
    expect(page.locator(".upload")).to_have_count(1)
    assert int(next(offset for offset in went_on if offset)) >= max(offsets[:3])
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('upload:')).length") == 0


def test_a_file_is_stopped_and_gone_on_with(chair, page, tmp_path):
    path = recording(tmp_path, "REC_0009.WAV", 60, 350.0)
    slowly(page, bytes_a_second=3_000_000)
    page.locator("#id_recordings").set_input_files(path)

    held = row(page, "REC_0009.WAV")
    expect(held.get_by_role("progressbar", name="REC_0009.WAV")).to_be_visible()
    expect(held.locator("[data-part=text]")).to_have_text(
        re.compile(r"^\d+(\.\d)? of 12 MB, \d+(\.\d)? MB a second\. About \d+ seconds? left\.$")
    )
    held.get_by_role("button", name="Stop REC_0009.WAV").click()
    expect(held.get_by_text("is safe for 24 hours. Go on when you like.")).to_be_visible()
    slowly(page, bytes_a_second=-1)
    held.get_by_role("button", name="Go on REC_0009.WAV").click()

    expect(held.get_by_text("Sealed")).to_be_visible()
    # What the stopped connection still held may be kept after HEAD was answered: a 409, and HEAD again.
    chair.errors.clear()


def test_a_recording_plays_from_its_place_and_back(chair, page, tmp_path):
    page.locator("#id_recordings").set_input_files(recording(tmp_path, "REC_0010.WAV", 90))
    expect(row(page, "REC_0010.WAV").get_by_text("Sealed")).to_be_visible()
    chair.follow("Back to the conference")

    page.get_by_role("link", name="Listen to recording 1").click()
    expect(page.locator("[data-player=now]")).to_have_text(re.compile("0:0[2-9]"))
    page.get_by_label("Place in the recording").fill("60")
    expect(page.locator("[data-player=now]")).to_have_text(re.compile("1:0[1-9]"))
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Back 3 seconds").click()

    place = page.get_by_label("Place in the recording").get_attribute("aria-valuetext")
    assert place.endswith(" of 1 minute 30 seconds, Recording 1")
    assert page.locator("#player-wave .wave").get_attribute("d").count("M") == 300
    chair.check()
