"""How long a copy of sixty pages takes in every format, and how much memory two hundred copies need.

python -m tests.bench.copies
"""

import resource
import sys
import time
from dataclasses import replace

from minutes.documents import FORMATS, Paragraph, Section, proof, render
from tests.documents.made import SECTIONS, copy

PAGES = 60
COPIES = 200


def long_copy():
    """A copy of at least sixty pages at 12 point."""
    said = SECTIONS[0].paragraphs[0]
    paragraphs = tuple(Paragraph((f"{number}. ", *said.text), said.speaker) for number in range(9))
    sections = tuple(Section((f"Part {number}",), paragraphs) for number in range(48))
    return replace(copy(), sections=sections)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    contents = long_copy()
    render(copy(), code="pdf")
    total, files = 0.0, {}
    for code in FORMATS:
        start = time.process_time()
        files[code] = render(contents, code=code)
        took = time.process_time() - start
        total += took
        print(f"{code:8} {took:6.2f} s {len(files[code]) / 1024:8.0f} KiB")
    pages = proof.pages(files["pdf"])
    print(f"all      {total:6.2f} s, {pages} pages at 12 point")
    start = time.process_time()
    for code in ("pdf", "docx"):
        proof.search(files[code], [f"Somebody Else {number}" for number in range(100)])
    print(f"proof    {time.process_time() - start:6.2f} s for 100 names in PDF and Word")
    start = time.process_time()
    for number in range(COPIES):
        numbered = replace(copy(), register_number=f"C-2026-{number:04}")
        render(numbered, code="pdf")
        render(numbered, code="docx")
    print(f"{COPIES} copies {time.process_time() - start:6.1f} s, {megabytes():.0f} MB at most")
    return 0 if total < 2 and pages >= PAGES and megabytes() < 300 else 1


if __name__ == "__main__":
    sys.exit(main())
