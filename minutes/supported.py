"""Whether a shorter wording says only what was said: every clause is held against the sentences; pure.

A clause stands when its words are found in one sentence, in their order, and when nothing that turns the
meaning of that sentence (not, never, if, may, said, denied) has been left out of it. Numbers, names and who
did what are words like any others here: they must be there, as they are, where they are. Only small joining
words are free.
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
    return _in_order(wanted, there)


def _in_order(wanted: Sequence[str], there: Sequence[str]) -> bool:
    rest = iter(there)
    return all(word in rest for word in wanted)


def _words(text: str) -> list[str]:
    found = WORD.findall(text)
    told = [MONTH if word == "May" and n else word.lower().replace("’", "'") for n, word in enumerate(found)]
    return [word for word in told if word not in FREE]


def _turns(word: str, turns: Collection[str] = TURNS) -> bool:
    return word in turns or bool(NEGATIONS.search(word))
