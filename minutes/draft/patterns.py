"""The vocabulary of `patterns.tsv`, as regular expressions: data, so that a council can read and widen it."""

import re
from functools import cache
from pathlib import Path

REFERENCE = re.compile(r"<([a-z_]+)>")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The alternatives of one name as one expression, case ignored."""
    return re.compile(_source(name), re.IGNORECASE)


@cache
def names(start: str) -> tuple[str, ...]:
    """The names in the file that start like this, in the file's order."""
    return tuple(name for name in _rows() if name.startswith(start))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list of words from the same file."""
    return tuple(" ".join(_rows()[f"words_{name}"]).split())


@cache
def _rows() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("patterns.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            found.setdefault(name, []).append(words)
    return found


def _source(name: str) -> str:
    source = "|".join(_rows()[name])
    return REFERENCE.sub(lambda match: f"(?:{_source(match.group(1))})", source)
