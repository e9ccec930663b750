"""The e-mails that carry a link or a locked PDF: no name, no child, no reason; and what becomes of each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from minutes.requests import notify
from minutes.requests.models import Dispatch

logger = logging.getLogger(__name__)
SUBJECT = "A document for you"
LINK_WORDS = """{council} has sent you a document that you asked for.

Open it here: {link}

You need a code for it, which we give you another way. The link ends on {day}.

If you did not ask for anything, or need help, phone {phone}.
This message does not say what it is about, on purpose.
"""
LOCKED_WORDS = """{council} has sent you a document that you asked for. It is attached
to this message, and it is locked.

You need a password for it, which we give you another way.

If you did not ask for anything, or need help, phone {phone}.
This message does not say what it is about, on purpose.
"""
CODE_WORDS = "{council}: your code is {code}. Do not give it to anybody."

# What became of a message: an id of Notify's or nothing, and why it did not go or nothing.
Told = Callable[[str, str], None]


def link_of(token: str) -> str:
    """Where the recipient opens the copy."""
    return settings.SITE_URL.rstrip("/") + reverse("public:link", args=[token])


def send_link(dispatch: Dispatch, *, token: str, until: datetime, told: Told) -> None:
    """Send the link once this transaction is over, and say how it went."""
    words = {"council": settings.COUNCIL_NAME, "link": link_of(token), "phone": settings.SAFEGUARDING_PHONE}
    words["day"] = date_format(timezone.localtime(until), "l j F Y")
    to = str(dispatch.copy.request.address).strip()
    if notify.is_on("email"):
        message = notify.Message("email", notify.template("email"), to, words)
        _later(lambda: notify.send(message), told)
    else:
        mail = _mail(dispatch, to, LINK_WORDS.format(**words))
        _later(partial(_by_smtp, mail), told)


def send_locked(dispatch: Dispatch, *, locked: bytes, told: Told) -> None:
    """Send the locked PDF once this transaction is over."""
    words = LOCKED_WORDS.format(council=settings.COUNCIL_NAME, phone=settings.SAFEGUARDING_PHONE)
    mail = _mail(dispatch, str(dispatch.copy.request.address).strip(), words)
    mail.attach("document.pdf", locked, "application/pdf")
    _later(partial(_by_smtp, mail), told)


def text_code(number: str, code: str) -> None:
    """The code as a text message. Raises if it cannot go: somebody is waiting to hear that it went."""
    words = {"words": CODE_WORDS.format(council=settings.COUNCIL_NAME, code=code)}
    notify.send(notify.Message("sms", notify.template("sms"), number, words))


def message_id(dispatch: Dispatch) -> str:
    """How an answer from a mail server finds its way back to this sending (bounces.py)."""
    return f"<{dispatch.pk}@{urlsplit(settings.SITE_URL).hostname}>"


def _mail(dispatch: Dispatch, to: str, words: str) -> EmailMessage:
    headers = {"Message-ID": message_id(dispatch), "Auto-Submitted": "auto-generated"}
    return EmailMessage(SUBJECT, words, None, [to], headers=headers)


def _by_smtp(mail: EmailMessage) -> str:
    mail.send()
    return ""


def _later(send: Callable[[], str], told: Told) -> None:
    transaction.on_commit(lambda: told(*_outcome(send)))


def _outcome(send: Callable[[], str]) -> tuple[str, str]:
    """The id under which it went, or why it did not."""
    try:
        return send(), ""
    except SMTPRecipientsRefused:
        return "", Dispatch.Failure.REFUSED
    except SMTPResponseException as error:
        return "", Dispatch.Failure.REFUSED if error.smtp_code >= 500 else Dispatch.Failure.NO_SERVER
    except notify.NotAccepted as error:
        logger.warning("a message was not taken: %s", error)
        return "", Dispatch.Failure.REFUSED if error.status == 400 else Dispatch.Failure.NO_SERVER
    except (SMTPException, OSError):
        return "", Dispatch.Failure.NO_SERVER
