"""Odd letters in a real mailbox, and a reader that is killed at every step: nothing lost, nothing doubled."""

import json
import os
import subprocess
import sys
from email import message_from_bytes, policy

import pytest

from minutes.requests import actions, arrivals
from minutes.requests.models import Message
from tests.requests import letters, made
from tests.requests.test_mailbox import box, lying_in, put, read

pytestmark = [pytest.mark.django_db, pytest.mark.server]
State = Message.State
__all__ = ["box"]


def through(original: bytes, address: str) -> bytes:
    """The same letter as it comes by way of another address of ours."""
    return f"Delivered-To: {address}\r\nReceived: by {address}; now\r\n".encode() + original


def test_one_letter_that_comes_through_two_addresses_is_kept_once(box):
    original = letters.raw(message_id="<one@post.example>")
    put(box, through(original, "records@wexborough.example"), through(original, "minutes@wexborough.example"))

    counts = read()

    assert (counts.new, counts.known) == (1, 1)
    assert lying_in(box, "INBOX") == 0


def test_the_same_words_sent_again_are_another_letter_beside_the_first(box):
    put(box, letters.raw(), letters.raw())

    assert read().new == 2

    first, second = Message.objects.order_by("received_at", "pk")
    assert arrivals.alike(first, made.family().administrator) == [second]


def test_one_id_with_something_else_hanging_on_it_is_another_letter(box):
    bare = letters.raw(message_id="<one@post.example>")
    more = message_from_bytes(bare, policy=policy.default)
    more.add_attachment(b"authority", maintype="application", subtype="pdf")
    put(box, bare, more.as_bytes())

    assert read().new == 2


@pytest.mark.parametrize(
    "day", ["Sat, 31 Feb 2026 25:61:00 +0000", "not a day", "Fri, 1 Jan 2199 00:00:00 +0000"]
)
def test_what_a_letter_says_of_its_day_counts_for_nothing(box, day):
    put(
        box,
        letters.raw(Date="Thu, 1 Jan 2026 00:00:00 +0000").replace(
            b"Thu, 1 Jan 2026 00:00:00 +0000", day.encode()
        ),
    )

    read()

    message = Message.objects.get()
    assert 0 <= (message.created_at - message.received_at).total_seconds() < 600


def test_a_letter_of_twenty_megabytes_is_kept_whole(box):
    content = os.urandom(1024) * (20 * 1024)
    put(box, letters.with_attachment(content))

    read()

    message = Message.objects.get()
    kept = message_from_bytes(
        actions.open_original(message, by=made.family().administrator), policy=policy.default
    )
    (hanging,) = kept.iter_attachments()
    assert (message.is_cut, hanging.get_content()) == (False, content)


def test_a_letter_in_somebody_elses_name_joins_nothing_and_is_told_nothing(box):
    """Their address in From is no proof: it waits to be sorted, and the answer goes to the address."""
    hartley = made.hartley()
    put(box, letters.raw())
    read()
    request = actions.log_message(
        Message.objects.get(),
        conference=hartley.conference,
        asked=made.asked(hartley),
        by=hartley.administrator,
    )
    put(box, letters.raw("Send it to 9 Harbour Lane instead", Reply_To="thief@post.example"))

    read()

    forged = Message.objects.get(state=State.NEW)
    assert (forged.request, forged.follows) == (None, None)
    assert request.messages.count() == 1
    request.refresh_from_db()
    assert request.address == made.asked(hartley).address


def test_an_answer_with_our_token_from_another_address_says_so_and_changes_nothing(box):
    put(box, letters.raw(message_id="<first@post.example>"))
    read()
    put(box, letters.raw("Me again", sender="Thief <thief@post.example>", References="<first@post.example>"))

    read()

    joined = Message.objects.exclude(follows=None).get()
    assert joined.handled_at is None
    assert arrivals.message_page(joined, made.family().administrator)["other_address"]


@pytest.mark.slow
def test_a_reader_that_is_killed_at_every_step_loses_nothing_and_doubles_nothing():
    command = [sys.executable, "-m", "tests.bench.mailbox_kills", "--kills", "3"]
    found = subprocess.run(command, capture_output=True, check=True, timeout=300)

    assert json.loads(found.stdout.splitlines()[-1])["steps"] == 12
