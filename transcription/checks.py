"""What in a transcript looks unsure or invented, and what must be heard by a person in any case: pure.

A flag is `{"code", "reason", "words"}`: a stable code, why in words a reader understands, and the positions
in the segment of the words it speaks of (none when it speaks of all of them).
"""

import re
from collections import Counter
from collections.abc import Sequence

from transcription import languages, sentinels
from transcription.engine.words import Flag, Segment, Word

UNSURE_WORD, UNSURE_PART = 0.35, 0.6
UNSURE_PASSAGE = -0.7
FOREIGN_LETTERS = 0.08
LEAST_ENGLISH = 0.5
MOST_REPETITIVE = 2.4
LIKELY_SILENCE = 0.6
FASTEST_WORDS, FASTEST_LETTERS = 6.5, 30.0
VOICE_HEARD = 0.3
WINDOW_SECONDS = 0.032
# How far a word's time may be off before the voice under it counts as missing.
SLACK_SECONDS = 0.4

REASONS = {
    "low_confidence": "The software was unsure of these words",
    "too_fast": "More words than anybody can say in this time",
    "repetition": "The same words again and again, which the software may have made up",
    "no_voice": "Words where no voice was heard",
    "no_speech": "The software itself thought that nobody spoke here",
    "language": "This may not be English",
    "negation": "A short answer that turns on one word: yes or no",
    "number": "A number",
    "age": "An age",
    "date": "A date or a time",
    "dose": "A medicine dose",
    "money": "An amount of money",
    "suicide": "Self-harm or suicide",
    "weapon": "A weapon",
    "sexual": "Sexual harm",
    "violence": "Violence",
    "drugs": "Drugs",
    "alcohol": "Alcohol",
}
INVENTED = frozenset({"repetition", "no_voice", "no_speech", "too_fast"})
SENTINELS = frozenset(sentinels.PATTERNS)
# A line of seven words or more without one of these is hardly English speech.
COMMON = re.compile(
    r"\b(?:a|about|all|and|are|as|at|be|been|but|by|can|do|for|from|had|has|have|he|"
    r"her|him|his|i|if|in|is|it|it's|know|like|me|my|no|not|of|on|or|our|she|"
    r"so|some|that|the|their|them|then|there|they|this|to|up|was|we|were|what|"
    r"when|which|who|will|with|would|yes|you|your)\b",
    re.IGNORECASE,
)


def of_passage(
    *, certainty: float, repetition: float, no_speech: float, english: float = 1.0, language: str = "en"
) -> list[Flag]:
    """What the speech model's own figures say about a passage it decoded in one go."""
    found = []
    if certainty < UNSURE_PASSAGE:
        found.append(_flag("low_confidence"))
    if repetition > MOST_REPETITIVE:
        found.append(_flag("repetition"))
    if no_speech > LIKELY_SILENCE:
        found.append(_flag("no_speech"))
    if language != "en":
        found.append(Flag(code="language", reason=languages.reason(language), words=[]))
    elif english < LEAST_ENGLISH:
        found.append(_flag("language"))
    return found


def of_segment(segment: Segment) -> list[Flag]:
    """What the words of a segment and their times say."""
    words = segment["words"]
    found = [_unsure(words), _too_fast(words), _repeated(words), _unlikely_language(words)]
    return [flag for flag in [*found, *_sentinels(words)] if flag]


def of_voice(segment: Segment, *, voice: Sequence[float], start: float) -> list[Flag]:
    """Words of a segment under which no voice was heard; `voice` is one probability for each 32 ms."""
    silent = [
        position
        for position, word in enumerate(segment["words"])
        if _loudest(voice, word["start"] - start, word["end"] - start) < VOICE_HEARD
    ]
    return [_flag("no_voice", silent)] if silent else []


def of_part(part: Segment, *, of: Segment) -> list[Flag]:
    """The flags of a part of a segment that was cut in two: its own, and what held for the whole."""
    kept = [flag for flag in of["flags"] if not flag["words"]]
    first = of["words"].index(part["words"][0])
    positions = range(first, first + len(part["words"]))
    for flag in of["flags"]:
        inside = [at - first for at in flag["words"] if at in positions]
        if inside and flag["code"] == "no_voice":
            kept.append(_flag("no_voice", inside))
    return once_each([*kept, *of_segment(part)])


def _flag(code: str, words: list[int] | None = None) -> Flag:
    return Flag(code=code, reason=REASONS[code], words=words or [])


def _unsure(words: list[Word]) -> Flag | None:
    unsure = [position for position, word in enumerate(words) if word["probability"] < UNSURE_WORD]
    if sum(word["probability"] for word in words) / len(words) < UNSURE_PART:
        return _flag("low_confidence")
    return _flag("low_confidence", unsure) if unsure else None


def _too_fast(words: list[Word]) -> Flag | None:
    seconds = max(words[-1]["end"] - words[0]["start"], 0.01)
    letters = sum(len(word["word"]) for word in words)
    if len(words) >= 4 and (len(words) / seconds > FASTEST_WORDS or letters / seconds > FASTEST_LETTERS):
        return _flag("too_fast")
    return None


def _repeated(words: list[Word]) -> Flag | None:
    plain = [_plain(word) for word in words]
    for size, most in ((1, 4), (2, 3), (3, 3), (4, 3)):
        runs = Counter(tuple(plain[at : at + size]) for at in range(len(plain) - size + 1))
        if runs and size > 1 and runs.most_common(1)[0][1] > most:
            return _flag("repetition")
        if _in_a_row(plain, size) >= most:
            return _flag("repetition")
    return None


def _in_a_row(plain: list[str], size: int) -> int:
    longest = 1
    for at in range(len(plain)):
        count = 1
        while (
            plain[at + count * size : at + (count + 1) * size] == plain[at : at + size]
            and plain[at : at + size]
        ):
            count += 1
        longest = max(longest, count)
    return longest


def _unlikely_language(words: list[Word]) -> Flag | None:
    text = "".join(word["word"] for word in words)
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if not letter.isascii())
    if letters and foreign / len(letters) > FOREIGN_LETTERS:
        return _flag("language")
    if len(words) >= 7 and not COMMON.search(" ".join(word["word"] for word in words)):
        return _flag("language")
    return None


def _sentinels(words: list[Word]) -> list[Flag]:
    return [_flag(kind, positions) for kind, positions in sentinels.found(words).items()]


def _loudest(voice: Sequence[float], start: float, end: float) -> float:
    first = max(0, int((start - SLACK_SECONDS) / WINDOW_SECONDS))
    last = max(first + 1, int((end + SLACK_SECONDS) / WINDOW_SECONDS) + 1)
    return max((float(value) for value in voice[first:last]), default=0.0)


def once_each(flags: list[Flag]) -> list[Flag]:
    """One flag of each code: the first that speaks of the whole segment, or else the first."""
    kept: dict[str, Flag] = {}
    for flag in flags:
        if flag["code"] not in kept or (kept[flag["code"]]["words"] and not flag["words"]):
            kept[flag["code"]] = flag
    return list(kept.values())


def _plain(word: Word) -> str:
    return re.sub(r"[^\w']", "", word["word"].lower())
