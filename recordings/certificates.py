"""The certificate of a destruction as PDF: what, when, why, by whom, by which rule, until which backup.

It names nobody whom the recording was about, for it is kept longer than the record. Facts go in as data: none
of them is ever part of the program that Typst runs.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings
from django.utils import timezone

from access.models import User
from recordings.models import Destruction, Recording, RetentionRule

TEMPLATE = Path(__file__).with_name("certificate.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]


def draw(done: Destruction, *, held: str = "", children: int = 0) -> bytes:
    """The finished PDF; `held` is what a whole record held, and how many children ended with it."""
    made = typst.Compiler(_template()).compile(
        format="pdf",
        sys_inputs={"certificate": json.dumps(facts(done, held, children))},
        pdf_standards=STANDARDS,
        timestamp=int(cast(datetime, done.approved_at).timestamp()),
    )
    return cast(bytes, made)


def digest(made: bytes) -> str:
    """What the audit notes of the file, so that it can be checked later."""
    return hashlib.sha256(made).hexdigest()


def facts(done: Destruction, held: str, children: int) -> dict[str, Any]:
    """Everything that the certificate says."""
    conference = done.about
    what = _recording(done.recording) if done.recording else _record(held, children)
    return {
        "council": settings.COUNCIL_NAME,
        "number": str(done.pk),
        "facts": [
            what[0],
            ["Of", f"{conference.get_type_display()} conference on {day(conference.held_on)}"],
            ["Chaired by", conference.chair.name],
            *what[1:],
            ["Conference", str(conference.pk)],
            ["Destroyed", moment(done.approved_at)],
            ["Why", f"Its time was over on {day(done.ends_on)}, and nothing stopped its ending"],
            ["Rule", _rule(done.rule)],
            ["Proposed by", _who(done.proposed_by, done.proposed_at)],
            ["Approved by", _who(done.approved_by, done.approved_at)],
            ["Last backup", f"The last backup that could open it ends on {day(done.backups_end_on)}"],
        ],
    }


def _recording(recording: Recording) -> list[list[str]]:
    return [
        ["What", f"A sound recording, {recording.length} long, {recording.size:,} bytes"],
        ["Recording", str(recording.pk)],
        ["Its sealed bytes", f"SHA-256 {recording.blob_sha256}"],
        ["Its key", f"{recording.key_id}, destroyed first"],
    ]


def _record(held: str, children: int) -> list[list[str]]:
    return [
        ["What", "The whole record of a conference, and everything that hangs from it"],
        ["Its keys, destroyed first", f"Of: {held}"],
        ["Children who are in no other record", f"{children}: names, dates of birth and references"],
    ]


def day(given: date | None) -> str:
    """Thursday 5 November 2026."""
    return f"{given:%A %-d %B %Y}" if given else ""


def moment(given: datetime | None) -> str:
    """Thursday 5 November 2026 at 10:02."""
    local = timezone.localtime(given)
    return f"{day(local.date())} at {local:%H:%M}"


def _rule(rule: RetentionRule) -> str:
    return f"{rule.words}. In force since {day(rule.effective_from)} (version {rule.pk})"


def _who(user: User | None, at: datetime | None) -> str:
    return f"{user.name}, {user.get_role_display().lower()}, {moment(at)}" if user else ""


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
