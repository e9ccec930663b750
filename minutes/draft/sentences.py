"""Words with times become turns, and turns become tidy sentences that keep their seconds; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minutes.draft.patterns import pattern, word_list

LONGEST_PAUSE_IN_A_TURN = 4.0
LONGEST_SENTENCE, SHORTEST_PIECE, A_PAUSE = 70, 8, 0.3

ABBREVIATIONS = frozenset(word_list("abbreviations"))
MAY_END_A_SENTENCE = frozenset(word_list("abbreviations_that_may_end"))
OPENERS = frozenset(word_list("openers"))
ENDING = re.compile(r"[.?!…]+[\"'”’)\]]*(?=\s|$)")
ENUMERATOR = pattern("enumerator")

# Rules of tidying, in the order they are applied. Nothing is added; these words alone are left out:
#   1. sounds of hesitation: um, uh, er, erm, hmm, mm;
#   2. "you know" and "I mean" between commas;
#   3. a small word said twice in a row ("the the", "I I", "we we"), kept once;
#   4. a word broken off by a dash and started again ("sch- school").
FILLER = re.compile(
    r"(?:(?<=^)|(?<=[\s,(—-]))(?:u+m+|u+h+|e+r+m*|h+m+|m{2,})(?:\b|(?=,))[,.…]*\s*", re.IGNORECASE
)
ASIDE = re.compile(r",\s*(?:you know|i mean)\s*,", re.IGNORECASE)
STUTTER = re.compile(
    r"\b(i|i'm|i've|we|he|she|they|it|it's|you|the|a|an|and|but|so|to|of|in|on|at|for|with|my|his|her|their|is|was|if)"
    r"(?:,?\s+\1\b)+",
    re.IGNORECASE,
)
BROKEN = re.compile(r"\b(\w{1,5})[-—]+\s+(?=\1\w)", re.IGNORECASE)
ACKNOWLEDGEMENT = pattern("acknowledgement")


@dataclass(frozen=True)
class Word:
    """One word as it was heard."""

    text: str
    start: float
    end: float
    probability: float | None = None


@dataclass
class Turn:
    """What one speaker says until somebody else speaks or a long silence."""

    speaker: str
    words: list[Word] = field(default_factory=list)
    flags: list[tuple[Mapping[str, Any], range | list[int]]] = field(default_factory=list)


@dataclass
class Sentence:
    """One sentence of the draft: tidy text, what was heard, and the seconds it came from."""

    text: str
    heard: str
    speaker: str
    turn: int
    words: list[Word]
    flags: list[dict[str, Any]] = field(default_factory=list)

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end

    @property
    def length(self) -> int:
        return len(self.words)

    @property
    def is_acknowledgement(self) -> bool:
        """True for "Thank you, Tom.": polite, and without content."""
        return bool(ACKNOWLEDGEMENT.match(self.text))


def turns(segments: Iterable[Mapping[str, Any]]) -> list[Turn]:
    """Join what one speaker says in a row; a long silence ends a turn too."""
    found: list[Turn] = []
    for segment in segments:
        words = list(_words(segment))
        if not words:
            continue
        speaker = str(segment.get("speaker") or "Speaker not known")
        last = found[-1] if found else None
        silence = words[0].start - last.words[-1].end if last else 0.0
        if last is None or last.speaker != speaker or silence > LONGEST_PAUSE_IN_A_TURN:
            last = Turn(speaker)
            found.append(last)
        last.flags.extend(_placed(segment.get("flags") or [], len(last.words), len(words)))
        last.words.extend(words)
    return found


def sentences(spoken: Sequence[Turn]) -> list[Sentence]:
    """Every sentence of every turn, tidied; one that holds nothing but hesitation is left out."""
    found: list[Sentence] = []
    for number, turn in enumerate(spoken):
        first = 0
        for words in _not_too_long(_split(turn.words)):
            flags = flags_of(turn.flags, words, first)
            first += len(words)
            heard = " ".join(word.text for word in words)
            text = tidy(heard)
            if text:
                found.append(Sentence(text, heard, turn.speaker, number, words, flags))
    return found


def _not_too_long(groups: Iterable[list[Word]]) -> Iterator[list[Word]]:
    """A machine may hear no stop for minutes: what is too long for a sentence is cut at a pause."""
    waiting = list(groups)[::-1]
    while waiting:
        words = waiting.pop()
        if len(words) <= LONGEST_SENTENCE:
            yield words
            continue
        middle = len(words) / 2
        edges = range(SHORTEST_PIECE, len(words) - SHORTEST_PIECE)
        cut = max(edges, key=lambda n: (words[n].start - words[n - 1].end >= A_PAUSE, -abs(n - middle)))
        waiting += [words[cut:], words[:cut]]


def split_text(text: str) -> list[str]:
    """Split plain text into sentences by the same rules."""
    words = [Word(piece, 0.0, 0.0) for piece in text.split()]
    return [" ".join(word.text for word in group) for group in _split(words)]


def tidy(heard: str) -> str:
    """Apply the stated rules of tidying to one sentence."""
    text = FILLER.sub("", heard)
    text = ASIDE.sub("", text)
    text = BROKEN.sub("", text)
    text = STUTTER.sub(r"\1", text)
    text = re.sub(r"\s+([,.?!;:])", r"\1", re.sub(r"\s{2,}", " ", text)).strip(" ,")
    if not re.search(r"\w", text):
        return ""
    return text[0].upper() + text[1:] if heard[:1].isupper() else text


def _words(segment: Mapping[str, Any]) -> Iterator[Word]:
    timed = segment.get("words")
    if timed:
        for word in timed:
            if text := str(word["word"]).strip():
                yield Word(text, float(word["start"]), float(word["end"]), word.get("probability"))
        return
    yield from _spread(str(segment.get("text") or "").split(), float(segment["start"]), float(segment["end"]))


def _spread(pieces: Sequence[str], start: float, end: float) -> Iterator[Word]:
    """Without word times, a word takes its share of the segment by its letters."""
    letters = sum(len(piece) for piece in pieces) or 1
    before = 0
    for piece in pieces:
        first = start + (end - start) * before / letters
        before += len(piece)
        yield Word(piece, round(first, 3), round(start + (end - start) * before / letters, 3))


def _split(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Cut at the stops. Where nothing has a capital, the next word's small letter says nothing."""
    small = not any(word.text[:1].isupper() for word in words)
    sentence: list[Word] = []
    for position, word in enumerate(words):
        sentence.append(word)
        following = words[position + 1].text if position + 1 < len(words) else ""
        following = following[:1].upper() + following[1:] if small else following
        if _ends(word.text, following) and not ENUMERATOR.match(" ".join(w.text for w in sentence)):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _ends(word: str, following: str) -> bool:
    if not ENDING.search(word):
        return False
    if not following:
        return True
    bare = word.strip("\"'”’)](“‘").lower()
    if bare.endswith(("?", "!")):
        return following[:1].isupper() or not following[:1].isalpha()
    if bare.endswith("..") or bare.endswith("…"):
        return following[:1].isupper()
    return _full_stop_ends(bare.rstrip("."), following)


