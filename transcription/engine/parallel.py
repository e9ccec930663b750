"""How many chunks are worked on at once, and with how many threads each."""

import math
import os
from dataclasses import dataclass

from transcription.engine.chunks import LONGEST
from transcription.engine.voice import SECONDS

MOST_WORKERS = 8


@dataclass(frozen=True)
class Parallel:
    """Workers, each with so many threads; one thread a worker was the fastest where it was measured."""

    workers: int = 1
    threads: int = 1

    @classmethod
    def for_this_machine(cls, *, seconds: float = math.inf) -> "Parallel":
        """One worker for each core this process may use, or for each chunk where a recording has fewer."""
        cores = len(os.sched_getaffinity(0))
        chunks = max(1, math.ceil(min(seconds, 3600) / (LONGEST * SECONDS)))
        workers = min(cores, chunks, MOST_WORKERS)
        return cls(workers=workers, threads=cores // workers)

    @classmethod
    def chosen(cls, *, workers: int = 0, threads: int = 0, seconds: float = math.inf) -> "Parallel":
        """So many workers and threads; 0 for what suits this machine and a recording of so many seconds."""
        workers = workers or cls.for_this_machine(seconds=seconds).workers
        return cls(workers=workers, threads=threads or max(1, len(os.sched_getaffinity(0)) // workers))
