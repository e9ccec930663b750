"""Works through a recording, several chunks at once, and gives them back in order."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from transcription import checks
from transcription.engine.chunks import Chunk, Piece, pieces
from transcription.engine.decoder import Model, Passage
from transcription.engine.listen import THOROUGH, Effort, listen
from transcription.engine.words import Flag, Segment, segment, sentences

# Chunks that one worker takes at a time: more share the cost of a step, and hold more memory.
TOGETHER = 4

Done = tuple[Chunk, list[Segment]]


def transcribe(
    model: Model,
    blocks: Iterable[bytes],
    *,
    hotwords: str = "",
    done: Collection[int] = (),
    effort: Effort = THOROUGH,
) -> Iterator[Done]:
    """Each chunk with its segments, in order, except the chunks already done.

    `blocks` is 16 kHz mono s16 sound. No more of it is held than is being worked on.
    """
    workers = model.parallel.workers
    waiting: deque[Future[list[Done]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for window in _windows(pieces(blocks), done, size=workers * TOGETHER):
            for share in _shares(window, workers):
                waiting.append(pool.submit(transcribe_chunks, model, share, hotwords=hotwords, effort=effort))
            while len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def transcribe_chunks(
    model: Model, part: Sequence[Piece], *, hotwords: str = "", effort: Effort = THOROUGH
) -> list[Done]:
    """Some chunks and their segments: the same from whichever worker, in whatever company."""
    heard = listen(model, part, effort=effort, hotwords=hotwords)
    return [(piece.chunk, _segments(piece, passages)) for piece, passages in zip(part, heard, strict=True)]


def _segments(piece: Piece, passages: list[Passage]) -> list[Segment]:
    words = [word for passage in passages for word in passage.words]
    made = [segment(sentence) for sentence in sentences(words)]
    for part in made:
        part["flags"] = _flags(part, piece, passages)
    return made


def _flags(part: Segment, piece: Piece, passages: list[Passage]) -> list[Flag]:
    """What the words say, what the voice activity says, and what the decoder said where they come from."""
    voice = piece.voice.tolist()
    found: list[Flag] = []
    for passage in passages:
        if passage.words[0]["start"] < part["end"] and part["start"] < passage.words[-1]["end"]:
            found += checks.of_passage(
                certainty=passage.certainty,
                repetition=passage.repetition,
                no_speech=passage.no_speech,
                english=passage.english,
                language=passage.language,
            )
    found += [*checks.of_segment(part), *checks.of_voice(part, voice=voice, start=piece.chunk.start)]
    return checks.once_each(found)


def _windows(found: Iterable[Piece], done: Collection[int], *, size: int) -> Iterator[list[Piece]]:
    window: list[Piece] = []
    for piece in found:
        if piece.chunk.index not in done:
            window.append(piece)
        if len(window) == size:
            yield window
            window = []
    if window:
        yield window


def _shares(window: list[Piece], workers: int) -> list[list[Piece]]:
    """The window in as many even shares as there are workers."""
    size = -(-len(window) // workers)
    return [window[at : at + size] for at in range(0, len(window), size)]
