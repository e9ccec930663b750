"""Says that we have somebody's message: no name, no child, no reason, and only where it is safe to say it.

An answer goes out before it is noted. After a crash it goes out once more with the same id, so that their
mail program shows it once; none is lost.
"""

from __future__ import annotations

import logging
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.formats import date_format

from access.models import User
from minutes.requests import actions
from minutes.requests.models import Message, MinuteRequest
from minutes.requests.threads import message_id, token_of

logger = logging.getLogger(__name__)
SUBJECT = "We have your message"
ROBOT = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "auto_reply"}


def answer_waiting(*, by: User) -> int:
    """Send each acknowledgement that is due. What the mail server does not take is tried again later."""
    sent = 0
    for message in Message.objects.to_acknowledge().select_related("key"):
        if _sent(message.pk, to=message.sender, on=timezone.localdate(message.received_at)):
            actions.note_acknowledged(message, by=by)
            sent += 1
    for request in MinuteRequest.objects.to_acknowledge().select_related("key"):
        if _sent(request.pk, to=request.safe_email, on=timezone.localdate(request.received_at)):
            actions.note_request_acknowledged(request, by=by)
            sent += 1
    return sent


def _sent(pk: UUID, *, to: str, on: date) -> bool:
    subject = f"{SUBJECT} [{token_of(pk)}]"
    headers = {**ROBOT, "Message-ID": message_id(pk)}
    mail = EmailMessage(subject, _words(date_format(on, "j F")), None, [to], headers=headers)
    try:
        mail.send()
    except OSError:
        logger.warning("message %s: the acknowledgement could not be sent yet", pk)
        return False
    return True


def _words(day: str) -> str:
    return (
        f"Thank you. We received your message on {day} and will reply by post or as you asked us to.\n\n"
        "Please do not send private details by e-mail. If you write to us again about this, answer this "
        "e-mail or leave the letters in square brackets in its subject.\n\n"
        f"Phone {settings.SAFEGUARDING_PHONE} if you need help.\n"
    )
