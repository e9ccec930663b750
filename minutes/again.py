"""When a recording was heard once more: which sentences of the software would now read otherwise.

Nothing here changes a text by itself. A sentence that a person wrote, changed, split or joined is never
offered; of the others each stands beside what was heard this time, for a person to take or to leave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from minutes import gapped
from minutes.comparing import Words, words_of
from minutes.draft import sentences as drafting
from minutes.models import Minutes
from minutes.saving import Newest
from minutes.sight import Sight
from minutes.text import Paragraph, Sentence, Text, paragraphs
from transcription.models import Transcript

# A word belongs to the sentence at whose seconds it lies, or to the nearest one so far away.
NEAR = 0.6
# Words that belong to no sentence are offered as one from so many on; a pause this long parts two of them.
FEWEST, PAUSE = 3, 1.5
UNTOUCHED = ("edited_by", "replaced_by", "author")


@dataclass
class Said:
    """One sentence as it was heard this time: drafted words with their flags."""

    text: str = ""
    heard: str = ""
    words: list[drafting.Word] = field(default_factory=list)
    flags: list[dict[str, Any]] = field(default_factory=list)
    speaker: str = ""
    places: list[tuple[drafting.Turn, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Offer:
    """A sentence as it stands, if it is there, beside what was heard this time."""

    id: str
    heading: str
    recording: str
    start: float
    end: float
    before: Words
    now: Words
    sentence: Sentence | None
    said: Said
    voice: str = ""

    @property
    def is_new(self) -> bool:
        return self.sentence is None


def newer(minutes: Minutes) -> list[Transcript]:
    """The newest words of each recording that was heard again since these minutes were drafted."""
    found = Transcript.objects.kept().finished().filter(recording__conference=minutes.conference)
    rows = found.filter(finished_at__gt=minutes.created_at).with_keys().order_by("finished_at")
    return list({row.recording_id: row for row in rows if row.recording.erased_at is None}.values())


def offers(newest: Newest, transcripts: Iterable[Transcript], sight: Sight) -> list[Offer]:
    """What may be taken, in the order of the recordings, as much of it as somebody may see."""
    found = [offer for one in transcripts for offer in _of_recording(newest, one)]
    return [offer for offer in found if sight.may_see(_place(offer))]


def take(newest: Newest, chosen: Sequence[Offer], shut: Collection[str]) -> tuple[Text, Text]:
    """Both texts with the chosen sentences as they were heard this time; `shut`: ids of restricted ones."""
    content, restricted = newest.both
    by_id = {offer.sentence["id"]: offer for offer in chosen if offer.sentence}
    texts = [_replaced(text, by_id) for text in (content, restricted)]
    for offer in chosen:
        if offer.is_new:
            home = texts[1] if offer.id in shut else texts[0]
            gapped.place_paragraph(home, _paragraph(offer), at=offer.start, recording=offer.recording)
    return texts[0], texts[1]


def _of_recording(newest: Newest, transcript: Transcript) -> list[Offer]:
    recording = str(transcript.recording_id)
    rows = [
        (section["title"], sentence)
        for text in newest.both
        for section, paragraph in paragraphs(text)
        for sentence in paragraph["sentences"]
        if sentence["recording"] == recording and sentence["sources"] and sentence.get("kind") != gapped.KIND
    ]
    rows.sort(key=lambda row: row[1]["sources"][0][0])
    own, rest = _shared_out(_heard(transcript), [sentence for _, sentence in rows])
    found = [
        _offer(title, sentence, said)
        for (title, sentence), said in zip(rows, own, strict=True)
        if _is_untouched(sentence) and said.words and _plain(said.heard) != _plain(sentence["heard"])
    ]
    ids = {voice.label: str(voice.joined_to_id or voice.pk) for voice in transcript.speakers.all()}
    found += [_new(recording, said, ids.get(said.speaker, "")) for said in rest]
    return sorted(found, key=lambda offer: offer.start)


def _heard(transcript: Transcript) -> list[Said]:
    """Every word by itself, with its turn and its place in it."""
    segments = [
        segment.as_json() for segment in transcript.segments.select_related("speaker", "transcript__key")
    ]
    return [
        Said(speaker=turn.speaker, words=[word], places=[(turn, at)])
        for turn in drafting.turns(segments)
        for at, word in enumerate(turn.words)
    ]


def _flags(said: Said) -> list[dict[str, Any]]:
    """The flags of the words, as a draft would have them: one for each run of words of one turn."""
    runs: list[tuple[drafting.Turn, int, int]] = []
    for turn, at in said.places:
        if runs and runs[-1][0] is turn and runs[-1][2] == at:
            runs[-1] = (turn, runs[-1][1], at + 1)
        else:
            runs.append((turn, at, at + 1))
    return [
        flag
        for turn, first, last in runs
        for flag in drafting.flags_of(turn.flags, turn.words[first:last], first)
    ]


def _shared_out(words: Sequence[Said], rows: Sequence[Sentence]) -> tuple[list[Said], list[Said]]:
    """For each sentence the words at its seconds; and the words at nobody's, in runs."""
    own = [Said() for _ in rows]
    rest: list[Said] = []
    for one in words:
        middle = (one.words[0].start + one.words[0].end) / 2
        far, place = min(((_distance(row, middle), n) for n, row in enumerate(rows)), default=(NEAR, -1))
        if far < NEAR:
            _add(own[place], one)
        elif rest and rest[-1].speaker == one.speaker and _follows(rest[-1], one):
            _add(rest[-1], one)
        else:
            rest.append(one)
    for said in (*own, *rest):
        said.heard = " ".join(word.text for word in said.words)
        said.text, said.flags = drafting.tidy(said.heard), _flags(said)
    return own, [said for said in rest if len(said.words) >= FEWEST and said.text]


