"""Makes the files of one letter and proves them, before anybody can send them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from access.errors import Conflict
from minutes.documents import letter_files, proof
from minutes.letters.composing import compose
from minutes.letters.models import Letter, LetterFile
from minutes.letters.withheld import secrets_of
from recordings.vault import store

PURPOSE = "letter"
ORDINARY = "pdf"


@dataclass(frozen=True)
class Made:
    """The finished files by format, how many pages are printed, and how many words they were searched for."""

    files: dict[str, bytes]
    pages: int
    words_searched: int


def make(letter: Letter, *, number: str, at: datetime) -> Made:
    """The letter as PDF, as Word and in the format it goes in; each opened again and searched."""
    content = compose(letter, number=number, at=at)
    codes = dict.fromkeys([ORDINARY, Letter.Format.DOCX.value, letter.format])
    files = {code: letter_files.render(content, code=code) for code in codes}
    secrets = secrets_of(letter)
    for file in files.values():
        _prove(file, secrets)
    printed = letter.format if letter.format != Letter.Format.DOCX else ORDINARY
    return Made(files, proof.pages(files[printed]), len(secrets))


def _prove(file: bytes, secrets: dict[str, str]) -> None:
    """Stop the letter at the first word that should not be there. It is never repeated."""
    if odd := proof.leftovers(file):
        raise Conflict(f"The file holds {odd[0].where}, which no letter may hold. It was not kept.")
    if hits := proof.search(file, secrets):
        where = f" on {hits[0].where}" if hits[0].where.startswith("page") else ""
        raise Conflict(
            f"In the letter there is {secrets[hits[0].words]}{where}. It was not signed. "
            "Write the decision or the plan so that it is not in there."
        )


def seal(letter: Letter, made: Made) -> list[LetterFile]:
    """Each file under the letter's own key."""
    kept = []
    for code, content in made.files.items():
        file = LetterFile(
            letter=letter, format=code, size=len(content), sha256=hashlib.sha256(content).hexdigest()
        )
        file.blob = store.seal_stream([content], letter.key, file.pk, PURPOSE).name
        file.save(force_insert=True)
        kept.append(file)
    return kept


def unmake(letter: Letter) -> None:
    """The files of a letter that was not sent go."""
    for file in letter.files.all():
        store.delete(file.blob)
    letter.files.all().delete()


def content_of(file: LetterFile) -> bytes:
    """The file itself."""
    reader = store.open(file.blob, file.letter.key, file.pk, PURPOSE)
    return reader.pread(0, reader.size)
