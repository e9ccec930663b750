"""What an address is, on paper and by e-mail, and whether two of them are one place; pure."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from minutes.requests.spellings import Plain, number_pattern, pattern

POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\+?\(?\d[\d\s().-]{7,}\d")
NUMBER_ALONE = re.compile(r"(?:^|(?<=[\n,]))\s*(\d+[A-Za-z]?)\s*[\n,]\s*")
WITHIN_A_HOUSE = re.compile(r"(?:flat|apartment|unit|room|floor)\s\w+", re.IGNORECASE)


def is_email(text: str) -> bool:
    """Whether this is an e-mail address and nothing else."""
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


def lines_of(address: str) -> list[str]:
    """The lines of an address: the postcode by itself, a house number with its street."""
    apart = POSTCODE.sub(lambda code: f"\n{code.group()}\n", address)
    lines = re.split(r"[\n,]", NUMBER_ALONE.sub(r"\n\1 ", apart))
    return [line.strip() for line in lines if line.strip()]


def is_same_place(one: str, other: str) -> bool:
    """Whether what tells where the first address is stands in the second: its house or its postcode."""
    there = Plain("\n".join(lines_of(other)))
    return any(True for place in _telling(one) for _ in there.find(place))


def _telling(address: str) -> Iterator[re.Pattern[str]]:
    lines = lines_of(address)
    numbered = [
        line for line in lines if re.search(r"\d", line) and not WITHIN_A_HOUSE.fullmatch(line)
    ] or lines[:1]
    yield from (number_pattern(line) if POSTCODE.fullmatch(line) else pattern(line) for line in numbered)