def _distance(sentence: Sentence, moment: float) -> float:
    return min(max(float(start) - moment, moment - float(end), 0.0) for start, end in sentence["sources"])


def _follows(said: Said, one: Said) -> bool:
    return one.words[0].start - said.words[-1].end < PAUSE


def _add(said: Said, one: Said) -> None:
    said.words += one.words
    said.places += one.places
    said.speaker = said.speaker or one.speaker


def _is_untouched(sentence: Mapping[str, Any]) -> bool:
    return sentence["origin"] == "machine" and not any(sentence.get(name) for name in UNTOUCHED)


def _offer(title: str, sentence: Sentence, said: Said) -> Offer:
    before, now = words_of(sentence["text"], said.text)
    start, end = sentence["sources"][0][0], sentence["sources"][-1][1]
    pk = str(uuid5(NAMESPACE_OID, f"{sentence['id']} {said.heard}"))
    return Offer(pk, title, sentence["recording"], start, end, before, now, sentence, said)


def _new(recording: str, said: Said, voice: str) -> Offer:
    start, end = said.words[0].start, said.words[-1].end
    pk = str(uuid5(NAMESPACE_OID, f"{recording} {start} {said.heard}"))
    return Offer(pk, "", recording, start, end, [], [(said.text, True)], None, said, voice)


def _place(offer: Offer) -> dict[str, Any]:
    pk = offer.sentence["id"] if offer.sentence else offer.id
    return {"id": pk, "recording": offer.recording, "sources": [[offer.start, offer.end]]}


def _replaced(text: Text, by_id: Mapping[str, Offer]) -> Text:
    return {
        **text,
        "sections": [
            {**section, "paragraphs": [_with(paragraph, by_id) for paragraph in section["paragraphs"]]}
            for section in text["sections"]
        ],
    }


def _with(paragraph: Paragraph, by_id: Mapping[str, Offer]) -> Paragraph:
    sentences = [
        {**sentence, **_words(by_id[sentence["id"]].said)} if sentence["id"] in by_id else sentence
        for sentence in paragraph["sentences"]
    ]
    return {**paragraph, "sentences": sentences}


def _words(said: Said) -> dict[str, Any]:
    """What changes in a sentence: its words, where they came from, and what must be heard about them."""
    return {
        "text": said.text,
        "heard": said.heard,
        "sources": [[round(said.words[0].start, 3), round(said.words[-1].end, 3)]],
        "times": [round(word.start, 3) for word in said.words],
        "flags": [{**flag, "id": str(uuid4())} for flag in said.flags],
    }


def _paragraph(offer: Offer) -> Paragraph:
    sentence = {
        "id": offer.id, "recording": offer.recording, "origin": "machine", "kind": "", **_words(offer.said),
    }  # fmt: skip
    return {
        "id": str(uuid4()),
        "speaker": offer.said.speaker,
        "speaker_id": offer.voice or None,
        "attendance_id": None,
        "sentences": [sentence],
    }


def _plain(text: str) -> list[str]:
    plain = ["".join(letter for letter in word.lower() if letter.isalnum()) for word in text.split()]
    return [word for word in plain if word]
