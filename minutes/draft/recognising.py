"""Who is who: from the attendance list, from what people say of themselves, and from how they speak; pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from minutes.draft import listed
from minutes.draft.listed import Row
from minutes.draft.patterns import pattern, word_list
from minutes.draft.people import ADVOCATE, CHAIR, CHILD, NOT_AGENCIES, UNKNOWN, Person, group_of
from minutes.draft.sentences import Sentence

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
NUMBER = pattern("number_words")
# In which part of a meeting people say who they are, and in how few words.
OPENING, FEW_WORDS, ROUND = 0.4, 25, 3
FIRST_TO_SPEAK, TOLD_WITHIN = 3, 10


def recognise(
    said: Sequence[Sentence],
    attendance: Sequence[Row],
    *,
    known: Mapping[str, Row] | None = None,
) -> dict[str, Person]:
    """One person for each speaker label; the label itself is never changed, because a person confirms it.

    `known` says for some labels which row of the attendance list they are.
    """
    if not said:
        return {}
    labels = dict.fromkeys(sentence.speaker for sentence in said)
    steers = _who_steers(said)
    rows = listed.rows_of(said, attendance, known or {}, steers=steers)
    opening = _opening(said)
    found = {
        label: listed.person(label, *rows[label])
        if label in rows
        else _person(label, _own(label, said, steers), opening, _left(attendance, rows))
        for label in labels
    }
    chair = next((label for label, person in found.items() if person.group == CHAIR), steers)
    if not found[chair].role:
        found[chair] = _as_chair(found[chair], attendance)
    _called_by_name(said, found, attendance)
    _called_upon(said, found)
    _in_the_round(said, found, opening)
    return found


def _as_chair(person: Person, attendance: Sequence[Row]) -> Person:
    chairs = [row for row in attendance if listed.group_of_row(row) == CHAIR]
    if len(chairs) == 1:
        return listed.person(person.speaker, chairs[0], "")
    return replace(person, group=CHAIR)


def _own(label: str, said: Sequence[Sentence], steers: str) -> list[Sentence]:
    """The first sentences of a voice. Who steers calls others by name: only "I" tells who that is."""
    own = [sentence for sentence in said if sentence.speaker == label][:14]
    return [one for one in own if listed.SAYS_SELF.search(one.text)] if label == steers else own


def _left(attendance: Sequence[Row], rows: Mapping[str, tuple[Row, str]]) -> list[Row]:
    taken = [id(row) for row, _ in rows.values()]
    return [row for row in attendance if id(row) not in taken]


def silent(found: Mapping[str, Person], attendance: Sequence[Row]) -> list[Person]:
    """Those on the attendance list whom no voice was recognised as."""
    heard = {person.name for person in found.values()}
    return [listed.person("", row, "") for row in attendance if row.get("name", "") not in heard]


def _called_by_name(said: Sequence[Sentence], found: dict[str, Person], attendance: Sequence[Row]) -> None:
    """Somebody not yet known is who the chair calls by name before they speak."""
    heard = {person.name for person in found.values()}
    free = [row for row in attendance if row.get("name") and row["name"] not in heard]
    votes: dict[str, Counter[int]] = {}
    for now, following in pairwise(said):
        if found[following.speaker].group == UNKNOWN and found[now.speaker].group == CHAIR:
            words = set(re.findall(r"[\w'’-]+", now.text.lower()))
            named = [n for n, row in enumerate(free) if words & listed.names_of(row)]
            votes.setdefault(following.speaker, Counter()).update(named[:1] if len(named) == 1 else [])
    taken: set[int] = set()
    for label, rows in votes.items():
        best = rows.most_common(2)
        clear = bool(best) and (len(best) == 1 or best[0][1] > best[1][1])
        if clear and best[0][0] not in taken:
            taken.add(best[0][0])
            found[label] = listed.person(label, free[best[0][0]], "")
    left = [row for n, row in enumerate(free) if n not in taken]
    unknown = [label for label, person in found.items() if person.group == UNKNOWN]
    if len(unknown) == len(left) == 1:
        found[unknown[0]] = listed.person(unknown[0], left[0], "")


def _called_upon(said: Sequence[Sentence], found: dict[str, Person]) -> None:
    """Somebody not yet known is of the agency the chair names on handing over: "What about school, Jo?"."""
    for now, following in pairwise(said):
        unknown = found[following.speaker].group == UNKNOWN
        hands_over = now.text.endswith("?") or now.length <= FEW_WORDS // 2
        if unknown and hands_over and found[now.speaker].group == CHAIR:
            group = group_of(now.text)
            if group not in NOT_AGENCIES or group in (CHILD, ADVOCATE):
                found[following.speaker] = replace(found[following.speaker], group=group, because=now.text)


def _in_the_round(said: Sequence[Sentence], found: dict[str, Person], opening: set[int]) -> None:
    """In the round of introductions a few words are enough: "theresa lund health visitor"."""
    for sentence in said:
        person = found[sentence.speaker]
        if person.group == UNKNOWN and sentence.turn in opening:
            group = group_of(sentence.text)
            found[sentence.speaker] = replace(person, group=group, because=sentence.text if group else "")


def _opening(said: Sequence[Sentence]) -> set[int]:
    """The turns of the round in which several people in a row speak for the first time, and shortly."""
    found: set[int] = set()
    run: list[int] = []
    for turn, first, length in _first_turns(said):
        if first and length <= FEW_WORDS:
            run.append(turn)
            continue
        if len(run) >= ROUND:
            found.update(run)
        if length > FEW_WORDS // 2:
            run = []
    return found | (set(run) if len(run) >= ROUND else set())


def _first_turns(said: Sequence[Sentence]) -> Iterator[tuple[int, bool, int]]:
    lengths = Counter[int]()
    speakers: dict[int, str] = {}
    for sentence in said:
        lengths[sentence.turn] += sentence.length
        speakers[sentence.turn] = sentence.speaker
    seen: set[str] = set()
    for turn, speaker in speakers.items():
        yield turn, speaker not in seen, lengths[turn]
        seen.add(speaker)


def _person(label: str, own: Sequence[Sentence], opening: set[int], attendance: Sequence[Row]) -> Person:
    sentence, name, group = _introduction(own, opening)
    matched = listed.nearest(name, attendance) if name else None
    if matched is None and group not in (UNKNOWN, CHAIR):
        same = [row for row in attendance if listed.group_of_row(row) == group]
        matched = same[0] if len(same) == 1 else None
    if matched:
        return listed.person(label, matched, sentence)
    name_of_label = "" if re.match(r"speaker\b", label, re.IGNORECASE) else label
    return Person(label, name or name_of_label, "", group, sentence)


def _introduction(own: Sequence[Sentence], opening: set[int]) -> tuple[str, str, str]:
    """The sentence in which a speaker says who they are, the name in it, and the group it tells."""
    named = [(s, name) for s in own if (name := _name_in(s.text, alone=s.turn in opening))]
    name = named[0][1] if named else ""
    for sentence in _where_it_is_told(own, opening):
        group = _group_told(sentence.text)
        if group != UNKNOWN:
            return sentence.text, name, group
    if not named:
        return "", "", UNKNOWN
    same_turn = [s.text for s in own if s.turn == named[0][0].turn]
    return same_turn[0], name, group_of(" ".join(same_turn))


def _where_it_is_told(own: Sequence[Sentence], opening: set[int]) -> Iterator[Sentence]:
    """First what was said in the round of introductions, then what names the speaker or speaks of "I"."""
    yield from (s for s in own if s.turn in opening and _is_of_self(s.text))
    yield from (s for s in own if s.turn in opening)
    for place, sentence in enumerate(own):
        near = place < 4 or bool(SAYS_NAME.search(sentence.text))
        if near and _is_of_self(sentence.text):
            yield sentence


def _is_of_self(text: str) -> bool:
    return bool(SELF.search(text) or OPENS_WITH_NAME.match(text))


def _group_told(text: str) -> str:
    """The group in the words just after "I'm": further on they are about somebody else."""
    if TEACHES.search(text):
        return "school"
    start = SELF.search(text)
    return group_of(" ".join(text[start.start() if start else 0 :].split()[:TOLD_WITHIN]))


def _name_in(text: str, *, alone: bool) -> str:
    """The name somebody says as theirs; one word by itself only while people say who they are."""
    match = SAYS_NAME.search(text) or OPENS_WITH_NAME.match(text)
    if not match:
        return ""
    words = match.group(1).split()
    if len(words) == 1 and not SAYS_NAME.search(text) and (len(text.split()) > 1 or not alone):
        return ""
    of_somebody = words[-1].endswith(("'s", "’s"))  # "I'm Kelly's mother"
    no_name = of_somebody or words[0].lower() in NO_NAME or NUMBER.fullmatch(words[0].lower())
    return "" if no_name else " ".join(words)


def _who_steers(said: Sequence[Sentence]) -> str:
    """The chair speaks between the others: who takes most turns, steers most often, and usually begins."""
    points: Counter[str] = Counter()
    turns: set[int] = set()
    for sentence in said:
        points[sentence.speaker] += 1 if sentence.turn not in turns else 0
        points[sentence.speaker] += 1 if STEERING.search(sentence.text) else 0
        turns.add(sentence.turn)
    points[said[0].speaker] += FIRST_TO_SPEAK
    return max(points, key=lambda label: points[label])
