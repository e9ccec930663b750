"""What still has to be heard, named or owned before minutes can be approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minutes.corrected import still_says
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
    "part": ("Parts nobody has listened to", {"part"}),
}
KIND_OF = {code: kind for kind, (_, codes) in KINDS.items() for code in codes}
# A sentence with several flags is heard once: it counts as what would do most harm.
MOST_HARM = ("risk", "negation", "number", "name", "unsure", "part")
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
    """One thing that is left to hear: a sentence with all that is marked in it, or a part nobody heard."""

    id: str
    flags: Sequence[Mapping[str, Any]]
    sentence: Mapping[str, Any]
    paragraph: Mapping[str, Any]
    section: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return min((kind_of(flag["code"]) for flag in self.flags), key=MOST_HARM.index)

    @property
    def reason(self) -> str:
        """Why it is to be heard, each reason once: "A number; a date or a time"."""
        reasons = list(dict.fromkeys(flag["reason"] for flag in self.flags))
        return "; ".join([reasons[0], *(reason[:1].lower() + reason[1:] for reason in reasons[1:])])

    @property
    def about(self) -> list[str]:
        """The words to listen for."""
        found = (flag.get("about", "").strip(" .,;:?!") for flag in self.flags)
        return list(dict.fromkeys(words for words in found if words))

    @property
    def start(self) -> float:
        return self.sentence["sources"][0][0] if self.sentence["sources"] else 0.0

    @property
    def end(self) -> float:
        return self.sentence["sources"][-1][1] if self.sentence["sources"] else 0.0


def kind_of(code: str) -> str:
    """The kind a flag is counted under; anything unknown is something to be unsure of."""
    return KIND_OF.get(code, "unsure")


def label_of(code: str) -> str:
    """The word beside a flag."""
    return LABELS.get(code, "risk" if kind_of(code) == "risk" else "unsure")


def is_settled(flag: Mapping[str, Any], sentence: Mapping[str, Any], cleared: Collection[str]) -> bool:
    """Heard and ticked, or corrected by hand since any find and replace: what it is about is said no more."""
    if flag["id"] in cleared or any(of in cleared for of in flag.get("of", [])):
        return True
    edited = sentence.get("edited_at", "") > sentence.get("replaced_at", "")
    return edited and not still_says(flag, sentence["text"], sentence["heard"])


def left(texts: Collection[Text], cleared: Collection[str]) -> list[Open]:
    """Every sentence with something in it that nobody has settled, in the order of the recording."""
    found = []
    for text in texts:
        for section, paragraph in paragraphs(text):
            for sentence in paragraph["sentences"]:
                flags = [flag for flag in sentence["flags"] if not is_settled(flag, sentence, cleared)]
                if flags:
                    found.append(Open(sentence["id"], flags, sentence, paragraph, section))
    return in_order(found)


def in_order(found: Collection[Open]) -> list[Open]:
    """Checks in the order of the recording, whatever their kind."""
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
