"""The mailbox is a real one: each message is kept once, moved once it is kept, and answered safely."""

import os
import time
from email import message_from_bytes
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from imap_tools import MailBoxUnencrypted

from access.models import AuditEvent, User
from minutes.requests import actions, answering, intake, mailbox, tasks
from minutes.requests.models import Message, Sent
from tests.requests import letters, made

pytestmark = [pytest.mark.django_db, pytest.mark.server]
State, Aside = Message.State, Message.Aside


@pytest.fixture
def box(settings):
    """A mailbox of its own on the real server."""
    place = urlsplit(os.environ["TESTS_IMAP_URL"])
    account = f"tests-{uuid4().hex}"
    settings.MAILBOX_URL = f"imap://{account}:{place.password}@{place.hostname}:{place.port}/INBOX"
    settings.MAILBOX_ADDRESS = "records@wexborough.example"
    with MailBoxUnencrypted(place.hostname, place.port).login(account, place.password) as opened:
        yield opened


def put(box, *originals):
    for original in originals:
        box.append(original, "INBOX")


def lying_in(box, folder):
    box.folder.set(folder)
    return len(box.uids())


def read():
    counts = mailbox.read_mailbox()
    answering.answer_waiting(by=User.objects.service("mailbox"))
    return counts


def ours(index=-1):
    return message_from_bytes(mail.outbox[index].message().as_bytes())


def test_a_letter_becomes_a_message_to_sort_with_its_original_sealed(box, sign_in):
    original = letters.with_attachment()
    put(box, original)

    assert read().new == 1
    message = Message.objects.get()

    assert (message.state, message.sender, message.attachments) == (State.NEW, "kelly@post.example", 1)
    kept = actions.open_original(message, by=made.family().administrator)
    assert kept == original.replace(b"\n", b"\r\n")
    assert (lying_in(box, "INBOX"), lying_in(box, "Sealed")) == (0, 1)


def test_nothing_of_a_letter_stands_in_the_database_or_the_audit_in_clear(box):
    put(box, letters.raw())

    read()

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Message._meta.db_table}")
        row = repr([bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()])
    lines = repr(list(AuditEvent.objects.values_list("details", flat=True)))
    for word in ("Kelly", "kelly@post", "5 November", "Minutes please"):
        assert word not in row + lines


def test_reading_twice_keeps_and_answers_once(box):
    original = letters.raw()
    put(box, original)

    read()
    put(box, original)
    again = read()

    assert (again.new, again.known) == (0, 1)
    assert Message.objects.count() == 1
    assert len(mail.outbox) == 1
    assert lying_in(box, "Sealed") == 2


def test_two_letters_that_claim_one_id_are_both_kept(box):
    put(
        box,
        letters.raw(message_id="<one@post.example>"),
        letters.raw("Other words", message_id="<one@post.example>"),
    )

    assert read().new == 2


def test_the_answer_says_nothing_of_anybody(box):
    put(box, letters.raw(subject="Alfie Hartley's minutes"))

    read()

    answer, text = ours(), mail.outbox[0].subject + mail.outbox[0].body
    assert mail.outbox[0].to == ["kelly@post.example"]
    assert answer["Subject"].startswith("We have your message [")
    assert answer["Auto-Submitted"] == "auto-replied"
    assert not any(word in text for word in ("Alfie", "Hartley", "Kelly H", "minutes", "conference"))
    assert Message.objects.get().acknowledged_at


@pytest.mark.parametrize("machine", ["out of office", "an empty return path"])
def test_a_machine_makes_no_request_and_gets_no_answer(box, machine):
    put(box, letters.raw(**letters.MACHINES[machine]))

    read()

    assert Message.objects.get().state == State.ASIDE
    assert mail.outbox == []


def test_unwanted_mail_makes_no_request_and_can_be_brought_back(box):
    put(box, letters.raw(**letters.UNWANTED["a flag"]))
    read()
    message = Message.objects.get()

    actions.bring_back(message, by=made.family().administrator)

    assert (message.aside, message.state) == (Aside.SPAM, State.ASIDE)
    assert list(Message.objects.to_sort()) == [message]


def test_an_answer_joins_by_our_token_and_by_the_ids_mail_programs_write(box):
    put(box, letters.raw(message_id="<first@post.example>"))
    read()
    answer = ours()
    put(
        box,
        letters.raw("By token", subject=f"RE: {answer['Subject']}"),
        letters.raw("By our id", In_Reply_To=answer["Message-ID"]),
        letters.raw("By theirs", References="<first@post.example>"),
    )

    read()

    first = Message.objects.get(follows=None)
    assert {one.text for one in first.followed_by.all()} == {"By token", "By our id", "By theirs"}
    assert {one.state for one in first.followed_by.all()} == {State.JOINED}
    assert len(mail.outbox) == 1


