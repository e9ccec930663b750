"""What still has to be heard, named or owned before minutes can be approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minutes.text import Text, paragraphs

# Kinds as the page counts them, each with the codes of the flags that belong to it.
KINDS = {
    "number": ("Numbers, dates and doses", {"number", "age", "date", "dose", "money"}),
    "negation": ("“Not” and “no”", {"negation"}),
    "risk": (
        "Alcohol, harm and other risk words",
        {"suicide", "weapon", "sexual", "violence", "drugs", "alcohol"},
    ),
    "name": ("Names", {"name"}),
    "unsure": ("Words the software was unsure of", set()),
}
LABELS = {
    "number": "number",
    "age": "age",
    "date": "date",
    "dose": "dose",
    "money": "money",
    "negation": "check",
    "name": "name",
}


@dataclass(frozen=True)
class Open:
    """One thing that is left: a flag to hear, in its sentence, at its place."""

    flag: str
    kind: str
    code: str
    reason: str
    about: str
    sentence: Mapping[str, Any]
    paragraph: Mapping[str, Any]
    section: Mapping[str, Any]

    @property
    def start(self) -> float:
        return self.sentence["sources"][0][0] if self.sentence["sources"] else 0.0

    @property
    def end(self) -> float:
        return self.sentence["sources"][-1][1] if self.sentence["sources"] else 0.0


def kind_of(code: str) -> str:
    """The kind a flag is counted under; anything unknown is something to be unsure of."""
    return next((kind for kind, (_, codes) in KINDS.items() if code in codes), "unsure")


def label_of(code: str) -> str:
    """The word beside a flag."""
    return LABELS.get(code, "risk" if kind_of(code) == "risk" else "unsure")


def is_settled(flag: Mapping[str, Any], sentence: Mapping[str, Any], cleared: Collection[str]) -> bool:
    """Heard and ticked, or corrected by hand since any find and replace: its words are no longer there."""
    if flag["id"] in cleared:
        return True
    about = flag.get("about", "")
    edited = sentence.get("edited_at", "") > sentence.get("replaced_at", "")
    return edited and (not about or about.strip(".,?!;:") not in sentence["text"])


def left(texts: Collection[Text], cleared: Collection[str]) -> list[Open]:
    """Every flag nobody has settled, in the order of the recording."""
    found = [
        Open(flag["id"], kind_of(flag["code"]), flag["code"], flag["reason"], flag["about"], *where)
        for text in texts
        for where, flag in _flags(text)
        if not is_settled(flag, where[0], cleared)
    ]
    return sorted(found, key=lambda check: (check.sentence["recording"], check.start))


def nobodys(texts: Collection[Text]) -> int:
    """Sentences that come from no second of the recording and that no person stands for."""
    return sum(
        not sentence["sources"] and not sentence.get("author")
        for text in texts
        for _, paragraph in paragraphs(text)
        for sentence in paragraph["sentences"]
    )


def counted(checks: Collection[Open]) -> list[tuple[str, str, int]]:
    """How many are left of each kind: kind, words, number."""
    counts = Counter(check.kind for check in checks)
    return [(kind, words, counts[kind]) for kind, (words, _) in KINDS.items() if counts[kind]]


Where = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]


def _flags(text: Text) -> Iterator[tuple[Where, Mapping[str, Any]]]:
    for section, paragraph in paragraphs(text):
        for sentence in paragraph["sentences"]:
            for flag in sentence["flags"]:
                yield (sentence, paragraph, section), flag
