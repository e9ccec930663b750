"""Requests for the minutes, as `pages_data` makes them: open for forty days, then a copy went, or none."""

from datetime import datetime, time, timedelta
from functools import cache

from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.requests.models import CopyFile, Dispatch, MinuteRequest, TypedCopy
from tests.bench.pages_rows import dice, name, numbers, seal_all

OPEN_FOR, TO_THE_COPY = timedelta(days=40), timedelta(days=25)
FIRST_STEPS = ["received", "triage", "checking", "waiting", "with_chair"]
LAST_STEPS = ["checking", "checking", "redacting", "second_check"]


def request(ring, made, held, to, version):
    """Somebody asked up to six weeks after the conference; there is no version while it is not approved."""
    day = held.held_on + timedelta(days=dice.randint(1, 45))
    today = timezone.localdate()
    if day > today:
        return
    open_now = day > today - OPEN_FOR
    key, at = ring.fresh(), timezone.make_aware(datetime.combine(day, time(9, 30)))
    row = MinuteRequest(key=key, reference=f"R-{next(numbers)}", conference=held, channel="letter",
                        received_at=at, created_at=at, taken_by=held.administrator, name=name(),
                        relationship="mother", attendance=to, local_due_on=day + timedelta(days=28),
                        legal_due_on=day + timedelta(days=30), status=_status(open_now, version))  # fmt: skip
    if row.status not in {"received", "triage"}:
        row.triage, row.sorted_at, row.identity_checked_on = "minutes", at, day
    if row.status in {"redacting", "second_check", "delivered"}:
        row.version, row.redacted_by = version, held.administrator
    made[MinuteRequest].append(seal_all(row, key, ring.open[key.pk]))
    if row.status == "delivered":
        _copy(ring, made, row, at + TO_THE_COPY)


def _status(open_now, version):
    if open_now:
        return dice.choice(LAST_STEPS if version else FIRST_STEPS)
    return "delivered" if version and dice.random() < 0.8 else "closed"


def _copy(ring, made, asked, at):
    """The copy that went by post and came."""
    key, other = ring.fresh(), _who(Role.INFORMATION_GOVERNANCE)
    copy = TypedCopy(key=key, request=asked, version=asked.version, number=1, pages=4, words_searched=12,
                     register_number=f"C-{next(numbers)}", made_by=other, made_at=at,
                     redacted_by=asked.redacted_by, approved_by=_who(Role.QUALITY_REVIEWER),
                     released_by=other, released_at=at)  # fmt: skip
    made[TypedCopy].append(copy)
    made[CopyFile].append(CopyFile(copy=copy, format="pdf", blob="none", size=1, sha256="0" * 64))
    day = at.date()
    sent = Dispatch(copy=copy, method="post", state="arrived", tracking="RM 1", pages=4, made_at=at,
                    sent_on=day, delivered_on=day + timedelta(days=2), by=other)  # fmt: skip
    made[Dispatch].append(seal_all(sent, key, ring.open[key.pk]))


@cache
def _who(role):
    return User.objects.filter(role=role).first()
