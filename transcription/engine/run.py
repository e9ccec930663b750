"""Works through a recording, several chunks at once, and gives each back as soon as it is done."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from math import inf

from transcription import checks
from transcription.engine.chunks import Chunk, Piece, pieces
from transcription.engine.decoder import TOGETHER, Model, Passage
from transcription.engine.listen import USUAL, Effort, listen
from transcription.engine.words import Flag, Segment, segment, sentences

# A chunk has so many seconds as a rule; of the chunks that are left, one in so many is taken at a time.
USUAL_SECONDS, FROM_THE_END = 22, 4

Done = tuple[Chunk, list[Segment]]


@dataclass(frozen=True)
class Taking:
    """Which chunks are done here, and how many at a time.

    Whether one is wanted is asked when a worker is free for it, not before: until then another machine may
    take it. Towards the end of a recording of so many `seconds` fewer are taken, so that all end together.
    """

    wanted: Callable[[Chunk], bool] = lambda chunk: True
    seconds: float = inf

    def together(self, chunk: Chunk, *, most: int = TOGETHER) -> int:
        """How many are taken with this one."""
        left = (self.seconds - chunk.end) / USUAL_SECONDS
        return int(min(most, max(1, left / FROM_THE_END)))


EVERYTHING = Taking()


def transcribe(
    model: Model,
    blocks: Iterable[bytes],
    *,
    hotwords: str = "",
    taking: Taking = EVERYTHING,
    effort: Effort = USUAL,
) -> list[Done]:
    """Each chunk that is taken with its segments, in order. `blocks` is 16 kHz mono s16 sound."""
    found = as_done(model, blocks, hotwords=hotwords, taking=taking, effort=effort)
    return sorted(found, key=lambda done: done[0].index)


def as_done(
    model: Model,
    blocks: Iterable[bytes],
    *,
    hotwords: str = "",
    taking: Taking = EVERYTHING,
    effort: Effort = USUAL,
) -> Iterator[Done]:
    """The same, each as soon as it is done; no more of the sound is held than is being worked on."""
    found, ahead = pieces(blocks), deque[Piece]()
    running: set[Future[list[Done]]] = set()
    with ThreadPoolExecutor(model.parallel.workers) as pool:
        while share := _share(ahead, found, taking, most=model.together):
            running.add(pool.submit(transcribe_chunks, model, share, hotwords=hotwords, effort=effort))
            ahead.extend(islice(found, model.together))  # cut while the workers are at work
            if len(running) == model.parallel.workers:
                yield from _ended(running)
        while running:
            yield from _ended(running)


def transcribe_chunks(
    model: Model, part: Sequence[Piece], *, hotwords: str = "", effort: Effort = USUAL
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


def _share(ahead: deque[Piece], found: Iterator[Piece], taking: Taking, *, most: int) -> list[Piece]:
    """The next chunks for one worker: first what was cut ahead, then what is still to be cut."""
    share: list[Piece] = []
    while piece := ahead.popleft() if ahead else next(found, None):
        if taking.wanted(piece.chunk):
            share.append(piece)
        if len(share) >= taking.together(piece.chunk, most=most):
            break
    return share


def _ended(running: set[Future[list[Done]]]) -> Iterator[Done]:
    """What the workers have done by the time one of them is free."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    running -= done
    for future in done:
        yield from future.result()
