"""Marks laid over the text: what stands, what is taken out, what is not decided yet; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from minutes.documents import Removed, Words

# What a letter means to the person who reads the copy. The code stays inside the council.
REASONS = {
    "S2P3": "This is about another person, who has not agreed, and it would not be fair to share it.",
    "S2-2": "Sharing this could get in the way of preventing or looking into a crime.",
    "S2-5": "This is about legal proceedings.",
    "S2-19": "This is advice from a lawyer, which is private.",
    "S3-11": "Sharing this would be likely to cause serious harm to somebody.",
    "S3-10": "A child told us this and expected it to stay private.",
    "S3-9": "This is from a report to a court, and the court decides who may read it.",
    "S3-H": "This is about health, and a health professional has not agreed that it can be shared.",
    "S3-C": "This is about a child, and sharing it would not be best for that child.",
    "LOC": "Sharing this could put somebody's safety at risk.",
}
OUT, KEPT, SUGGESTED = "out", "kept", "suggested"
WEIGHT = {OUT: 2, SUGGESTED: 1, KEPT: 0}


@dataclass(frozen=True)
class Mark:
    """A decision on some characters of one line. `about` says what it is, for the person who decides."""

    line: str
    start: int
    end: int
    decision: str
    code: str = ""
    id: str = ""
    about: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of characters under one decision; with none it simply stands."""

    text: str
    decision: str = ""
    code: str = ""
    about: str = ""
    id: str = ""


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text cut at the edges of its marks. Where marks overlap, taken out wins, then not decided."""
    over = [mark for mark in marks if mark.start < len(text)]
    edges = sorted(
        {0, len(text)} | {min(edge, len(text)) for mark in over for edge in (mark.start, mark.end)}
    )
    found: list[Piece] = []
    for start, end in pairwise(edges):
        on = [mark for mark in over if mark.start <= start and mark.end >= end]
        top = max(on, key=lambda mark: WEIGHT[mark.decision], default=None)
        piece = Piece(text[start:end])
        if top:
            piece = Piece(text[start:end], top.decision, top.code, top.about, top.id)
        if found and _alike(found[-1], piece):
            piece = Piece(found.pop().text + piece.text, piece.decision, piece.code, piece.about, piece.id)
        found.append(piece)
    return found


def _alike(one: Piece, other: Piece) -> bool:
    """Whether two neighbours are one: the same mark, or two passages taken out for the same reason."""
    if one.decision == other.decision == OUT:
        return one.code == other.code
    return (one.decision, one.id) == (other.decision, other.id)


def letters(codes_in_order: Iterable[str]) -> dict[str, str]:
    """A letter for each reason, in the order in which a reader meets them."""
    found: dict[str, str] = {}
    for code in codes_in_order:
        if code not in found:
            found[code] = ascii_uppercase[len(found)]
    return found


def as_words(found: Iterable[Piece], letter_of: Mapping[str, str]) -> Words:
    """Pieces as the maker of documents takes them. What is not decided is covered, like what is taken out."""
    words: list[str | Removed] = []
    for piece in found:
        if piece.decision == OUT:
            words.append(Removed(letter_of[piece.code]))
        elif piece.decision == SUGGESTED:
            words.append(Removed("?"))
        else:
            words.append(piece.text)
    return tuple(words)
