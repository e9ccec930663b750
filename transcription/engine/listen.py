"""Decides how hard each chunk must be listened to, and holds the words against the voice that was heard."""

from collections.abc import Sequence
from dataclasses import dataclass

from transcription.engine.chunks import Piece
from transcription.engine.decoder import BEAM, Answer, Encoded, Model, Passage
from transcription.engine.voice import RATE, SECONDS, WINDOW

VOICE = 0.5
# A hole this long between words, with this much voice in it, means that words were lost.
HOLE, VOICE_IN_HOLE = 1.5, 1.0
VOICE_IN_TAIL = 0.6
# Words that the model itself doubts were never said, if nothing under them is clearly a voice.
CLEARLY_VOICE, DOUBTED, LIKELY_SILENCE, SLACK = 0.8, -0.7, 0.6, 0.4
# Here people say who they are: a name heard wrong stands on every page, so the full search is worth its time.
OPENING = 90.0
# Names to listen for are not given where English is unlikely: the model says them instead of the words.
LIKELY_ENGLISH = 0.5


@dataclass(frozen=True)
class Effort:
    """How the first pass searches, and below which certainty a chunk is searched again with a beam."""

    first_beam: int
    doubtful: float


THOROUGH = Effort(first_beam=BEAM, doubtful=float("-inf"))
STEADY = Effort(first_beam=3, doubtful=-0.5)
SWIFT = Effort(first_beam=2, doubtful=-0.25)
QUICK = Effort(first_beam=1, doubtful=-0.25)
EFFORTS = {"thorough": THOROUGH, "steady": STEADY, "swift": SWIFT, "quick": QUICK}
# What the service works with: docs/transcription.md has the table that chose it.
USUAL = STEADY


@dataclass(frozen=True)
class Heard:
    """What one search made of a chunk."""

    passages: list[Passage]
    answer: Answer
    missed: bool
    encoded: Encoded


def listen(
    model: Model, pieces: Sequence[Piece], *, effort: Effort, hotwords: str = ""
) -> list[list[Passage]]:
    """The words of several chunks, each the same as if it had come alone."""
    encoded = [model.encode(piece.audio, start=piece.chunk.start) for piece in pieces]

    def search(which: set[int], beam: int) -> dict[int, Heard]:
        order = sorted(which)
        chosen = [pieces[at] for at in order], [encoded[at] for at in order]
        return dict(zip(order, _search(model, *chosen, beam=beam, hotwords=hotwords), strict=True))

    opening = {at for at, piece in enumerate(pieces) if piece.chunk.start < OPENING}
    heard = search(opening, BEAM) | search(set(range(len(pieces))) - opening, effort.first_beam)
    if effort.first_beam < BEAM:
        doubted = {at for at, one in heard.items() if one.missed or one.answer.certainty < effort.doubtful}
        heard |= search(doubted - opening, BEAM)
    return [
        [
            passage
            for passage in _complete(model, piece, heard[at], hotwords=hotwords)
            if _was_said(piece, passage)
        ]
        for at, piece in enumerate(pieces)
    ]


def _search(
    model: Model, pieces: Sequence[Piece], encoded: Sequence[Encoded], *, beam: int, hotwords: str
) -> list[Heard]:
    heard = []
    for piece, one, answer in zip(pieces, encoded, _answers(model, encoded, beam, hotwords), strict=True):
        passages = model.passages(one, answer)
        missed = answer.failed or _hole(piece, passages)
        heard.append(Heard(passages, answer, missed, one))
    return heard


def _answers(model: Model, encoded: Sequence[Encoded], beam: int, hotwords: str) -> list[Answer]:
    """Told the names to listen for; those that only say these names back are searched without being told."""
    told = [_told(one, hotwords) for one in encoded]
    found = model.answer(encoded, beam=beam, hotwords=told)
    echoes = [at for at, answer in enumerate(found) if told[at] and model.only_says(answer, hotwords)]
    if echoes:
        again = model.answer([encoded[at] for at in echoes], beam=beam, hotwords=[""] * len(echoes))
        found = [again[echoes.index(at)] if at in echoes else one for at, one in enumerate(found)]
    return found


def _told(encoded: Encoded, hotwords: str) -> str:
    return hotwords if encoded.english >= LIKELY_ENGLISH else ""


def _complete(model: Model, piece: Piece, heard: Heard, *, hotwords: str) -> list[Passage]:
    """The words, with what was missed listened to once more."""
    if heard.missed:
        told = _told(heard.encoded, hotwords)
        return model.decode(piece.audio, start=piece.chunk.start, hotwords=told, like=heard.encoded)
    if _left(piece, heard.passages) < VOICE_IN_TAIL:
        return heard.passages
    passages = _gone_on(model, heard, hotwords=hotwords)
    if _left(piece, passages) < VOICE_IN_TAIL:
        return passages
    return [*passages, *_tail(model, piece, heard, _end(piece, passages), hotwords=hotwords)]


def _gone_on(model: Model, heard: Heard, *, hotwords: str) -> list[Passage]:
    longer = model.go_on(heard.encoded, heard.answer, hotwords=_told(heard.encoded, hotwords))
    if longer is heard.answer or longer.failed:
        return heard.passages
    return model.passages(heard.encoded, longer)


def _end(piece: Piece, passages: list[Passage]) -> float:
    """When the last word ends."""
    return passages[-1].words[-1]["end"] if passages else piece.chunk.start


def _left(piece: Piece, passages: list[Passage]) -> float:
    """Seconds of voice after the last word."""
    return _voiced(piece, _end(piece, passages), piece.chunk.end)


def _tail(model: Model, piece: Piece, heard: Heard, end: float, *, hotwords: str) -> list[Passage]:
    """What follows the last word, searched for by itself; a word or two say nothing of the language."""
    audio = piece.audio[round((end - piece.chunk.start) * RATE) // WINDOW * WINDOW :]
    start = piece.chunk.end - len(audio) / RATE
    encoded = model.encode(audio, start=start, like=heard.encoded)
    answer = _answers(model, [encoded], BEAM, hotwords)[0]
    if answer.circles:
        return model.decode(audio, start=start, hotwords=_told(encoded, hotwords), like=encoded)
    return model.passages(encoded, answer)


def _hole(piece: Piece, passages: list[Passage]) -> bool:
    end = piece.chunk.start
    for word in (word for passage in passages for word in passage.words):
        if word["start"] - end >= HOLE and _voiced(piece, end, word["start"]) >= VOICE_IN_HOLE:
            return True
        end = word["end"]
    return False


def _was_said(piece: Piece, passage: Passage) -> bool:
    if passage.no_speech <= LIKELY_SILENCE and passage.certainty >= DOUBTED:
        return True
    start, end = passage.words[0]["start"] - SLACK, passage.words[-1]["end"] + SLACK
    first, last = ((moment - piece.chunk.start) / SECONDS for moment in (start, end))
    return float(piece.voice[max(0, round(first)) : max(1, round(last))].max(initial=0)) >= CLEARLY_VOICE


def _voiced(piece: Piece, start: float, end: float) -> float:
    """Seconds of voice between two moments of the recording."""
    first, last = ((moment - piece.chunk.start) / SECONDS for moment in (start, end))
    return float((piece.voice[max(0, round(first)) : max(0, round(last))] >= VOICE).sum()) * SECONDS
