"""A transcription as somebody meets it: under way, stopped, gone on with, and without a model."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Person
from tests.journeys.service import Service, end

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow, pytest.mark.speech]
LONG = 900_000


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """One slow worker, started when a test wants it."""
    running = Service(tmp_path_factory.mktemp("slow"), SPEECH_WORKERS="1", SPEECH_THREADS="1")
    try:
        running.start()
        end(running.worker)
        yield running
    finally:
        running.stop()


@pytest.fixture
def conference(service):
    said = service.manage(
        "shell", "-c", "from tests.journeys import heard; print(heard.recorded('conference_dev'))"
    )
    return said.split()[-1]


@pytest.fixture
def worker(service):
    """Works for one test."""
    yield service.start_worker
    end(service.worker)


def begun(chair, conference, worker):
    """Asked for while nobody works, then taken on."""
    page = chair.go(f"/conferences/{conference}/")
    chair.press("Transcribe")
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()
    worker()
    return page


def some_are_done(page):
    page.wait_for_function(
        "() => Number(document.querySelector('#transcription progress')?.value) > 0", timeout=LONG
    )


def stop(chair):
    """What the page says when the worker has stopped; else the next recording would wait for this one."""
    chair.press("Stop transcribing")
    stopped = chair.page.get_by_text(re.compile(r"We stopped at \d+:\d\d\. The words so far are kept\."))
    expect(stopped).to_be_visible(timeout=60_000)
    return stopped


def test_the_words_appear_as_they_are_done_with_how_far_and_how_long(arrives, conference, worker):
    chair = arrives("chair")
    page = begun(chair, conference, worker)
    chair.follow("Read the words so far")

    expect(page.locator("#words tbody tr").first).to_be_visible(timeout=LONG)
    first = page.locator("#words tbody tr").count()
    expect(page.locator("#words progress")).to_be_visible()
    expect(page.locator("#words")).to_contain_text(re.compile(r"\d+% done, \d+:\d\d of \d+:\d\d\."))
    expect(page.locator("#words")).to_contain_text(
        re.compile(r"(About \d+ minutes?|Less than a minute) left")
    )
    chair.check()
    page.emulate_media(media="print")
    expect(page.locator("#words")).to_be_hidden()
    expect(page.get_by_text("is a working paper and is not printed")).to_be_visible()
    page.emulate_media(media="screen")
    page.wait_for_function(
        "many => document.querySelectorAll('#words tbody tr').length > many", arg=first, timeout=LONG
    )

    chair.go(f"/conferences/{conference}/")
    stop(chair)


def test_stopping_keeps_the_words_so_far_and_going_on_goes_on_from_there(arrives, conference, worker):
    chair = arrives("chair")
    page = begun(chair, conference, worker)
    expect(page.get_by_text(re.compile(r"\d+% done, \d+:\d\d of"))).to_be_visible(timeout=LONG)
    some_are_done(page)

    kept = int(re.search(r"stopped at (\d+):", stop(chair).inner_text())[1])
    chair.check()
    chair.press("Go on")
    expect(page.get_by_text(re.compile(r"\d+% done"))).to_be_visible(timeout=LONG)
    again = page.get_by_text(re.compile(r"\d+% done")).inner_text()
    assert int(re.search(r"done, (\d+):", again)[1]) >= kept
    chair.follow("Read the words so far")

    expect(page.locator("#words tbody tr").first).to_be_visible()
    chair.go(f"/conferences/{conference}/")
    stop(chair)


def test_what_stopped_by_itself_says_why_and_is_tried_again(arrives, conference, worker, service):
    chair = arrives("chair")
    page = chair.go(f"/conferences/{conference}/")
    chair.press("Transcribe")
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()
    service.manage("shell", "-c", "from tests.journeys import heard; heard.stopped('speech_stopped')")

    expect(page.get_by_text("The speech model stopped three times.")).to_be_visible(timeout=60_000)
    chair.check()
    chair.press("Go on")
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()
    worker()

    some_are_done(page)
    stop(chair)


@pytest.fixture(scope="module")
def without_a_model(tmp_path_factory):
    running = Service(tmp_path_factory.mktemp("nomodel"), SPEECH_MODEL="none")
    try:
        yield running.start()
    finally:
        running.stop()


def test_without_a_model_the_page_says_so_and_the_minutes_are_typed(browser, without_a_model):
    said = without_a_model.manage(
        "shell", "-c", "from tests.journeys import heard; print(heard.recorded('conference_short'))"
    )
    chair = Person(browser, without_a_model, "chair")
    page = chair.go(f"/conferences/{said.split()[-1]}/")
    expect(page.get_by_text("No speech model is installed here")).to_be_visible()
    expect(page.get_by_role("button", name="Transcribe")).to_have_count(0)

    chair.press("Type the minutes yourself")
    page.get_by_label("What was said").fill("Good morning, everyone.")
    chair.press("Add it")

    expect(page.get_by_text("Good morning, everyone.")).to_be_visible()
    chair.check()
    chair.close()
