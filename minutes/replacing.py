"""Find and replace over the whole text: which sentences hold the words, and how they would read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from minutes.corrected import says
from minutes.statements import is_statement
from minutes.text import Hand, Sentence, Text, paragraphs, with_sentences
from transcription.checks import REASONS
from transcription.sentinels import PATTERNS


@dataclass(frozen=True)
class Wanted:
    """What to look for, and what to write instead."""

    find: str
    write: str
    whole_words: bool = True
    same_case: bool = True

    @property
    def pattern(self) -> re.Pattern[str]:
        words = re.escape(self.find)
        words = rf"(?<!\w){words}(?!\w)" if self.whole_words else words
        return re.compile(words, 0 if self.same_case else re.IGNORECASE)

    def rewrite(self, text: str) -> str:
        """The sentence with every place replaced."""
        return self.pattern.sub(lambda _: self.write, text)

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The sentence in runs; the places that would be replaced are marked."""
        found, at = [], 0
        for place in self.pattern.finditer(text):
            found += [(text[at : place.start()], False), (place.group(), True)]
            at = place.end()
        return [piece for piece in [*found, (text[at:], False)] if piece[0]]


@dataclass(frozen=True)
class Found:
    """One sentence that holds the words: where, as it is and as it would be."""

    id: str
    heading: str
    pieces: list[tuple[str, bool]]
    after: str


def found(texts: Collection[Text], wanted: Wanted) -> Iterator[Found]:
    """Every sentence that a replacement would change, in these texts."""
    for whole in texts:
        for section, paragraph in paragraphs(whole):
            for sentence in paragraph["sentences"] if not is_statement(paragraph) else ():
                after = wanted.rewrite(sentence["text"])
                if after != sentence["text"]:
                    yield Found(sentence["id"], section["title"], wanted.pieces(sentence["text"]), after)


def replaced(text: Text, wanted: Wanted, only: Collection[str], hand: Hand) -> Text:
    """The text with the chosen sentences rewritten. Their seconds and what was heard stay.

    It is signed apart from an edit: nobody looked at each sentence, so a replacement settles no check, and a
    number, a "not" or a risk word that it changes or brings in is to be heard, whatever was heard before.
    """
    signed = {"replaced_by": hand.user, "replaced_at": hand.at}

    def rewritten(sentence: Sentence) -> Sentence:
        after = wanted.rewrite(sentence["text"])
        flags = _flags(sentence, after) if sentence["origin"] == "machine" else sentence["flags"]
        return {**sentence, "text": after, "flags": flags, **signed}

    return with_sentences(text, only, rewritten)


def _flags(sentence: Sentence, after: str) -> list[dict[str, Any]]:
    """The marks whose words still stand, and new ones for what the replacement changed or brought in."""
    before = sentence["text"]
    kept, made = [], _brought_in(before, after)
    for flag in sentence["flags"]:
        about = flag.get("about", "")
        if not says(about, before) or says(about, after):
            kept.append(flag)
        elif flag["code"] not in {one["code"] for one in made}:
            made.append({**flag, "id": str(uuid4()), "about": "", "whole": after, "of": []})
    return [*kept, *made]


def _brought_in(before: str, after: str) -> list[dict[str, Any]]:
    """A mark for each sentinel that was not in the sentence before."""
    found: list[dict[str, Any]] = []
    for code in sorted(PATTERNS, key=lambda code: code == "number"):
        there = Counter(words.lower() for words in PATTERNS[code].findall(before))
        new = Counter(words.lower() for words in PATTERNS[code].findall(after)) - there
        told = " ".join(one["about"] for one in found)
        abouts = [words for words in new if code != "number" or words not in told]
        reason = f"{REASONS[code]}, changed by find and replace"
        found += [{"id": str(uuid4()), "code": code, "reason": reason, "about": words} for words in abouts]
    return found
