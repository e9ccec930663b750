"""What is over goes by itself, or is put before the people who end it. No record is destroyed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypedDict

from access import retention
from access.errors import Conflict
from access.models import User
from recordings import actions, keeping
from recordings.models import Blob, Conference, Recording, RetentionRule
from recordings.vault import store

Purger = Callable[[], int]
PURGERS: list[Purger] = []
AT_ONCE = 200


def add_purger(purger: Purger) -> None:
    """An app says, when it is ready, how it destroys its own working papers; how many they were is told."""
    PURGERS.append(purger)


class Purged(TypedDict):
    """What went, and the ids of the recordings and records whose time is over: listed now, or stopped."""

    unreadable: int
    papers: int
    deleted: dict[str, int]
    listed: list[str]
    stopped: list[str]


def purge() -> Purged:
    """Drop what nobody can open or needs any more, and list what is due. Safe to run twice."""
    listed, stopped = _list_due()
    return {
        "unreadable": _drop_unreadable(),
        "papers": sum(purger() for purger in PURGERS),
        "deleted": retention.purge(),
        "listed": listed,
        "stopped": stopped,
    }


def _drop_unreadable() -> int:
    """Sealed objects that lost their key while they were written."""
    names = list(Blob.objects.unreadable().values_list("name", flat=True))
    for name in names:
        store.delete(name)
    return len(names)


def _list_due() -> tuple[list[str], list[str]]:
    service = User.objects.service("keeping")
    listed, stopped = [], []
    for one in _over():
        try:
            actions.list_due(one, by=service)
        except Conflict:
            stopped.append(str(one.pk))
        else:
            listed.append(str(one.pk))
    return listed, stopped


def _over() -> Iterator[Recording | Conference]:
    """What nobody has listed yet and whose time is over: recordings, then whole records."""
    recordings = Recording.objects.unlisted().with_children().iterator(chunk_size=AT_ONCE)
    for some in _batches(recordings):
        yield from (one for one, time in zip(some, keeping.times_of(some), strict=True) if time.is_over)
    rules = RetentionRule.objects.all()
    for conference in Conference.objects.without_ending().with_people().iterator(chunk_size=AT_ONCE):
        if keeping.time_of_record(conference, rules).is_over:
            yield conference


def _batches(recordings: Iterator[Recording]) -> Iterator[list[Recording]]:
    while some := list(islice(recordings, AT_ONCE)):
        yield some
