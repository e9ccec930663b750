"""The chair is told by e-mail that a draft is ready: a number, and no name and no word of the case."""

import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.urls import reverse

from access.roles import Role
from minutes.models import Minutes
from minutes.tasks import start_due_drafts
from tests.minutes import made

pytestmark = pytest.mark.django_db


class Kept(Message):
    """Keeps what it was sent."""

    def __init__(self):
        super().__init__()
        self.messages = []

    def handle_message(self, message):
        self.messages.append(message)


@pytest.fixture
def port(settings):
    """A free port that the service sends its mail to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found
    return found


@pytest.fixture
def mailbox(port):
    """A real mail server."""
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept.messages
    server.stop()


@pytest.fixture
def drafted(world, django_capture_on_commit_callbacks):
    def draft():
        made.transcript(world.conference, made.small_words(), recording=world.recording)
        with django_capture_on_commit_callbacks(execute=True):
            return start_due_drafts()

    return draft


def test_the_chair_gets_a_number_and_the_address_of_the_sign_in(world, drafted, mailbox, settings):
    drafted()

    (message,) = mailbox
    assert message["To"] == world.people[Role.CHAIR].email
    assert message["Subject"] == "You have work to do"
    assert message.get_payload(decode=True).decode().replace("\r\n", "\n").strip() == (
        f"1 draft is ready to be checked. Sign in to see it: {settings.SITE_URL}{reverse('access:sign_in')}"
        "\n\nThis message holds no case details on purpose."
    )


def test_the_notice_names_nobody_and_nothing_that_means_anything_outside(world, drafted, mailbox):
    drafted()

    (message,) = mailbox
    people = [world.people[Role.CHAIR].name, *(person.name for person in world.conference.people.all())]
    child = world.conference.children.get().child
    for word in [*people, child.name, child.case_reference, str(world.conference.pk), "5 Nov"]:
        assert word not in message.as_string()


def test_nothing_is_sent_when_the_draft_is_not_kept(world, mailbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        made.minutes_of(world.conference, recording=world.recording)

    assert mailbox == []


def test_a_mail_server_that_is_away_never_loses_the_draft(world, drafted, port, caplog):
    assert drafted() == 1

    assert Minutes.objects.get(conference=world.conference).status == Minutes.Status.DRAFT
    assert "the notice of a draft could not be sent" in caplog.text
    assert world.people[Role.CHAIR].email not in caplog.text
