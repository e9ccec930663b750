"""Makes the files of one copy and proves them, before anybody can send them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from access.errors import Conflict
from minutes import documents
from minutes.documents import proof
from minutes.requests.composing import Numbers, compose
from minutes.requests.known import names_to_find
from minutes.requests.marks import Mark, pieces
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.searched import Secrets, case_references, gather
from minutes.requests.sources import (
    Source,
    marks_of,
    source_of,
    words_never_shown,
    words_of,
)
from recordings.models import Child
from recordings.vault.lookup import lookup_digest

UNSHOWN = (
    "Words from a part that was not for this reader are in the file. It was not kept. "
    "Tell information governance: this should never happen."
)
REPEATED = {"confidential", "copy", "for", "of", "page", "mark", "why"}  # foot of a page, head of a table
PAGED = {code for code, made in documents.FORMATS.items() if made.suffix == "pdf"}


@dataclass(frozen=True)
class Frame:
    """One copy without its minutes: the cover, the key and the foot of each page."""

    copy: documents.Copy
    code: str

    def file(self) -> bytes:
        return documents.render(self.copy, code=self.code)

    def may_say(self, words: Collection[str], *, everyday: Collection[str]) -> set[str]:
        """Those that we put there ourselves, as the chair’s name is, and words of every day."""
        ours = proof.stands((proof.Place("the frame", repr(self.copy)),), words)
        return {one for one in words if ours[one] or one in everyday}


@dataclass(frozen=True)
class Made:
    """The finished files by format, and how many words they were searched for."""

    files: dict[str, bytes]
    pages: int
    words_searched: int


def make(request: MinuteRequest, numbers: Numbers) -> Made:
    """Render every file of this copy and open each again. Anything that should be gone stops it."""
    source = source_of(request)
    _refuse_pasted(request, source)
    copy = compose(request, source, numbers)
    files = {code: documents.render(copy, code=code) for code in documents.FORMATS}
    secrets = secrets_of(request, source)
    frame = replace(copy, sections=(), attendance=())
    for code, file in files.items():
        prove(file, secrets, frame=Frame(frame, code))
    return Made(files, proof.pages(files[on_paper(request)]), len(secrets))


def on_paper(request: MinuteRequest) -> str:
    """The file that is printed and whose pages are counted: the chosen one if it has pages."""
    return request.format if request.format in PAGED else "pdf"


def secrets_of(request: MinuteRequest, source: Source) -> Secrets:
    """Everything that must not be in the files of this request."""
    by_words = words_of(request.redactions.all(), source)
    found = gather(
        taken_out=[words for mark, words in by_words.items() if mark.decision == Redaction.Decision.OUT],
        names=[words for name in names_to_find(request) for words in name.to_search],
        left_out=words_never_shown(request),
        kept="\n".join(words for mark, words in by_words.items() if mark.decision == Redaction.Decision.KEPT),
        standing="\n".join(_standing(source, marks_of(request))),
    )
    printed = _printed(source, marks_of(request))
    return replace(found, often=tuple((one, proof.times(printed, one)) for one in sorted(found.alike)))


def _standing(source: Source, marks: list[Mark]) -> Iterator[str]:
    """The text that no mark is on: nobody decided anything about it."""
    for line in source.lines():
        on = [mark for mark in marks if mark.line == line.id]
        yield "\n".join(piece.text for piece in pieces(line.text, on) if not piece.decision)


def _printed(source: Source, marks: list[Mark]) -> str:
    """Every line as the reader gets it, with something in the place of what is taken out."""
    return " ".join(
        piece.text if piece.decision in {"", Redaction.Decision.KEPT} else " 0removed0 "
        for line in source.lines()
        for piece in pieces(line.text, [mark for mark in marks if mark.line == line.id])
    )


def prove(file: bytes, secrets: Secrets, *, frame: Frame | None = None) -> None:
    """Stop the copy at the first word that should not be there. Unshown words are never named.

    `frame` is the same copy without the minutes: the chair on the cover may have another person's surname.
    """
    if odd := proof.leftovers(file):
        raise Conflict(f"The file holds {odd[0].where}, which no copy may hold. It was not kept.")
    read = proof.reading(file)
    hits = proof.search(read, secrets.unshown | secrets.shown, cased=secrets.cased)
    if hits and frame:
        everywhere = _of_the_frame({hit.words for hit in hits}, read, frame, secrets)
        hits = [hit for hit in hits if hit.words not in everywhere]
    too_often = (words for words, allowed in secrets.often if proof.most(read, words) > allowed)
    if any(hit.words in secrets.unshown for hit in hits) or any(too_often):
        raise Conflict(UNSHOWN)
    if hits:
        place = hits[0].where if hits[0].where.startswith("page") else f"file: {hits[0].where}"
        raise Conflict(
            f"“{hits[0].words}” is still in the copy, {place}. Send it back: take it out or say why it stays."
        )


def _of_the_frame(hits: set[str], read: proof.Reading, frame: Frame, secrets: Secrets) -> set[str]:
    """Words that stand only where every copy has them: on its cover, at the foot of each page."""
    words = frame.may_say(hits, everyday=secrets.cased)
    found = proof.stands(read, words, cased=secrets.cased)
    allowed = proof.stands(proof.reading(frame.file()), words, cased=secrets.cased)
    pages = max(1, sum(place.where.startswith("page ") for place in read))
    times = {word: pages if word.casefold() in REPEATED else 1 for word in words}
    return {word for word in words if allowed[word] > 0 and found[word] <= allowed[word] * times[word]}


def _refuse_pasted(request: MinuteRequest, source: Source) -> None:
    """A case reference of a child who is not on this conference means text of another family's record."""
    text = "\n".join(line.text for line in source.lines())
    digests = {lookup_digest(reference) for reference in case_references(text)}
    here = request.conference.children.values("child")
    if Child.objects.filter(case_reference_digest__in=digests).exclude(pk__in=here).exists():
        raise Conflict(
            "The minutes hold the case reference of another family. Ask the chair to look at this passage: "
            "it may have been pasted from another record."
        )
