"""Two versions side by side: what was added, changed, moved, taken out, and who wrote each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from access.models import User
from minutes.text import Sentence, Text, paragraphs

Words = list[tuple[str, bool]]


@dataclass(frozen=True)
class Placed:
    """A sentence and where it stands."""

    sentence: Sentence
    heading: str
    code: str


@dataclass(frozen=True)
class Side:
    """One sentence on one side: its words, those that are only here marked, and whose they are."""

    words: Words
    who: str


@dataclass(frozen=True)
class Row:
    """One difference: the sentence before, after, or both."""

    what: str
    heading: str
    before: Side | None
    after: Side | None


@dataclass(frozen=True)
class Comparison:
    """All that differs between two versions, in the order of the newer one."""

    rows: list[Row]
    same: int

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many of each kind: only those that there are."""
        kinds = ("Added", "Changed", "Moved", "Taken out")
        numbers = [(kind, sum(row.what.startswith(kind) for row in self.rows)) for kind in kinds]
        return [(kind, number) for kind, number in numbers if number]


def compare(older: tuple[Text, Text], newer: tuple[Text, Text]) -> Comparison:
    """Compare two versions, as much of them as somebody may see."""
    before, after = _placed(older), _placed(newer)
    names = _names([*before.values(), *after.values()])
    rows = [
        row
        for key in _order(list(before), list(after))
        if (row := _row(before.get(key), after.get(key), names))
    ]
    same = sum(key in before for key in after) - sum(bool(row.before and row.after) for row in rows)
    return Comparison(rows, same)


def _placed(texts: tuple[Text, Text]) -> dict[str, Placed]:
    return {
        sentence["id"]: Placed(sentence, section["title"], section["code"])
        for whole in texts
        for section, paragraph in paragraphs(whole)
        for sentence in paragraph["sentences"]
    }


def _order(before: list[str], after: list[str]) -> Iterator[str]:
    """Every id once: those of the newer text in its order, what was taken out at its old place."""
    there = set(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag in {"delete", "replace"}:
            yield from (key for key in before[i1:i2] if key not in there)
        yield from after[j1:j2]


def _row(before: Placed | None, after: Placed | None, names: Mapping[str, str]) -> Row | None:
    if before is None and after is not None:
        return Row("Added", after.heading, None, Side([(after.sentence["text"], True)], _who(after, names)))
    if after is None and before is not None:
        side = Side([(before.sentence["text"], True)], _who(before, names))
        return Row("Taken out", before.heading, side, None)
    if before is None or after is None:
        return None
    moved, changed = before.code != after.code, before.sentence["text"] != after.sentence["text"]
    if not moved and not changed:
        return None
    old, new = words_of(before.sentence["text"], after.sentence["text"])
    what = "Changed" if changed else f"Moved from {before.heading}"
    what = f"Changed, and moved from {before.heading}" if changed and moved else what
    return Row(what, after.heading, Side(old, _who(before, names)), Side(new, _who(after, names)))


def words_of(before: str, after: str) -> tuple[Words, Words]:
    """Both texts in runs of words; those that stand on one side only are marked."""
    old, new = before.split(), after.split()
    left: Words = []
    right: Words = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, run in ((left, old[i1:i2]), (right, new[j1:j2])):
            if run:
                side.append((" ".join(run), tag != "equal"))
    return left, right


def _who(placed: Placed, names: Mapping[str, str]) -> str:
    sentence = placed.sentence
    wrote = "The software" if sentence["origin"] == "machine" else names.get(sentence["author"], "A person")
    changed = names.get(sentence.get("edited_by") or sentence.get("replaced_by", ""), "")
    return f"{wrote}, changed by {changed}" if changed and changed != wrote else wrote


def _names(placed: list[Placed]) -> dict[str, str]:
    rows: list[dict[str, Any]] = [one.sentence for one in placed]
    ids = {row[name] for row in rows for name in ("author", "edited_by", "replaced_by") if row.get(name)}
    return {str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}
