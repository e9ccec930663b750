"""How a recording is shared out among the cores of a machine."""

import os

import pytest

from transcription.engine.parallel import Parallel


@pytest.fixture
def cores(monkeypatch):
    """A machine with as many cores as the test says."""
    return lambda count: monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(count)))


@pytest.mark.parametrize(
    ("count", "seconds", "workers", "threads"),
    [
        (2, 5400, 2, 1),
        (2, 20, 1, 2),
        (2, 40, 2, 1),
        (4, 30, 2, 2),
        (1, 20, 1, 1),
        (8, 5400, 8, 1),
        (8, 0, 1, 8),
    ],
)
def test_a_recording_of_few_chunks_gets_fewer_workers_with_more_threads(
    cores, count, seconds, workers, threads
):
    cores(count)

    assert Parallel.chosen(seconds=seconds) == Parallel(workers=workers, threads=threads)


def test_what_the_council_set_is_taken(cores):
    cores(8)

    assert Parallel.chosen(workers=2, threads=3, seconds=20) == Parallel(workers=2, threads=3)
