"""How many chunks are worked on at once, and with how many threads each."""

import os
from dataclasses import dataclass

MOST_WORKERS = 8


@dataclass(frozen=True)
class Parallel:
    """Workers, each with so many threads; one thread a worker was the fastest where it was measured."""

    workers: int = 1
    threads: int = 1

    @classmethod
    def for_this_machine(cls) -> "Parallel":
        """One worker for each core this process may use, threads for what is left."""
        cores = len(os.sched_getaffinity(0))
        workers = min(cores, MOST_WORKERS)
        return cls(workers=workers, threads=cores // workers)

    @classmethod
    def chosen(cls, *, workers: int = 0, threads: int = 0) -> "Parallel":
        """So many workers and threads; 0 for what suits this machine."""
        workers = workers or cls.for_this_machine().workers
        return cls(workers=workers, threads=threads or max(1, len(os.sched_getaffinity(0)) // workers))
