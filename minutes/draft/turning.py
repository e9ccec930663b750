"""A "not" on which a decision, a view or an answer turns is heard by a person, however sure it sounds; pure.

In long sentences the worker marks only those that it was unsure of, for everybody says "not" all the time.
What is decided, what somebody thinks of a plan and what is to be done are few sentences, and one lost "not"
there is the opposite of what was said. A short answer is one too where it stands inside a long turn.
"""

from collections.abc import Iterable, Sequence

from minutes.draft.sentences import Sentence
from transcription.sentinels import PATTERNS, SHORT_ANSWER

CODE = "negation"
BEARING = "A decision, a view or something to be done that turns on this word"
ANSWER = "A short answer that turns on one word: yes or no"
DECIDING = frozenset({"decision", "threshold_views", "outline_plan", "contingency"})
SHORT = 5  # so short a sentence is an answer whoever spoke before


def mark(said: Sequence[Sentence], topics: Sequence[str], taken_up: Iterable[float]) -> None:
    """Mark the words that turn a sentence; `taken_up` are the seconds of what is suggested to a person."""
    starts = set(taken_up)
    for n, (sentence, topic) in enumerate(zip(said, topics, strict=True)):
        if sentence.text.endswith("?") or any(flag["code"] == CODE for flag in sentence.flags):
            continue
        bears = topic in DECIDING or round(sentence.start, 3) in starts
        reason = BEARING if bears else ANSWER if _answers(said, n) else ""
        for word in PATTERNS[CODE].findall(sentence.text) if reason else ():
            sentence.flags.append({"code": CODE, "reason": reason, "about": word})


def _answers(said: Sequence[Sentence], n: int) -> bool:
    """A few words, or a short sentence right after somebody else's question."""
    sentence, before = said[n], said[n - 1] if n else None
    asked = before is not None and before.speaker != sentence.speaker and before.text.endswith("?")
    return sentence.length <= (SHORT_ANSWER if asked else SHORT)
