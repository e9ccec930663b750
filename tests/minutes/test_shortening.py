"""A shorter wording: only what the paragraph says is taken, whatever a server answers; nothing is logged."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, language_model, saving, text
from minutes.remaining import remaining
from tests.minutes import made

pytestmark = pytest.mark.django_db


class Model:
    """A small server that speaks the protocol, or does not."""

    def __init__(self):
        self.answer, self.status, self.asked, self.wait, self.drip = "", 200, [], 0.0, False
        model, self.going = self, threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                model.asked[-1]["authorization"] = self.headers.get("Authorization")
                model.going.wait(model.wait)
                body = model.body()
                self.send_response(model.status)
                if model.status == 302:
                    self.send_header("Location", "http://192.0.2.1/")
                self.end_headers()
                for at in range(0, len(body), 20 if model.drip else len(body)):
                    if model.drip:
                        time.sleep(0.05)
                    self.wfile.write(body[at : at + (20 if model.drip else len(body))])

            def log_message(self, *said):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *said: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def body(self):
        if isinstance(self.answer, bytes):
            return self.answer
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.answer}}]}).encode()

    def stop(self):
        self.going.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def model(settings):
    running = Model()
    settings.LANGUAGE_MODEL_URL = f"http://127.0.0.1:{running.server.server_port}/v1"
    settings.LANGUAGE_MODEL_KEY = "key of the model"
    settings.LANGUAGE_MODEL_SECONDS = 20
    yield running
    running.stop()


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world, chair):
    return actions.start_checking(made.minutes_of(world.conference, recording=world.recording), by=chair)


def school(minutes):
    return next(
        p
        for _, p in text.paragraphs(saving.newest(minutes).content)
        if "attend" in p["sentences"][0]["text"].lower()
    )


def test_what_is_supported_is_taken_and_keeps_seconds_and_checks(minutes, chair, model):
    model.answer = "His attendance is 81 per cent.\nHe is kind boy."
    before = school(minutes)
    left = [one.id for one in remaining(minutes, saving.newest(minutes).both).flags]
    proposals = actions.propose_wording(minutes, paragraph=before["id"], by=chair)
    assert [one.may_be_taken for one in proposals] == [True, True]
    assert model.asked[0]["authorization"] == "Bearer key of the model"

    actions.take_wording(minutes, paragraph=before["id"], wording=[proposals[0].text], based_on=1, by=chair)

    after = school(minutes)
    assert [s["text"] for s in after["sentences"]] == ["His attendance is 81 per cent.", "He is a kind boy."]
    assert [s["sources"] for s in after["sentences"]] == [s["sources"] for s in before["sentences"]]
    assert [one.id for one in remaining(minutes, saving.newest(minutes).both).flags] == left


@pytest.mark.parametrize("wording", [["Attendance is 91 per cent."], [""], ["His attendance is good."]])
def test_what_is_not_supported_is_refused_whoever_sends_it(minutes, chair, model, wording):
    with pytest.raises(Conflict, match="does not say"):
        actions.take_wording(minutes, paragraph=school(minutes)["id"], wording=wording, based_on=1, by=chair)
    assert saving.newest(minutes).number == 1


def test_a_wording_for_an_older_version_is_not_taken(minutes, chair, model):
    actions.change_template(minutes, template="signs_of_safety", by=chair)

    with pytest.raises(Conflict, match="saved meanwhile"):
        actions.take_wording(minutes, paragraph=school(minutes)["id"], wording=["x"], based_on=1, by=chair)


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, "x"),
        (302, "x"),
        (200, b"not json"),
        (200, b"[]"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": 7}}]}'),
        (200, b"[" * 50_000),
        (200, "  "),
        (200, b"x" * 100_000),
        (200, b""),
    ],
)
def test_rubbish_is_no_answer_and_no_word_of_it_is_logged(minutes, chair, model, caplog, status, answer):
    model.status, model.answer = status, answer

    with pytest.raises(Conflict, match="gave no answer"):
        actions.propose_wording(minutes, paragraph=school(minutes)["id"], by=chair)
    assert "attendance" not in caplog.text.lower()


@pytest.mark.parametrize("how", ["hangs", "drips"])
def test_a_server_that_hangs_or_drips_is_left(minutes, chair, model, settings, how):
    settings.LANGUAGE_MODEL_SECONDS = 0.5
    model.answer, model.wait, model.drip = "x" * 2000, 60 if how == "hangs" else 0, how == "drips"

    with pytest.raises(Conflict, match="gave no answer"):
        actions.propose_wording(minutes, paragraph=school(minutes)["id"], by=chair)


@pytest.mark.parametrize(
    "address",
    ["http://8.8.8.8/v1", "https://8.8.8.8/v1", "http://no.such.host.invalid/v1", "http://127.0.0.1:1/v1"],
)
def test_a_public_or_absent_machine_is_never_asked(minutes, chair, settings, address):
    settings.LANGUAGE_MODEL_URL = address

    with pytest.raises(Conflict, match="gave no answer"):
        actions.propose_wording(minutes, paragraph=school(minutes)["id"], by=chair)


def test_https_is_spoken_where_the_address_says_so(settings):
    settings.LANGUAGE_MODEL_URL = "https://127.0.0.1:1/v1"

    with pytest.raises(language_model.NoAnswer, match="ConnectionRefusedError"):
        language_model.shorter("x")


def test_without_an_address_there_is_no_button_and_nothing_is_asked(minutes, chair, sign_in):
    page = sign_in(chair).get(f"/minutes/{minutes.pk}/paragraphs/{school(minutes)['id']}/").text

    assert "shorter wording" not in page
    with pytest.raises(Conflict, match="No language model is set up"):
        actions.propose_wording(minutes, paragraph=school(minutes)["id"], by=chair)


def test_the_restricted_part_is_never_sent(minutes, chair, model):
    [(_, paragraph)] = list(text.paragraphs(saving.newest(minutes).restricted))[:1]

    with pytest.raises(Conflict, match="never sent anywhere"):
        actions.propose_wording(minutes, paragraph=paragraph["id"], by=chair)
    assert model.asked == []


def test_the_page_strikes_out_and_takes_and_the_api_does_the_same(minutes, chair, model, sign_in):
    model.answer = "His attendance is 81 per cent. He is a kind boy, and he hits others."
    browser, there = sign_in(chair), f"/minutes/{minutes.pk}/paragraphs/{school(minutes)['id']}/"
    assert "Propose a shorter wording" in browser.get(there).text

    page = browser.post(f"{there}shorter/").text
    assert "<del>and he hits others.</del>" in page
    assert page.count('name="wording"') == 1
    assert browser.post(f"{there}shorter/take/", {"wording": "x"}).status_code == 409
    browser.post(f"{there}shorter/take/", {"wording": "His attendance is 81 per cent.", "based_on": "1"})
    assert school(minutes)["sentences"][0]["text"] == "His attendance is 81 per cent."

    api = f"/api{there}shorter/"
    assert [row["may_be_taken"] for row in browser.post(api).json()] == [True, False]
    sent = {"based_on": 2, "wording": ["He is kind boy."]}
    assert (
        browser.post(f"{api}take/", sent, content_type="application/json").json()["what"] == "wording_taken"
    )


def test_the_audit_says_that_it_was_asked_and_not_what(minutes, chair, model):
    model.answer = "His attendance is 81 per cent."
    actions.propose_wording(minutes, paragraph=school(minutes)["id"], by=chair)

    assert set(AuditEvent.objects.get(verb="wording.asked_for").details) == {"paragraph"}
