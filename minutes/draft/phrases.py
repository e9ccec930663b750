"""How much a sentence sounds like what is said under each heading: word statistics of `phrases.txt`; pure.

A word or a pair of words speaks for a heading by how much likelier it is there than elsewhere, among those
who speak alike (the chair, or anybody else). Few examples move the score little.
"""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from minutes.draft.dates import MONTHS, WEEKDAY
from minutes.draft.patterns import pattern

CHAIR_SAYS, OTHERS_SAY = "chair", "other"
# How many imagined examples stand beside the real ones, and how far one sentence may go.
CAUTION, PAIRS, MOST, LEAST = 2.0, 0.6, 5.0, -3.0
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|\?")
SHORT = (("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("'ll", " will"), ("'ve", " have"),
         ("'re", " are"), ("i'm", "i am"), ("it's", "it is"), ("that's", "that is"), ("what's", "what is"),
         ("there's", "there is"), ("who's", "who is"), ("here's", "here is"), ("let's", "let us"),
         ("he's", "he is"), ("she's", "she is"), ("'d", " would"))  # fmt: skip
SAME = {
    **dict.fromkeys(MONTHS, "<month>"),
    **dict.fromkeys(WEEKDAY.split("|"), "<day>"),
    **dict.fromkeys(["mam", "mummy", "mother", "mums"], "mum"),
    **dict.fromkeys(["daddy", "father", "dads"], "dad"),
    **dict.fromkeys(["she", "they"], "he"),
    **dict.fromkeys(["her", "them"], "him"),
    **dict.fromkeys(["child", "boys", "girls", "kids", "bairns", "boy", "girl"], "children"),
    **dict.fromkeys(["yeah", "yep", "aye"], "yes"),
}
NUMBER = pattern("number_words")
NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Example:
    """One thing that is said, under which heading, and by whom."""

    topic: str
    who: str
    text: str


@dataclass(frozen=True)
class Model:
    """What each word or pair of words says for each heading, for the chair and for the others."""

    points: dict[tuple[str, str], dict[str, float]]
    unseen: dict[tuple[str, str], float]
    topics: tuple[str, ...]

    def score(self, text: str, who: str, names: Mapping[str, str] = NOBODY) -> dict[str, float]:
        """For each heading: above nought where the words speak for it, below where they speak against.

        `names` says for a name what stands in its place: "children" for a child's.
        """
        found = dict.fromkeys(self.topics, 0.0)
        for feature in set(features(text, names)):
            known = self.points.get((who, feature))
            if known:
                weight = PAIRS if " " in feature else 1.0 - PAIRS / 2
                for topic in found:
                    found[topic] += weight * known.get(topic, self.unseen[who, topic])
        return {topic: max(LEAST, min(MOST, points)) for topic, points in found.items()}


def learn(examples: Iterable[Example]) -> Model:
    """Count words and pairs by heading, and weigh them against all that the same people say."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for example in examples:
        for feature in set(features(example.text)):
            counts[example.who, feature][example.topic] += 1
        totals[f"{example.who} {example.topic}"] += 1
    topics = tuple(dict.fromkeys(key.partition(" ")[2] for key in totals))
    everyone = {
        who: sum(n for key, n in totals.items() if key.startswith(who + " "))
        for who in (CHAIR_SAYS, OTHERS_SAY)
    }
    points: dict[tuple[str, str], dict[str, float]] = {}
    unseen: dict[tuple[str, str], float] = {}
    for who in everyone:
        for topic in topics:
            size = totals[f"{who} {topic}"]
            unseen[who, topic] = math.log(CAUTION / (size + CAUTION)) if size else -1.0
    for (who, feature), by_topic in counts.items():
        usual = sum(by_topic.values()) / everyone[who]
        points[who, feature] = {
            topic: math.log((n / usual + CAUTION) / (totals[f"{who} {topic}"] + CAUTION))
            for topic, n in by_topic.items()
        }
    return Model(points, unseen, topics)


def features(text: str, names: Mapping[str, str] = NOBODY) -> Iterator[str]:
    """The words and pairs of words of a text, written alike: names, numbers, months and short forms."""
    words = ["^", *_words(text, names)]
    yield from words[1:]
    yield from (f"{one} {two}" for one, two in itertools.pairwise(words))


def _words(text: str, names: Mapping[str, str]) -> Iterator[str]:
    lowered = text.lower().replace("’", "'")
    for short, long in SHORT:
        lowered = lowered.replace(short, long)
    for word in WORD.findall(lowered):
        name = word.removesuffix("'s")
        if name in names:
            yield names[name]
        elif word.isdigit() or NUMBER.fullmatch(word):
            yield "<n>"
        else:
            yield SAME.get(word, word)


@cache
def model() -> Model:
    """What the phrases of the file teach, read once."""
    return learn(examples(Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8")))


def examples(text: str) -> Iterator[Example]:
    """The phrases of the file: "== heading, who" begins a list."""
    topic = who = ""
    for line in text.splitlines():
        if line.startswith("=="):
            topic, who = (cell.strip() for cell in line.strip("= ").split(","))
        elif line and not line.startswith("#"):
            yield Example(topic, who, line)
