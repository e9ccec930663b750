"""The speech child: sound in by a pipe, words out by a pipe. It holds no key and no database.

python -m transcription.child. Standard input: frames of a length and that many bytes; first a JSON
request, then sound, then an empty frame. Standard output: frames of JSON. Before it works on a chunk it asks
whether it is to do it; the answer is one letter in a pipe of its own. It ends when its parent does.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import signal
import struct
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from transcription.engine.chunks import Chunk

PARENT_DEATH_SIGNAL = 1
NICE = 5


def main() -> None:
    """Answer one request."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    os.nice(NICE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints does not get between the frames
    sys.excepthook = lambda kind, error, trace: _failed(answers, kind, error, trace)
    sound = frames(sys.stdin.buffer)
    hear(json.loads(next(sound)), sound, answers)


def hear(request: dict[str, Any], sound: Iterator[bytes], answers: BinaryIO) -> None:
    """Words chunk by chunk, then the turns, if they are asked for."""
    from transcription.engine import registry
    from transcription.engine.decoder import Model
    from transcription.engine.hotwords import CORE_TERMS
    from transcription.engine.parallel import Parallel
    from transcription.engine.run import Taking, as_done
    from transcription.hearing import Hearing

    weights = registry.find(request["model"], models_folder=Path(request["models_folder"]))
    parallel = Parallel.chosen(
        workers=request["workers"], threads=request["threads"], seconds=request["seconds"] or math.inf
    )
    model = Model(weights, parallel=parallel, device=request["device"], compute_type=request["compute_type"])
    send(answers, {"model": model.description})
    names = request["names"]
    hotwords = model.hotwords(names, CORE_TERMS) if names else ""
    voices = {"seconds": request["seconds"], "hint": request["speakers"]}
    hearing = Hearing(sound, **voices) if request["voices"] else None
    words = hearing.chunks if hearing else partial(as_done, blocks=sound)
    taking = Taking(wanted=Asking(request["answers"], answers), seconds=request["seconds"])
    for chunk, segments in words(model, hotwords=hotwords, taking=taking):
        send(answers, {"index": chunk.index, "segments": segments})
    turns = hearing.turns() if hearing else []
    told = [[turn.start, turn.end, turn.speaker] for turn in turns]
    send(answers, {"turns": told, "fault": hearing.fault if hearing else ""})


class Asking:
    """Asks the parent about each chunk, since another worker may have it."""

    def __init__(self, pipe: int, questions: BinaryIO) -> None:
        """`pipe` is the descriptor that the answers come through."""
        self._answers, self._questions = os.fdopen(pipe, "rb", buffering=0), questions

    def __call__(self, chunk: Chunk) -> bool:
        """Whether this one is ours to do."""
        send(self._questions, {"wants": {"index": chunk.index, "start": chunk.start, "end": chunk.end}})
        return self._answers.read(1) == b"y"


def frames(file: BinaryIO) -> Iterator[bytes]:
    """What the other side sends, until it says that this was all; else it has died, and we end too."""
    while True:
        head = file.read(4)
        if len(head) < 4:
            raise SystemExit(1)
        (length,) = struct.unpack(">I", head)
        if not length:
            return
        yield file.read(length)


def send(file: BinaryIO, message: dict[str, Any]) -> None:
    """One frame of JSON."""
    body = json.dumps(message).encode()
    file.write(struct.pack(">I", len(body)) + body)
    file.flush()


def _failed(
    answers: BinaryIO, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Only the kind of the fault is said: its text could hold words of the recording."""
    where = traceback_lines(trace)
    send(answers, {"failed": kind.__name__, "where": where})


def traceback_lines(trace: TracebackType | None) -> list[str]:
    """File and line of each step, without what stood in the variables."""
    found = []
    while trace is not None:
        found.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found


if __name__ == "__main__":
    main()
