"""The reminder of the day, sent once however often this runs."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException

from celery import shared_task
from django.core.mail import send_mail
from django.utils import timezone

from access.models import User
from access.roles import Role
from recordings.calendar.council import council
from recordings.clocks import England
from recordings.reminders.digest import SUBJECT, body, counts_for
from recordings.reminders.models import Digest

logger = logging.getLogger(__name__)
NOT_BEFORE = 7  # in the morning
WITHOUT = (Role.SERVICE, Role.IT)


@shared_task
def remind() -> int:
    """On working days from seven on: one e-mail to each person who has something late, due or moved."""
    now = timezone.localtime()
    if now.hour < NOT_BEFORE or not England(council()).works(now.date()):
        return 0
    people = User.objects.filter(is_active=True).exclude(role__in=WITHOUT)
    done = Digest.objects.filter(day=now.date(), sent_at__isnull=False).values("user")
    return sum(_remind(user, now) for user in people.exclude(pk__in=done))


def _remind(user: User, now: datetime) -> bool:
    if not Digest.objects.claim(user, day=now.date(), now=now):
        return False
    counts = counts_for(user, now.date())
    try:
        if counts.any:
            send_mail(SUBJECT, body(counts), None, [user.email])
    except (OSError, SMTPException):
        logger.warning("reminder for %s did not go; it is tried again", user.pk)
        return False
    Digest.objects.filter(user=user, day=now.date()).update(sent_at=timezone.now())
    return counts.any
