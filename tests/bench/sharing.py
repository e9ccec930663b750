"""How much faster one recording is with two one-core workers than with one: the words must be the same.

    python -m tests.bench.sharing [--seconds 0] [--beside] [--sample conference_dev] [--model base]
        [--workers 1 2]

Real Celery workers, a folder broker and SQLite, each worker held to a core of its own with one thread, on an
otherwise idle machine. Measured from when a worker takes the job to when the transcript is finished: loading
the model, decoding, the words, the voices, sealing. Beside it the processor seconds of each worker with
its children: these say on a busy machine, too, how evenly the work was shared. `--seconds` takes only the
beginning of the sample, or repeats it. Two cores that work at once are each slower than one alone on many
machines: with `--beside` the other core has a recording of its own while one worker works, as it would
without sharing, so that what is left of the difference is what sharing costs. Ends with 1 if the words
differ, or a chunk was done more than once.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import tests.environment  # noqa: F401 - the settings that laying down a database needs
from tests.journeys.service import ROOT
from tests.transcription.worker import Works, kill

MODELS = os.environ.get("MODELS_FOLDER", str(ROOT / ".local/models"))
TOOK = "(lambda row: (row.finished_at - row.started_at).total_seconds())(Job.objects.latest('created_at'))"


def held_to(core: int, worker):
    os.sched_setaffinity(worker.pid, {core})
    return worker


def used(worker) -> float:
    """Processor seconds of a process and of the children it has waited for."""
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def works_for(options) -> Works:
    folder = Path(tempfile.mkdtemp(prefix="sharing-"))
    return Works(folder, SPEECH_MODEL=options.model, MODELS_FOLDER=str(MODELS)).start()


@contextmanager
def busy(core: int, options) -> Iterator[None]:
    """A worker on this core, with a longer recording of its own and nobody who shares it."""
    works = works_for(options)
    worker = held_to(core, works.worker_without_beat())
    try:
        works.wait_until(lambda: "tasks ready" in (works.logs / "worker1.log").read_text(), "the one beside")
        works.ask(f"recorded('{options.sample}', seconds={2 * (options.seconds or 700)})")
        works.until("job()", lambda job: job["state"] == "running")
        yield
    finally:
        kill(worker)
        works.stop()


def run(options, workers: int) -> tuple[float, float, list]:
    """The seconds it took, the processor seconds of the busiest worker, and the words."""
    works = works_for(options)
    try:
        started = [held_to(core, works.worker_without_beat()) for core in range(workers)]
        for number in range(len(started)):
            log = works.logs / f"worker{number + 1}.log"
            works.wait_until(lambda log=log: "tasks ready" in log.read_text(), f"worker {number}")
        before = [used(worker) for worker in started]
        works.ask(f"recorded('{options.sample}', seconds={options.seconds})")
        works.until("job()", lambda job: job["state"] == "done", seconds=3600)
        times = works.ask("sorted(set(Chunk.objects.values_list('times_done', flat=True)))")
        assert times == [1], f"chunks were done {times} times"
        took, hands = works.ask(TOOK), works.ask("hands()")
        busy = [used(worker) - idle for worker, idle in zip(started, before, strict=True)]
        each, shares = " and ".join(f"{one:.1f}" for one in busy), " and ".join(map(str, hands))
        print(f"| {workers} | {took:.1f} | {each} | {shares} |", flush=True)
        return took, max(busy), works.ask("words()")
    finally:
        for worker in started:
            kill(worker)
        works.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", default="conference_dev")
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--model", default="base")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument(
        "--beside", action="store_true", help="the other core is at work, too, while one works"
    )
    options = parser.parse_args()
    print("| workers of one core | seconds | CPU s of each | chunks of each |\n|---|---|---|---|", flush=True)
    found = []
    for workers in options.workers:
        with busy(1, options) if options.beside and workers == 1 else nullcontext():
            found.append(run(options, workers))
    (first, alone, words), differ = found[0], False
    for workers, (took, busiest, others) in zip(options.workers[1:], found[1:], strict=True):
        differ = differ or others != words
        times = f"{first / took:.2f} times the speed, {alone / busiest:.2f} by processor seconds"
        print(f"{workers} workers beside {options.workers[0]}: {times}")
    print("the words differ" if differ else "the words are the same")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
