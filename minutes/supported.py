"""Whether a shorter wording says only what was said: every clause is held against the sentences; pure.

A clause stands when its words are found in one sentence, in their order, and when nothing that turns the
meaning of that sentence (not, never, if, may, said, denied) has been left out of it. Whole clauses may be
left out, and of a clause only phrases such as "in May" or "of wine": never the first word, a verb or whom it
was done to, so that nobody is given what another did. Numbers and names must be there as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from minutes.draft.sentences import split_text

# Words that say nothing by themselves and may be there or not.
FREE = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "then",
        "so",
        "that",
        "of",
        "very",
        "really",
        "just",
        "quite",
        "also",
        "well",
        "actually",
    ]
)
# Words that turn or weaken what a sentence says: a wording that loses or gains one says something else.
TURNS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "neither",
        "nor",
        "without",
        "cannot",
        "hardly",
        "barely",
        "except",
        "unless",
        "until",
        "if",
        "whether",
        "may",
        "might",
        "could",
        "would",
        "should",
        "perhaps",
        "maybe",
        "possibly",
        "probably",
        "apparently",
        "about",
        "almost",
        "nearly",
        "only",
        "said",
        "says",
        "say",
        "told",
        "tells",
        "think",
        "thinks",
        "thought",
        "believe",
        "believes",
        "believed",
        "feel",
        "feels",
        "felt",
        "heard",
        "alleged",
        "alleges",
        "claimed",
        "claims",
        "denied",
        "denies",
        "deny",
        "refused",
        "refuses",
        "refuse",
        "stopped",
        "failed",
        "before",
        "after",
        "when",
        "since",
        "sometimes",
        "usually",
        "often",
        "used",
        "more",
        "less",
        "than",
        "least",
        "most",
        "too",
    ]
)
# Words that open a phrase that may be left out, and words that join clauses.
OPENS_PHRASE = frozenset(
    [
        *(
            "in",
            "on",
            "at",
            "to",
            "of",
            "from",
            "with",
            "by",
            "for",
            "into",
            "during",
            "near",
            "over",
            "under",
        ),
        *("through", "towards", "around", "twice", "once", "each", "every"),
    ]
)
JOINS = frozenset(["and", "but", "because", "so", "who", "which", "while", "although"])
LONGEST_PHRASE = 4
MONTH = "the month of May"  # which is no "may"
NEGATIONS = re.compile(r"n['’]t$")
CLAUSE = re.compile(r"(?<=[,;:])\s+|\s+(?=(?:and|but|because|so|who|which|while|although)\b)")
WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*%?|£[\d.,]+|%")


@dataclass(frozen=True)
class Clause:
    """A part of a proposed sentence, and whether the paragraph's own words support it."""

    text: str
    supported: bool


@dataclass(frozen=True)
class Proposal:
    """One proposed sentence: which sentence it comes from, if it comes from one, and its clauses."""

    text: str
    source: str
    clauses: tuple[Clause, ...]

    @property
    def may_be_taken(self) -> bool:
        """Nothing in it is struck out."""
        return bool(self.source) and all(clause.supported for clause in self.clauses)


def judged(wording: str, sentences: Sequence[tuple[str, str]]) -> list[Proposal]:
    """Every sentence of a wording, held against these: ids with what stands there now."""
    lines = [line for line in wording.splitlines() if line.strip()]
    return [_judge(text, sentences) for line in lines for text in split_text(line)]


def _judge(text: str, sentences: Sequence[tuple[str, str]]) -> Proposal:
    home = next((pk for pk, said in sentences if _says(text, said)), "")
    if home:
        return Proposal(text, home, (Clause(text, supported=True),))
    clauses = tuple(
        Clause(piece, supported=any(_says(piece, said) for _, said in sentences)) for piece in _clauses(text)
    )
    return Proposal(text, "", clauses)


def _clauses(text: str) -> list[str]:
    return [piece for piece in CLAUSE.split(text) if piece.strip()]


def _says(text: str, said: str) -> bool:
    """Whether these words stand in that sentence in this order, with all that turns its meaning."""
    wanted, there = _words(text), _words(said)
    if not wanted:
        return False
    if [word for word in wanted if _turns(word)] != [word for word in there if _turns(word)]:
        return False
    return _stands_in(wanted, [_all_words(clause) for clause in _clauses(said)])


def _stands_in(wanted: Sequence[str], clauses: Sequence[Sequence[str]]) -> bool:
    """Whether the words are these clauses, some of them left out whole, and phrases left out of others."""
    reached = {0}
    for clause in clauses:
        reached |= {end for begin in reached for end in _ends(wanted, clause, begin)}
    return len(wanted) in reached


def _ends(wanted: Sequence[str], clause: Sequence[str], begin: int) -> set[int]:
    """How far the words may come in this clause from there on: its first word must stand."""
    at, places = 0, {begin}
    while at < len(clause) and (clause[at] in FREE or clause[at] in JOINS):
        places |= _with(wanted, clause[at], places)
        at += 1
    if at == len(clause):
        return set()
    return _followed(wanted, clause[at + 1 :], _with(wanted, clause[at], places))


def _followed(wanted: Sequence[str], rest: Sequence[str], places: set[int]) -> set[int]:
    """Word by word: only a phrase ("of wine") is left out, no verb and not whom it was done to."""
    reached = [places, *(set[int]() for _ in rest)]
    for at, word in enumerate(rest):
        reached[at + 1] |= _with(wanted, word, reached[at])
        if word in FREE:
            reached[at + 1] |= reached[at]
        if word in OPENS_PHRASE:
            reached[-1] |= reached[at]
            for length in range(2, min(LONGEST_PHRASE, len(rest) - at) + 1):
                reached[at + length] |= reached[at]
    return reached[-1]


def _with(wanted: Sequence[str], word: str, places: set[int]) -> set[int]:
    return {place + 1 for place in places if place < len(wanted) and wanted[place] == word}


def _words(text: str) -> list[str]:
    return [word for word in _all_words(text) if word not in FREE]


def _all_words(text: str) -> list[str]:
    found = WORD.findall(text)
    return [MONTH if word == "May" and n else word.lower().replace("’", "'") for n, word in enumerate(found)]


def _turns(word: str, turns: Collection[str] = TURNS) -> bool:
    return word in turns or bool(NEGATIONS.search(word))
