"""Short periodic work for requests; each is safe to run twice."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from access.models import User
from minutes.requests import actions, after, answering, dates, mailbox
from minutes.requests.models import Message, MinuteRequest

logger = logging.getLogger(__name__)


@shared_task
def read_mailbox() -> None:
    """Keep what came, and say that we have it."""
    try:
        counts = mailbox.read_mailbox()
    except mailbox.MailboxProblem as problem:
        logger.warning("%s", problem)
    else:
        if counts.new:
            logger.info("mailbox: %s new messages", counts.new)
    answering.answer_waiting(by=User.objects.service("mailbox"))


@shared_task
def tend_requests() -> None:
    """What nobody has sorted in time counts as both; what was set aside long ago goes."""
    service = User.objects.service("requests")
    for request in MinuteRequest.objects.unsorted():
        if dates.triage_due(request.received_at) < timezone.localdate():
            actions.treat_as_both(request, by=service)
    for message in Message.objects.forgettable():
        actions.forget_message(message, by=service)


@shared_task
def look_after_sendings() -> None:
    """What will not arrive any more comes back to the board by itself."""
    after.look_after_sendings()