def test_an_answer_to_a_logged_request_joins_it_and_waits_to_be_read(box, django_capture_on_commit_callbacks):
    hartley = made.hartley()
    put(box, letters.raw())
    read()
    request = actions.log_message(
        Message.objects.get(),
        conference=hartley.conference,
        asked=made.asked(hartley),
        by=hartley.administrator,
    )
    put(box, letters.raw("On Friday, please", subject=f"RE: {ours()['Subject']}"))

    read()

    assert [one.text.strip() for one in Message.objects.to_read()] == ["On Friday, please"]
    assert request.messages.count() == 2


def test_a_request_from_a_letter_counts_from_the_moment_it_reached_the_council(box):
    hartley = made.hartley()
    put(box, letters.raw(Date="Mon, 1 Jan 2001 00:00:00 +0000"))
    read()
    message = Message.objects.get()

    asked = made.asked(hartley, channel="telephone")
    request = actions.log_message(
        message, conference=hartley.conference, asked=asked, by=hartley.administrator
    )

    assert (request.received_at, request.channel) == (message.received_at, "email")
    assert abs(time.time() - request.received_at.timestamp()) < 3600


def test_a_report_about_our_answer_is_a_failed_delivery_somebody_must_see(box):
    put(box, letters.raw())
    read()
    put(box, letters.report(ours()["Message-ID"]), letters.report("<somebody-elses@post.example>"))

    read()

    assert Sent.objects.get().failed_at
    first = Message.objects.get(follows=None, aside="")
    assert first.followed_by.get().aside == Aside.BOUNCE
    assert Message.objects.set_aside().count() == 1
    assert len(mail.outbox) == 1


def test_a_report_about_a_copy_that_went_by_e_mail_brings_it_back_to_the_board(box):
    copy = made.released(made.hartley(), delivery="email", address="kelly@post.example", code_by="in_person")
    dispatch = copy.dispatches.get()
    dispatch.state = "sent"
    dispatch.save()
    put(
        box,
        letters.report(f"<{dispatch.pk}@localhost>"),
        letters.raw("Thanks", References=f"<{dispatch.pk}@localhost>"),
    )

    read()

    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.failure) == ("came_back", "bounced")
    assert {message.request for message in Message.objects.all()} == {copy.request}
    assert [message.text.strip() for message in Message.objects.to_read()] == ["Thanks"]


def test_two_machines_do_not_answer_each_other_for_ever(box):
    for number in range(5):
        put(box, letters.raw(f"I am out of office, number {number}"))
        read()

    assert Message.objects.to_sort().count() == 5
    assert len(mail.outbox) == 3


def test_a_letter_without_an_address_is_kept_and_not_answered(box):
    put(box, b"Subject: x\r\n\r\nNo sender\r\n", b"From: nobody at all\r\n\r\nwords\r\n")

    assert read().new == 2
    assert mail.outbox == []


def test_a_letter_that_is_too_large_is_known_by_its_beginning(box, monkeypatch):
    monkeypatch.setattr(mailbox, "LARGEST", 5000)
    monkeypatch.setattr(mailbox, "FIRST_PIECE", 2000)
    put(box, letters.with_attachment(b"x" * 20_000))

    read()

    message = Message.objects.get()
    assert (message.is_cut, message.size, message.sender) == (True, 2000, "kelly@post.example")


@pytest.mark.parametrize("kind", sorted(set(letters.RUBBISH) - {"nothing"}))
def test_rubbish_is_kept_and_stops_nothing(box, kind):
    put(box, letters.RUBBISH[kind], letters.raw())

    assert read().new == 2
    assert lying_in(box, "INBOX") == 0


def test_what_the_mail_server_does_not_take_is_answered_later(box, settings):
    put(box, letters.raw())
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1

    read()
    assert Message.objects.get().acknowledged_at is None

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.read_mailbox()
    assert Message.objects.get().acknowledged_at


def test_the_command_says_what_it_found(box, capsys):
    put(box, letters.raw())

    call_command("read_mailbox")

    assert capsys.readouterr().out == "1 new, 0 known, 1 answered\n"


def test_a_wrong_password_is_said_without_it(box, settings):
    settings.MAILBOX_URL = settings.MAILBOX_URL.replace(urlsplit(settings.MAILBOX_URL).password, "wrong")

    with pytest.raises(CommandError, match="could not be read: MailboxLoginError"):
        call_command("read_mailbox")
    tasks.read_mailbox()  # says so in the log, and goes on


def test_only_the_reading_knows_of_attachments(box):
    """No line of ours opens one: what hangs on a letter is bytes from first to last."""
    put(box, letters.with_attachment(b"\x00MZ not to be run"))

    read()

    message = Message.objects.get()
    assert "MZ" not in message.text + message.subject
    assert intake.read(letters.with_attachment()).attachments == 1
