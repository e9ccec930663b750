"""What is unusual in what one person heard and was refused: pure. Each is a reason to ask, no verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil
from uuid import UUID

from recordings.vault.lookup import words_of

FIRST_HOUR, LAST_HOUR = 7, 21
MOST_HOURS, MOST_CONFERENCES, MOST_REFUSED = 5, 8, 5


class Kind(StrEnum):
    """Why it is unusual."""

    HOURS = "hours"
    VOLUME = "volume"
    SURNAME = "surname"
    REFUSED = "refused"


@dataclass(frozen=True)
class Heard:
    """A piece of sound that was sent: when (local time), of which conference, how many seconds."""

    at: datetime
    conference: UUID
    seconds: float


@dataclass(frozen=True)
class Found:
    """Something to look at. `amount`: minutes heard, or times refused; `conference` for a family name."""

    kind: Kind
    day: date
    amount: int
    conference: UUID | None = None


def in_a_day(
    day: date, heard: Sequence[Heard], refused: int, *, works: Callable[[date], bool]
) -> list[Found]:
    """What is unusual in one person's day. `works`: whether the council works on a day."""
    found = []
    late = [one for one in heard if not works(day) or not FIRST_HOUR <= one.at.hour < LAST_HOUR]
    if late:
        found.append(Found(Kind.HOURS, day, minutes(late)))
    seconds = sum(one.seconds for one in heard)
    if seconds > MOST_HOURS * 3600 or len({one.conference for one in heard}) > MOST_CONFERENCES:
        found.append(Found(Kind.VOLUME, day, minutes(heard)))
    if refused >= MOST_REFUSED:
        found.append(Found(Kind.REFUSED, day, refused))
    return found


def minutes(heard: Iterable[Heard]) -> int:
    """Minutes of sound, a part of one counted whole."""
    return ceil(sum(one.seconds for one in heard) / 60)


def shares_family_name(name: str, family: Iterable[str]) -> bool:
    """Whether a family name, or one half of a double one, is the same; accents and capitals do not count."""
    own = _family_name(name)
    return any(own & _family_name(other) for other in family)


def _family_name(name: str) -> set[str]:
    return set(words_of(name.split()[-1])) if name.split() else set()
