"""What counts as unusual in one person's day."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from recordings.unusual.rules import Found, Heard, Kind, in_a_day, shares_family_name

DAY = date(2026, 11, 30)


def heard(hour=10, *, seconds=60.0, conference=None, minute=0):
    return Heard(datetime(2026, 11, 30, hour, minute, tzinfo=UTC), conference or uuid4(), seconds)


def found(*pieces, refused=0, works=True):
    return in_a_day(DAY, pieces, refused, works=lambda day: works)


def test_an_ordinary_day_is_not_unusual():
    assert found(*[heard(9, seconds=1800) for _ in range(8)], refused=4) == []


@pytest.mark.parametrize("hour", [0, 6, 21, 23])
def test_early_and_late(hour):
    assert found(heard(hour, seconds=61), heard(12)) == [Found(Kind.HOURS, DAY, 2)]


@pytest.mark.parametrize("hour", [7, 20])
def test_the_edges_of_the_day_are_usual(hour):
    assert found(heard(hour, minute=59 if hour == 20 else 0)) == []


def test_a_day_on_which_nobody_works():
    assert found(heard(), works=False) == [Found(Kind.HOURS, DAY, 1)]
    assert found(works=False) == []


def test_more_than_five_hours_or_eight_conferences():
    one = uuid4()
    assert found(heard(seconds=5 * 3600, conference=one)) == []
    assert found(heard(seconds=5 * 3600 + 1, conference=one)) == [Found(Kind.VOLUME, DAY, 301)]
    assert found(*[heard(seconds=6) for _ in range(9)]) == [Found(Kind.VOLUME, DAY, 1)]


def test_refused_again_and_again():
    assert found(refused=5) == [Found(Kind.REFUSED, DAY, 5)]


@pytest.mark.parametrize(
    ("name", "family", "same"),
    [
        ("Joan Hartley", ["Kelly Hartley"], True),
        ("Joan HÁRTLEY", ["Alfie hartley"], True),
        ("Joan Hartley-Cole", ["Kelly Hartley"], True),
        ("Joan Cole", ["Kelly Hartley", "Wayne Cole-Hartley"], True),
        ("Hartley Jones", ["Kelly Hartley"], False),
        ("Joan Hart", ["Kelly Hartley"], False),
        ("", ["Kelly Hartley", ""], False),
    ],
)
def test_a_shared_family_name(name, family, same):
    assert shares_family_name(name, family) is same
