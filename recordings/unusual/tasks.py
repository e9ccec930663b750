"""The worker looks through the access log for unusual listening by itself."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from access.models import User
from recordings.calendar.council import council
from recordings.clocks import England
from recordings.unusual import actions
from recordings.unusual.looking import unusual


@shared_task
def look() -> int:
    """Note what is unusual yesterday and today; how many were new. Safe to run twice."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    service, england = User.objects.service("unusual-listening"), England(council())
    found = unusual(since=midnight - timedelta(days=1), works=england.works)
    return sum(actions.note(one, about=user, by=service) for user, one in found)
