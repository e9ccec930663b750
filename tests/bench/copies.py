"""How long a copy of sixty pages takes in every format, and how much memory two hundred copies need.

python -m tests.bench.copies
"""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from minutes.documents import FORMATS, Paragraph, Section, proof, render
from tests.documents.made import SECTIONS, copy

PAGES, COPIES = 60, 200
MOST_SECONDS, MOST_MEGABYTES = 2, 300


def long_copy():
    """A copy of at least sixty pages at 12 point."""
    said = SECTIONS[0].paragraphs[0]
    paragraphs = tuple(Paragraph((f"{number}. ", *said.text), said.speaker) for number in range(9))
    sections = tuple(Section((f"Part {number}",), paragraphs) for number in range(48))
    return replace(copy(), sections=sections)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives back, and the seconds of CPU it took; both clocks are printed."""
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:24} {cpu:7.2f} s of CPU {wall:7.2f} s by the clock")
    return made, cpu


def batch() -> None:
    """Two hundred copies of the usual length, each with a number of its own, in every format."""
    for number in range(COPIES):
        numbered = replace(copy(), register_number=f"C-2026-{number:04}")
        for code in FORMATS:
            render(numbered, code=code)


def main() -> int:
    timed(f"{COPIES} copies, all formats", batch)
    needed = megabytes()  # before the proof of the long copy, which needs more
    print(f"{needed:.0f} MB at most")
    contents, total, files = long_copy(), 0.0, {}
    for code in FORMATS:
        files[code], took = timed(code, lambda code=code: render(contents, code=code))
        total += took
    pages = proof.pages(files["pdf"])
    print(f"all formats              {total:7.2f} s of CPU, {pages} pages at 12 point")
    names = [f"Somebody Else {number}" for number in range(100)]
    timed("proof: 100 names", lambda: [proof.search(file, names) for file in files.values()])
    timed("proof: what is drawn", lambda: [proof.leftovers(file) for file in files.values()])
    return 0 if total < MOST_SECONDS and pages >= PAGES and needed < MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
