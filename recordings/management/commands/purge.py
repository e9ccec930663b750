"""`manage.py purge`: what is over goes, or is put before the people who end it. Answers in JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from access import retention
from access.errors import Conflict
from access.models import User
from recordings import actions, keeping, tasks
from recordings.models import Blob, Recording, Upload
from recordings.vault import store


class Command(BaseCommand):
    """Never destroys a recording: two people do. Run it each night."""

    help = "Destroys abandoned uploads and expired rows; lists the recordings whose time is over."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        abandoned = Upload.objects.abandoned().count()
        tasks.sweep_uploads()
        unreadable = _drop_unreadable()
        deleted = retention.purge()
        listed, stopped = _list_due()
        answer = {
            "uploads": abandoned,
            "unreadable": unreadable,
            "deleted": deleted,
            "listed": listed,
            "stopped": stopped,
        }
        self.stdout.write(json.dumps(answer))


def _drop_unreadable() -> int:
    """Sealed objects that lost their key while they were written."""
    names = list(Blob.objects.unreadable().values_list("name", flat=True))
    for name in names:
        store.delete(name)
    return len(names)


def _list_due() -> tuple[list[str], list[str]]:
    """The recordings whose time is over: those put on the list now, and those that something stops."""
    service = User.objects.service("keeping")
    listed, stopped = [], []
    for recording in Recording.objects.unlisted().with_children().iterator(chunk_size=200):
        if not keeping.time_of(recording).is_over:
            continue
        try:
            actions.list_due(recording, by=service)
        except Conflict:
            stopped.append(str(recording.pk))
        else:
            listed.append(str(recording.pk))
    return listed, stopped
