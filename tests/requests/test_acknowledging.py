"""Who hears that we have a request that was written down by hand; and which mailboxes are not read."""

import pytest
from django.core import mail
from django.utils import timezone

from access.models import User
from minutes.requests import actions, answering, mailbox
from tests.requests import made

pytestmark = pytest.mark.django_db


def test_a_safe_contact_hears_of_a_request_that_was_written_down_by_hand(settings):
    hartley = made.hartley()
    asked = made.asked(
        hartley, channel="telephone", safe_email="kelly.safe@post.example", received_at=timezone.now()
    )
    request = actions.log_request(hartley.conference, asked=asked, by=hartley.administrator)

    service = User.objects.service("mailbox")
    assert (answering.answer_waiting(by=service), answering.answer_waiting(by=service)) == (1, 0)

    assert mail.outbox[0].to == ["kelly.safe@post.example"]
    assert request.reference not in str(mail.outbox[0].message())


@pytest.mark.parametrize("url", ["imap://a:b@mail.example/INBOX", "pop3://a:b@mail.example"])
def test_a_line_that_others_can_read_is_refused(settings, url):
    settings.MAILBOX_URL = url

    with pytest.raises(mailbox.MailboxProblem, match="imaps://"):
        mailbox.read_mailbox()


def test_without_a_mailbox_nothing_is_read(settings):
    settings.MAILBOX_URL = ""

    assert mailbox.read_mailbox() == mailbox.Counts()