def _full_stop_ends(bare: str, following: str) -> bool:
    next_word = following.strip("\"'“‘(,.?!").lower()
    if bare == "no" and following[:1].isdigit():
        return False
    if re.fullmatch(r"[a-z]|(?:[a-z]\.)+[a-z]", bare) or bare in ABBREVIATIONS:
        ends_well = bare in MAY_END_A_SENTENCE or bare == "i" or "." in bare
        return ends_well and following[:1].isupper() and next_word in OPENERS
    return not following[:1].islower()


def _placed(
    flags: Sequence[Any], before: int, count: int
) -> Iterator[tuple[Mapping[str, Any], range | list[int]]]:
    """A segment's flags, their words counted from the start of the turn; one without words is about all."""
    for flag in flags:
        if isinstance(flag, Mapping):
            own = flag.get("words") or []
            yield flag, [before + int(n) for n in own] if own else range(before, before + count)


def flags_of(
    flags: Sequence[tuple[Mapping[str, Any], range | list[int]]], words: Sequence[Word], first: int
) -> list[dict[str, Any]]:
    """The flags that fall on these words, one for each run of words: each is heard by itself."""
    found: list[dict[str, Any]] = []
    measures: dict[int, Mapping[str, Any]] = {}
    for flag, places in flags:
        own = [n - first for n in places if first <= n < first + len(words)]
        if flag.get("code") in MEASURES:
            for n in own:
                measures[n] = min(measures.get(n, flag), flag, key=_telling)
        elif own and isinstance(places, range):
            found.append(_told(flag, ""))
        else:
            found.extend(_told(flag, _words_at(words, run)) for run in _runs(own, 1))
    for run in _runs(list(measures), NEAR_WORDS):
        flag = min((measures[n] for n in run if n in measures), key=_telling)
        found.append(_told(flag, _words_at(words, range(run[0], run[-1] + 1))))
    return found


# "Thursday the 5th of November 2026" is one date, not a date and a number: the most telling code comes first.
MEASURES = ("dose", "money", "age", "date", "number")
NEAR_WORDS = 2


def _telling(flag: Mapping[str, Any]) -> int:
    return MEASURES.index(flag["code"])


def _told(flag: Mapping[str, Any], about: str) -> dict[str, Any]:
    return {"code": flag.get("code", ""), "reason": flag.get("reason", ""), "about": about}


def _words_at(words: Sequence[Word], places: Sequence[int] | range) -> str:
    return " ".join(words[n].text for n in places)


def _runs(places: Sequence[int], gap: int) -> list[list[int]]:
    """Places cut where they are further apart than `gap`."""
    runs: list[list[int]] = []
    for place in sorted(set(places)):
        if runs and place - runs[-1][-1] <= gap:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
