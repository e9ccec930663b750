"""Works through a recording, several chunks at once, and gives them back in order."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from transcription import checks
from transcription.engine.chunks import Chunk, Piece, pieces
from transcription.engine.decoder import Model, Passage
from transcription.engine.words import Flag, Segment, segment, sentences


def transcribe(
    model: Model, blocks: Iterable[bytes], *, hotwords: str = "", done: Collection[int] = ()
) -> Iterator[tuple[Chunk, list[Segment]]]:
    """Each chunk with its segments, in order, except the chunks already done.

    `blocks` is 16 kHz mono s16 sound. No more chunks are held than are being worked on.
    """
    waiting: deque[tuple[Chunk, Future[list[Segment]]]] = deque()
    with ThreadPoolExecutor(model.parallel.workers) as pool:
        for piece in pieces(blocks):
            if piece.chunk.index in done:
                continue
            waiting.append((piece.chunk, pool.submit(transcribe_chunk, model, piece, hotwords=hotwords)))
            if len(waiting) > model.parallel.workers:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def transcribe_chunk(model: Model, piece: Piece, *, hotwords: str = "") -> list[Segment]:
    """One chunk's segments: the same from whichever worker, in whatever order."""
    passages = model.decode(piece.audio, start=piece.chunk.start, hotwords=hotwords)
    words = [word for passage in passages for word in passage.words]
    made = [segment(sentence) for sentence in sentences(words)]
    for part in made:
        part["flags"] = _flags(part, piece, passages)
    return made


def _flags(part: Segment, piece: Piece, passages: list[Passage]) -> list[Flag]:
    """What the words say, what the voice activity says, and what the decoder said where they come from."""
    found = [
        *checks.of_segment(part),
        *checks.of_voice(part, voice=piece.voice.tolist(), start=piece.chunk.start),
    ]
    for passage in passages:
        if passage.words[0]["start"] < part["end"] and part["start"] < passage.words[-1]["end"]:
            found += checks.of_passage(
                certainty=passage.certainty, repetition=passage.repetition, no_speech=passage.no_speech
            )
    return checks.once_each(found)


def _first(waiting: deque[tuple[Chunk, Future[list[Segment]]]]) -> tuple[Chunk, list[Segment]]:
    chunk, future = waiting.popleft()
    return chunk, future.result()
