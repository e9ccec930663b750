"""From a recording to a typed copy in a parent's hand: chair, administrator, and a second person.

Afterwards nothing of it may be readable in anything the service wrote.
"""

import re
import sqlite3
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys import plaintext
from tests.journeys.people import Administrator, Chair, SecondAdministrator

SHORT = Path(__file__).resolve().parents[2] / "samples" / "conference_short.m4a"
SPOKEN = "why we are here today"  # the chair says so, 46 seconds in; nobody types it
TYPED = "The kitchen window has been mended."
SECRETS = ["Alfie", "Maisie", "Hartley", "Okafor", "Whitcombe", "St Oswin", "Crescent", SPOKEN, TYPED,
           "social worker for", "apologies from", "Children Act", "birth certificates seen"]  # fmt: skip

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.speech, pytest.mark.slow]


@pytest.fixture(scope="module")
def journey(service, browser, tmp_path_factory):
    """The whole walk, once; what it downloaded."""
    downloads = tmp_path_factory.mktemp("downloads")
    administrator = Administrator(browser, service, "administrator")
    conference = administrator.plans_a_conference()
    chair = Chair(browser, service, "chair")
    chair.adds_the_recording(conference, SHORT)
    chair.has_it_transcribed(conference)
    chair.names_the_voices(conference)
    chair.confirms_who_was_in_the_room(conference)
    chair.checks_the_minutes(conference, add=TYPED)
    chair.approves()
    request = administrator.logs_a_request(conference)
    administrator.checks_who_asks(request)
    administrator.redacts(request)
    second = SecondAdministrator(browser, service, "second.administrator")
    second.agrees_and_releases(request)
    files = second.downloads_the_copy(request, downloads)
    yield files
    for person in (administrator, chair, second):
        person.close()


@pytest.fixture(scope="module")
def pdf_text(journey):
    pages = PdfReader(journey["pdf"]).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_pdf_holds_what_was_said_and_what_the_chair_typed(pdf_text):
    assert SPOKEN in pdf_text
    assert TYPED in pdf_text


def test_the_pdf_says_whose_copy_it_is(pdf_text):
    assert "Kelly Hartley" in pdf_text


def test_the_word_copy_opens_and_holds_the_same(journey):
    from docx import Document

    words = " ".join(paragraph.text for paragraph in Document(journey["docx"]).paragraphs)
    assert SPOKEN in words
    assert TYPED in words


def test_every_step_is_on_the_audit_and_the_audit_holds(journey, service):
    assert '"ok": true' in service.manage("audit", "verify")
    with sqlite3.connect(f"file:{service.data / 'db.sqlite3'}?mode=ro", uri=True) as database:
        verbs = {verb for (verb,) in database.execute("SELECT DISTINCT verb FROM access_auditevent")}
    database.close()
    wanted = {"conference.added", "recording.received", "recording.listened", "transcript.finished"}
    wanted |= {"speaker.named", "presence.confirmed", "minutes.approved"}
    assert wanted <= verbs, sorted(verbs)


def test_nothing_of_it_is_readable_in_anything_the_service_wrote(journey, service):
    """The database and its WAL, sealed recordings, uploads, the broker's folder, temporary files, logs."""
    written = {
        path.relative_to(service.folder).parts[0] for path in service.folder.rglob("*") if path.is_file()
    }
    assert {"data", "logs"} <= written
    assert (service.data / "db.sqlite3-wal").exists()
    assert plaintext.find(service.folder, SECRETS, plaintext.pieces_of(SHORT)) == []
