"""Making, taking away and reading a calendar behind a secret address."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from access import audit
from access.models import User
from recordings.reminders.models import CalendarFeed, digest_of


@transaction.atomic
def make_feed(*, by: User) -> str:
    """A new secret address for one's own calendar; the one before ends. The secret is given back once."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.filter(user=by).delete()
    feed = CalendarFeed.objects.create(user=by, digest=digest_of(token))
    audit.record("calendar.address_made", by=by, on=feed)
    return token


@transaction.atomic
def end_feed(*, by: User) -> None:
    """Take the address away: from now on it leads nowhere."""
    for feed in CalendarFeed.objects.filter(user=by):
        audit.record("calendar.address_ended", by=by, on=feed)
        feed.delete()


@transaction.atomic
def note_feed_read(feed: CalendarFeed, *, by: User) -> None:
    """Note that a calendar was read, once a day: programs read it every few minutes."""
    today = timezone.localdate()
    if feed.read_on != today:
        feed.read_on = today
        feed.save(update_fields=["read_on"])
        audit.record("calendar.read", by=by, on=feed)
