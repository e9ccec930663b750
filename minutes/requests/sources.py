"""What the record says about one request: its text, who is in it, and what is not for this reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from access.errors import Conflict
from minutes.requests.marks import Mark
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.reading import Away, Heading, Line, Said, for_reader, left_out, sentences
from recordings.models import Attendance, Child, Part, PartKind, Recording

NEVER = {PartKind.RESTRICTED, PartKind.CHILD_ONLY}
FOR_EVER = 10.0**9


@dataclass(frozen=True)
class Row:
    """One row of the attendance list and the line that stands for it."""

    person: Attendance
    line: Line


@dataclass(frozen=True)
class Source:
    """Everything this reader's copy can be made from, before anything is taken out."""

    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]

    def lines(self) -> Iterator[Line]:
        """Every line, in the order of the copy."""
        yield from (row.line for row in self.rows)
        for heading in self.headings:
            yield heading.line
            for said in heading.paragraphs:
                if said.speaker and self.row_of(said) is None:
                    yield said.speaker_line
                yield from said.lines

    def row_of(self, said: Said) -> Row | None:
        """The row of the attendance list of whoever said this."""
        return next((row for row in self.rows if str(row.person.pk) == said.person), None)


def source_of(request: MinuteRequest) -> Source:
    """The text that this request can be answered from: its version, less what was not for this reader."""
    if request.version is None:
        raise Conflict("Choose the approved minutes first.")
    people = request.conference.people.select_related("conference__key")
    rows = tuple(Row(person, Line(row_id(person), _row_text(person))) for person in people)
    return Source(rows, tuple(for_reader(request.version.content, away_from(request))))


def away_from(request: MinuteRequest) -> list[Away]:
    """The stretches of sound that are not for this reader. Restricted and child-only parts never are."""
    recordings = Recording.objects.filter(conference=request.conference)
    found = [Away(str(one.pk), 0, FOR_EVER) for one in recordings.filter(restricted=True)]
    put_back = set(request.put_back.allowed().values_list("part_id", flat=True))
    for part in Part.objects.filter(recording__in=recordings).prefetch_related("absent"):
        if part.kind == PartKind.PART_EXCLUDED and part.pk in put_back:
            continue
        if _not_for(part, request):
            found.append(Away(str(part.recording_id), part.start_ms / 1000, part.end_ms / 1000))
    return found


def _not_for(part: Part, request: MinuteRequest) -> bool:
    if part.kind in NEVER:
        return True
    if not request.was_there:
        return part.kind == PartKind.PART_EXCLUDED
    return request.attendance in part.absent.all()


def parts_left_out(request: MinuteRequest) -> list[Part]:
    """The parts that this reader was out of and that could be put back: never a restricted one."""
    open_ones = Recording.objects.filter(conference=request.conference, restricted=False, erased_at=None)
    parts = Part.objects.filter(recording__in=open_ones, kind=PartKind.PART_EXCLUDED)
    return [
        part
        for part in parts.prefetch_related("absent").order_by("recording", "start_ms")
        if _not_for(part, request)
    ]


def words_never_shown(request: MinuteRequest) -> list[str]:
    """What was said while this reader was out, and the restricted text: only the proof ever sees these."""
    if request.version is None:
        return []
    restricted = request.version.restricted or {"sections": []}
    return [
        *left_out(request.version.content, away_from(request)),
        *(sentence["text"] for sentence in sentences(restricted)),
    ]


def children_of(request: MinuteRequest) -> list[Child]:
    """The children this copy is about, in the order in which the conference names them."""
    theirs = set(request.children.values_list("pk", flat=True))
    rows = request.conference.children.select_related("child__key")
    return [row.child for row in rows if row.child_id in theirs]


def marks_of(request: MinuteRequest) -> list[Mark]:
    """The decisions on this request, for laying over the text."""
    return [mark(redaction) for redaction in request.redactions.all()]


def mark(redaction: Redaction) -> Mark:
    """One decision, without the words around it."""
    about = Redaction.Found(redaction.found).label
    return Mark(
        line=redaction.sentence,
        start=redaction.start,
        end=redaction.end,
        decision=redaction.decision,
        code=redaction.code,
        id=str(redaction.pk),
        about=about,
    )


def words_of(redactions: Iterable[Redaction], source: Source) -> dict[Redaction, str]:
    """The words that each mark is about, read from the text: they are stored nowhere else."""
    texts = {line.id: line.text for line in source.lines()}
    return {one: texts.get(one.sentence, "")[one.start : one.end] for one in redactions}


def row_id(person: Attendance) -> str:
    """The id of the line that stands for a row of the attendance list."""
    return f"p{person.pk.hex}"


def _row_text(person: Attendance) -> str:
    return ", ".join(part for part in (person.name, person.role, person.agency) if part)
