"""Find and replace over the whole text: which sentences hold the words, and how they would read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from minutes.statements import is_statement
from minutes.text import Hand, Text, paragraphs, with_sentences


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
    """The text with the chosen sentences rewritten. Their seconds, what was heard and their flags stay.

    It is signed apart from an edit: nobody looked at each sentence, so a replacement settles no check.
    """
    signed = {"replaced_by": hand.user, "replaced_at": hand.at}
    return with_sentences(
        text, only, lambda sentence: {**sentence, "text": wanted.rewrite(sentence["text"]), **signed}
    )
