"""What comes through the public page: how much of it is taken, and how it is kept."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from access.models import User
from minutes.requests import actions
from minutes.requests.actions import Arrived
from minutes.requests.models import Message
from minutes.requests.threads import id_digest

HOUR = timedelta(hours=1)
FROM_ONE = 5  # in an hour: a library or a family centre has one address for many people
FROM_ALL = 60


def takes_more_from(source: str) -> bool:
    """Whether this address, and all together, have sent little enough in the last hour."""
    recent = Message.objects.filter(channel=Message.Channel.WEB, created_at__gte=timezone.now() - HOUR)
    return recent.filter(source_digest=id_digest(source)).count() < FROM_ONE and recent.count() < FROM_ALL


def take(said: dict[str, Any], *, source: str, by: User) -> Message | None:
    """Keep what was typed. A filled trap means a machine: it is set aside, and answered as any other."""
    words = {name: said[name] for name in ("name", "wanted", "contact")}
    text = f"{words['wanted']}\n\nHow we can reach them safely:\n{words['contact']}"
    kept = {**words, "on": timezone.localdate().isoformat()}
    arrived = Arrived(
        channel=Message.Channel.WEB,
        received_at=timezone.now(),
        original=json.dumps(kept, ensure_ascii=False).encode(),
        name=words["name"],
        text=text,
        aside=Message.Aside.SPAM if said["website"] else "",
        source=source,
    )
    return actions.receive_message(arrived, by=by)
