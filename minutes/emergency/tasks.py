"""Telling those who review that a record was opened, within seconds and without a word about whose."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from access.models import User
from access.roles import PERMISSIONS, May
from minutes.emergency import actions
from minutes.emergency.models import Opening
from recordings.calendar.council import council

logger = logging.getLogger(__name__)
SUBJECT = "You have work to do"


@shared_task
def tell() -> int:
    """Send what was not sent yet. What is not taken is tried again; the board of those who review has it."""
    return sum(_told(opening) for opening in Opening.objects.untold().order_by("opened_at"))


def reviewers_of(opening: Opening) -> list[User]:
    """Everybody whose work it is to review it."""
    roles = [role for role, may in PERMISSIONS.items() if May.REVIEW_EMERGENCY in may]
    people = User.objects.filter(is_active=True, role__in=roles).exclude(pk=opening.user_id)
    return [one for one in people if Opening.objects.visible_to(one).filter(pk=opening.pk).exists()]


def words(opening: Opening) -> str:
    """No name, no reason, no reference: what there is to do, and by when."""
    by = opening.review_due(council())
    address = settings.SITE_URL.rstrip("/") + reverse("access:sign_in")
    return (
        f"A record was opened in an emergency. Review it by {by:%A %-d %B}. Sign in to see it: {address}\n\n"
        "This message holds no case details on purpose.\n"
    )


def _told(opening: Opening) -> bool:
    people = reviewers_of(opening)
    try:
        for one in people:
            send_mail(SUBJECT, words(opening), None, [one.email])
    except (OSError, SMTPException):
        logger.warning("opening %s: the notice did not go; it is tried again", opening.pk)
        return False
    actions.note_told(opening, people=len(people), by=User.objects.service("emergency-notices"))
    return True
