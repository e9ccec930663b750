"""Who is who: from the attendance list, from what people say of themselves, and from how they speak; pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from minutes.draft.patterns import names, pattern, word_list
from minutes.draft.sentences import Sentence

CHAIR, FAMILY, CHILD, ADVOCATE, SUPPORTER, STAFF, UNKNOWN = (
    "chair", "family", "child", "advocate", "supporter", "staff", "unknown",
)  # fmt: skip
NOT_AGENCIES = frozenset({CHAIR, FAMILY, CHILD, ADVOCATE, SUPPORTER, STAFF, UNKNOWN})

# The groups of the vocabulary. The earliest match in a text wins, so that "the social worker for Alfie and
# his mum" is a social worker; of two that start together, the one that stands first in the file.
PATTERNS = {name.removeprefix("group_"): pattern(name) for name in names("group_")}
SELF, STEERING = pattern("says_of_self"), pattern("steers")
TEACHES = re.compile(r"\bI(?:'m| am)? teach(?:ing)?\b", re.IGNORECASE)
TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Sergeant|Constable|Detective|Inspector|PC|DC|DS|DI)\.?\s+)*"
NAME = rf"({TITLE}[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,2}})"
SAYS_NAME = re.compile(rf"(?:\b[Ii]'?m|\b[Ii] am|[Mm]y name(?:'s| is)|[Ii]t's|[Tt]his is)\s+{NAME}")
OPENS_WITH_NAME = re.compile(
    r"^(?:(?:Hi|Hello|Yes|Morning|Good morning|Good afternoon|And|So|Okay)[,. ]+)*"
    rf"{NAME}(?:[,.]| from | at | with )"
)
NO_NAME = frozenset(word_list("no_names"))
TITLES = pattern("titles")


@dataclass(frozen=True)
class Person:
    """What is known or guessed about one speaker label, and the words the guess rests on."""

    speaker: str
    name: str = ""
    role: str = ""
    group: str = UNKNOWN
    because: str = ""

    @property
    def is_professional(self) -> bool:
        return self.group not in NOT_AGENCIES

    @property
    def is_family(self) -> bool:
        return self.group in (FAMILY, CHILD, SUPPORTER)


def recognise(
    said: Sequence[Sentence],
    attendance: Sequence[Mapping[str, str]],
    *,
    known: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Person]:
    """One person for each speaker label; the label itself is never changed, because a person confirms it.

    `known` says for some labels which row of the attendance list they are.
    """
    labels = dict.fromkeys(sentence.speaker for sentence in said)
    found = {
        label: _from_list(label, known[label], "")
        if known and label in known
        else _person(label, said, attendance)
        for label in labels
    }
    if found and all(person.group != CHAIR for person in found.values()):
        label = _who_steers(said, found)
        found[label] = replace(found[label], group=CHAIR)
    _called_upon(said, found)
    return found


def _called_upon(said: Sequence[Sentence], found: dict[str, Person]) -> None:
    """Somebody not yet known is of the agency the chair names on handing over: "What about school, Jo?"."""
    for now, following in pairwise(said):
        unknown = found[following.speaker].group == UNKNOWN
        if unknown and found[now.speaker].group == CHAIR and following.speaker != now.speaker:
            group = group_of(now.text)
            if group not in NOT_AGENCIES or group in (CHILD, ADVOCATE):
                found[following.speaker] = replace(found[following.speaker], group=group, because=now.text)


def silent(found: Mapping[str, Person], attendance: Sequence[Mapping[str, str]]) -> list[Person]:
    """Those on the attendance list whom no voice was recognised as."""
    heard = {person.name for person in found.values()}
    return [_from_list("", row, "") for row in attendance if row.get("name", "") not in heard]


def group_of(text: str) -> str:
    """The group whose words come first in a role, an agency or a self-introduction."""
    first, group = len(text) + 1, UNKNOWN
    for name, expression in PATTERNS.items():
        match = expression.search(text)
        if match and match.start() < first:
            first, group = match.start(), name
    return group


def first_name(name: str) -> str:
    """The name a chair would call someone by."""
    words = TITLES.sub("", name).split()
    return words[0].lower() if words else ""


def _person(label: str, said: Sequence[Sentence], attendance: Sequence[Mapping[str, str]]) -> Person:
    listed = _listed(label, attendance)
    if listed:
        return _from_list(label, listed, "")
    sentence, name, group = _introduction(label, said)
    matched = _listed(name, attendance) if name else None
    if matched is None and group not in (UNKNOWN, CHAIR):
        same = [row for row in attendance if _group_of_row(row) == group]
        matched = same[0] if len(same) == 1 else None
    if matched:
        return _from_list(label, matched, sentence)
    name_of_label = "" if re.match(r"speaker\b", label, re.IGNORECASE) else label
    return Person(label, name or name_of_label, "", group, sentence)


def _from_list(label: str, row: Mapping[str, str], because: str) -> Person:
    return Person(label, str(row.get("name", "")), str(row.get("role", "")), _group_of_row(row), because)


def _group_of_row(row: Mapping[str, str]) -> str:
    role = group_of(str(row.get("role", "")))
    return role if role != UNKNOWN else group_of(str(row.get("agency", "")))


def _listed(name: str, attendance: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """The attendance row whose name is the nearest, if it is near enough to be a mis-hearing of it."""
    wanted = TITLES.sub("", name).lower()
    if not wanted:
        return None
    scored = [
        (_likeness(wanted, TITLES.sub("", str(row.get("name", ""))).lower()), n)
        for n, row in enumerate(attendance)
    ]
    best, position = max(scored, default=(0.0, 0))
    return attendance[position] if best >= 0.78 else None


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one.split()) == 1 and other.split()[:1] == [one]:
        return 0.8
    return SequenceMatcher(None, one, other).ratio()


def _introduction(label: str, said: Sequence[Sentence]) -> tuple[str, str, str]:
    """The sentence in which a speaker says who they are, the name in it, and the group it tells."""
    own = [sentence for sentence in said if sentence.speaker == label]
    name = next((found for s in own[:14] if (found := _name_in(s.text))), "")
    for place, sentence in enumerate(own[:14]):
        near = place < 4 or bool(SAYS_NAME.search(sentence.text))
        if not near or not (SELF.search(sentence.text) or OPENS_WITH_NAME.match(sentence.text)):
            continue
        group = _group_told(sentence.text)
        if group != UNKNOWN:
            return sentence.text, name, group
    return (own[0].text if name else ""), name, _group_after_name(own[:3]) if name else UNKNOWN


def _group_told(text: str) -> str:
    if TEACHES.search(text):
        return "school"
    start = SELF.search(text)
    return group_of(text[start.start() :] if start else text)


def _group_after_name(own: Sequence[Sentence]) -> str:
    return group_of(" ".join(sentence.text for sentence in own))


def _name_in(text: str) -> str:
    match = SAYS_NAME.search(text) or OPENS_WITH_NAME.match(text)
    if not match:
        return ""
    words = match.group(1).split()
    alone = len(words) == 1 and not SAYS_NAME.search(text) and len(text.split()) > 1
    return "" if alone or words[0].lower() in NO_NAME else " ".join(words)


def _who_steers(said: Sequence[Sentence], found: Mapping[str, Person]) -> str:
    """The chair is who steers most often, and usually who speaks first."""
    points: Counter[str] = Counter(dict.fromkeys(found, 0))
    for sentence in said:
        points[sentence.speaker] += 1 if STEERING.search(sentence.text) else 0
    points[said[0].speaker] += 3
    known = {label for label, person in found.items() if person.group not in (UNKNOWN, STAFF)}
    candidates = {label: n for label, n in points.items() if label not in known} or dict(points)
    return max(candidates, key=lambda label: candidates[label])
