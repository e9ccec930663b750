"""The text of a version as data: finding, rewriting, splitting, joining and moving, with sources kept; pure.

A text is {"sections": [{"code", "title", "paragraphs": [paragraph]}]}. A paragraph has "id", "speaker",
"speaker_id", "attendance_id" and "sentences". A sentence keeps, through every change, what it came from:
"sources" (seconds), "recording", "heard" (the words as heard), "times" (when each began), "origin" (machine
or person) and "flags". No function here changes what it is given; each returns a new text.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import uuid4

from minutes.corrected import says
from minutes.draft.sentences import tidy

Text = dict[str, Any]
Paragraph = dict[str, Any]
Sentence = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the form in which a paragraph is edited: a sentence's id, or none for a new one."""

    id: str
    text: str
    join: bool = False


@dataclass(frozen=True)
class Hand:
    """Who changes a text, and when: written on every sentence they change or type."""

    user: str
    at: str


def digest(content: Text, restricted: Text) -> str:
    """SHA-256 of a version, both parts of it, independent of the order of keys."""
    whole = json.dumps([content, restricted], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def paragraphs(text: Text) -> Iterator[tuple[dict[str, Any], Paragraph]]:
    """Every paragraph with its section, in order."""
    for section in text["sections"]:
        for paragraph in section["paragraphs"]:
            yield section, paragraph


def sentences(text: Text) -> Iterator[Sentence]:
    """Every sentence, in order."""
    for _, paragraph in paragraphs(text):
        yield from paragraph["sentences"]


def is_blank(texts: Collection[Text]) -> bool:
    """Whether not one sentence stands in any of these."""
    return not any(sentence["text"].strip() for text in texts for sentence in sentences(text))


def find(text: Text, paragraph_id: str) -> tuple[dict[str, Any], Paragraph] | None:
    """A paragraph and its section, if it is in this text."""
    return next((pair for pair in paragraphs(text) if pair[1]["id"] == paragraph_id), None)


def with_paragraph(text: Text, paragraph_id: str, change: Callable[[Paragraph], Paragraph]) -> Text:
    """The text with one paragraph changed; a paragraph that becomes empty goes."""
    changed = deepcopy(text)
    for section in changed["sections"]:
        section["paragraphs"] = [
            change(paragraph) if paragraph["id"] == paragraph_id else paragraph
            for paragraph in section["paragraphs"]
        ]
        section["paragraphs"] = [paragraph for paragraph in section["paragraphs"] if paragraph["sentences"]]
    return changed


def with_sentences(text: Text, ids: Collection[str], change: Callable[[Sentence], Sentence]) -> Text:
    """The text with these sentences changed."""
    changed = deepcopy(text)
    for _, paragraph in paragraphs(changed):
        paragraph["sentences"] = [change(s) if s["id"] in ids else s for s in paragraph["sentences"]]
    return changed


def rewritten(paragraph: Paragraph, lines: Sequence[Line], hand: Hand) -> Paragraph:
    """A paragraph after its lines were edited.

    A line break splits a sentence, `join` joins it to the line above, an empty line takes it out, a line
    without an id is typed by a person. Sentences that no line speaks of stay as they are, in their place.
    """
    order = [sentence["id"] for sentence in paragraph["sentences"]]
    before = {sentence["id"]: sentence for sentence in paragraph["sentences"]}
    found: list[Sentence] = []
    for line in lines:
        made = _of_line(before.pop(line.id, None), line, hand)
        if line.join and found and made:
            found[-1] = joined(found[-1], made[0], hand)
            made = made[1:]
        found.extend(made)
    for sentence in before.values():
        earlier = set(order[: order.index(sentence["id"])])
        place = max((n for n, other in enumerate(found, start=1) if other["id"] in earlier), default=0)
        found.insert(place, sentence)
    return {**paragraph, "sentences": found}


def typed(text: str, hand: Hand) -> Sentence:
    """A sentence that a person wrote: it has no seconds, and says whose it is."""
    return {
        "id": str(uuid4()),
        "text": text,
        "sources": [],
        "recording": "",
        "origin": "person",
        "heard": "",
        "times": [],
        "flags": [],
        "author": hand.user,
        "written_at": hand.at,
    }


def joined(first: Sentence, second: Sentence, hand: Hand) -> Sentence:
    """Two sentences as one, with the sources of both."""
    machine = "machine" in (first["origin"], second["origin"])
    author = first.get("author") or second.get("author")
    return {
        **first,
        "text": f"{first['text']} {second['text']}".strip(),
        "sources": [*first["sources"], *second["sources"]],
        "recording": first["recording"] or second["recording"],
        "origin": "machine" if machine else "person",
        "heard": f"{first['heard']} {second['heard']}".strip(),
        "times": [*first["times"], *second["times"]],
        "flags": [_about_its_own(flag, one) for one in (first, second) for flag in one["flags"]],
        **({"author": author} if author else {}),
        **_edited(hand),
    }


def split(sentence: Sentence, pieces: Sequence[str], hand: Hand) -> list[Sentence]:
    """One sentence as several: each keeps the seconds of the words it holds, the first keeps the id."""
    found = []
    rest = sentence
    for piece in pieces[:-1]:
        part, rest = _cut(rest, piece, hand)
        found.append(part)
    return [*found, {**rest, "text": pieces[-1], **_edited(hand)}]


def moved(text: Text, paragraph_id: str, section: tuple[str, str]) -> Text:
    """The text with a paragraph under another heading, at its place in time."""
    pair = find(text, paragraph_id)
    if pair is None:
        return text
    without = with_paragraph(text, paragraph_id, lambda paragraph: {**paragraph, "sentences": []})
    return placed(without, pair[1], section)


def placed(text: Text, paragraph: Paragraph, section: tuple[str, str]) -> Text:
    """The text with a paragraph added under a heading, where its seconds belong."""
    changed = deepcopy(text)
    code, title = section
    home = next((row for row in changed["sections"] if row["code"] == code), None)
    if home is None:
        home = {"code": code, "title": title, "paragraphs": []}
        changed["sections"].append(home)
    starts = [_start(other) for other in home["paragraphs"]]
    place = next((n for n, start in enumerate(starts) if start > _start(paragraph)), len(starts))
    home["paragraphs"].insert(place, paragraph)
    return changed


def after(text: Text, paragraph_id: str, paragraph: Paragraph) -> Text:
    """The text with a paragraph added after another one."""
    changed = deepcopy(text)
    for section in changed["sections"]:
        ids = [other["id"] for other in section["paragraphs"]]
        if paragraph_id in ids:
            section["paragraphs"].insert(ids.index(paragraph_id) + 1, paragraph)
    return changed


def _start(paragraph: Paragraph) -> float:
    return min((s["sources"][0][0] for s in paragraph["sentences"] if s["sources"]), default=float("inf"))


def _of_line(sentence: Sentence | None, line: Line, hand: Hand) -> list[Sentence]:
    pieces = [" ".join(piece.split()) for piece in line.text.splitlines()]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return []
    if sentence is None:
        return [typed(piece, hand) for piece in pieces]
    if len(pieces) > 1:
        return split(sentence, pieces, hand)
    if pieces[0] == sentence["text"]:
        return [sentence]
    return [{**sentence, "text": pieces[0], **_edited(hand)}]


def _edited(hand: Hand) -> dict[str, str]:
    return {"edited_by": hand.user, "edited_at": hand.at}


def _cut(sentence: Sentence, piece: str, hand: Hand) -> tuple[Sentence, Sentence]:
    heard = sentence["heard"].split()
    times = sentence["times"]
    place = _boundary(heard, piece.split(), sentence["text"].split())
    first = {**sentence, "text": piece, **_edited(hand)}
    second = {**sentence, "id": str(uuid4())}
    rest = sentence["text"].split()[len(piece.split()) :]
    second["text"] = " ".join(rest)
    if 0 < place < len(heard) and len(times) == len(heard):
        first |= {"heard": " ".join(heard[:place]), "times": times[:place]}
        second |= {"heard": " ".join(heard[place:]), "times": times[place:]}
        first["sources"], second["sources"] = _sources_at(sentence["sources"], times[place])
    halves = [_shared(flag, first, second) for flag in sentence["flags"]]
    first["flags"] = [flag for flag, _ in halves if flag]
    second["flags"] = [flag for _, flag in halves if flag]
    return first, second


Flag = dict[str, Any]


def _about_its_own(flag: Flag, sentence: Sentence) -> Flag:
    """A mark on a sentence that is about to be part of another one: what it is about goes with it."""
    if flag.get("about") or flag.get("whole"):
        return flag
    return {**flag, "whole": tidy(sentence["heard"])}


def _shared(flag: Flag, first: Sentence, second: Sentence) -> tuple[Flag | None, Flag | None]:
    """The mark on the half that says its words, or in which they were heard; else each half is heard.

    New marks name the one they come of: where that was settled before, so are they.
    """
    about = flag.get("about", "")
    for name in ("text", "heard"):
        inside = [bool(about) and says(about, half[name]) for half in (first, second)]
        if inside[0] != inside[1]:
            return (flag, None) if inside[0] else (None, flag)
        if all(inside):
            break
    cut = first["heard"] != second["heard"]
    wholes = [tidy(half["heard"]) if cut else half["text"] for half in (first, second)]
    of, about = [*flag.get("of", []), flag["id"]], about if all(inside) else ""
    made = [{**flag, "about": about, "whole": whole, "of": of, "id": str(uuid4())} for whole in wholes]
    return made[0], made[1]


def _boundary(heard: Sequence[str], piece: Sequence[str], whole: Sequence[str]) -> int:
    """How many of the heard words lie before the cut, by aligning them with the words on the page."""
    blocks = SequenceMatcher(None, [_plain(w) for w in heard], [_plain(w) for w in whole], autojunk=False)
    before = [
        block.a + min(block.size, len(piece) - block.b)
        for block in blocks.get_matching_blocks()
        if block.size and block.b < len(piece)
    ]
    return max(before, default=round(len(heard) * len(piece) / max(len(whole), 1)))


def _plain(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalnum())


def _sources_at(sources: Sequence[Sequence[float]], at: float) -> tuple[list[list[float]], list[list[float]]]:
    """The seconds on each side of a cut; no side is left without, or it would count as untimed."""
    first = [[start, min(end, at)] for start, end in sources if start < at]
    second = [[max(start, at), end] for start, end in sources if end > at]
    return first or [list(span) for span in sources[:1]], second or [list(span) for span in sources[-1:]]
