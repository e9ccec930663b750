"""The words that a person must hear for themselves, however sure the software was: pure."""

import re

from transcription.engine.words import Word
from transcription.sentinels.measures import MEASURES
from transcription.sentinels.risks import RISKS

SHORT_ANSWER = 8
SURE_NEGATION = 0.7
PATTERNS = MEASURES | RISKS
MORE_TELLING = ("age", "date", "dose", "money")


def found(words: list[Word]) -> dict[str, list[int]]:
    """Each kind of sentinel in these words, with the positions of its words."""
    kinds = {kind: _matching(words, pattern) for kind, pattern in PATTERNS.items()}
    told = {position for kind in MORE_TELLING for position in kinds[kind]}
    kinds["number"] = [position for position in kinds["number"] if position not in told]
    if len(words) > SHORT_ANSWER:
        kinds["negation"] = [at for at in kinds["negation"] if words[at]["probability"] < SURE_NEGATION]
    return {kind: positions for kind, positions in kinds.items() if positions}


def _matching(words: list[Word], pattern: re.Pattern[str]) -> list[int]:
    text = " ".join(word["word"] for word in words)
    spans = [match.span() for match in pattern.finditer(text)]
    positions, begin = [], 0
    for position, word in enumerate(words):
        end = begin + len(word["word"])
        if any(first < end and begin < last for first, last in spans):
            positions.append(position)
        begin = end + 1
    return positions
