"""The first draft: a transcript's own words, attributed, under the agenda's headings; pure.

Extraction, never invention. `from_transcript` takes the structure that `transcribe_file` prints and gives
the structure that `draft_file` prints. Every sentence keeps the seconds it came from and, beside the tidied
text, exactly what was heard.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from minutes.draft import headings, people, recognising, rooms, spoken_names, suggestions, turning
from minutes.draft import sentences as words
from minutes.draft.parts import Part
from minutes.draft.templates import REPORT, TEMPLATES, Heading, Template, title_of_report

LONGEST_PARAGRAPH = 6

__all__ = ["TEMPLATES", "from_transcript"]


def from_transcript(
    transcript: Mapping[str, Any],
    *,
    attendance: Sequence[Mapping[str, str]] = (),
    known: Mapping[str, Mapping[str, str]] | None = None,
    template: str = "strengthening_families",
    others: Iterable[str] = (),
) -> dict[str, Any]:
    """Lay a transcript out as draft minutes, with suggestions that a person accepts or dismisses.

    `known` says which row of the attendance list a speaker label is, where that has been found already;
    `others` are the names on the record of people who are not on that list, the children first of all.
    """
    said = words.sentences(words.turns(transcript.get("segments") or []))
    who = recognising.recognise(said, attendance, known=known)
    parts = rooms.parts(said, who, silent=recognising.silent(who, attendance))
    topics = headings.topics(said, who, parts)
    found = suggestions.find(said, topics, who)
    spoken_names.mark(said, [*(str(row.get("name", "")) for row in attendance), *others])
    taken_up = [row["sources"][0][0] for row in found]
    spoken_names.settle(said, taken_up)
    turning.mark(said, topics, taken_up)
    return {
        "template": template,
        "sections": _sections(said, topics, who, TEMPLATES[template]),
        "speakers": [_speaker(person) for person in who.values()],
        "presence": [_part(part) for part in parts],
        "suggestions": found,
    }


def _sections(
    said: Sequence[words.Sentence],
    topics: Sequence[str],
    who: Mapping[str, people.Person],
    template: Template,
) -> list[dict[str, Any]]:
    found = []
    for heading in _headings(topics, template):
        own = [n for n, topic in enumerate(topics) if topic in heading.topics]
        if own:
            found.append(
                {
                    "code": heading.code,
                    "title": heading.title,
                    "paragraphs": _paragraphs(said, own, topics, who),
                }
            )
    return found


def _headings(topics: Sequence[str], template: Template) -> list[Heading]:
    """The template's headings, with one heading for each agency in the order in which they spoke."""
    reports = [topic for topic in dict.fromkeys(topics) if topic.startswith(REPORT)]
    found: list[Heading] = []
    for heading in template.headings:
        if heading.code == "agency_report":
            found.extend(Heading(topic, title_of_report(topic), (topic,)) for topic in reports)
        else:
            found.append(heading)
    return found


def _paragraphs(
    said: Sequence[words.Sentence],
    own: Sequence[int],
    topics: Sequence[str],
    who: Mapping[str, people.Person],
) -> list[dict[str, Any]]:
    """One paragraph for what one speaker says in a row; a very long one is cut at a pause."""
    found: list[dict[str, Any]] = []
    before: int | None = None
    for n in own:
        sentence = said[n]
        goes_on = before is not None and n == before + 1 and said[before].speaker == sentence.speaker
        if goes_on and len(found[-1]["sentences"]) >= LONGEST_PARAGRAPH:
            goes_on = sentence.start - said[n - 1].end < headings.PAUSE
        if not goes_on:
            found.append({"speaker": sentence.speaker, "sentences": []})
        found[-1]["sentences"].append(_sentence(sentence, topics[n], who[sentence.speaker]))
        before = n
    return found


def _sentence(sentence: words.Sentence, topic: str, person: people.Person) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "sources": [[round(sentence.start, 3), round(sentence.end, 3)]],
        "heard": sentence.heard,
        "times": [round(word.start, 3) for word in sentence.words],
        "flags": list(sentence.flags),
        "kind": suggestions.kind(sentence, topic, person),
    }


def _speaker(person: people.Person) -> dict[str, str]:
    return {
        "speaker": person.speaker,
        "name": person.name,
        "role": person.role,
        "group": person.group,
        "because": person.because,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "start": round(part.start, 3),
        "end": round(part.end, 3),
        "absent": list(part.absent),
        "because": part.because,
    }
