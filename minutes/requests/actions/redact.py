"""What the redactor does: a person decides each suggestion, and takes out each passage for a reason."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.models import Minutes, Version
from minutes.requests import checks, states
from minutes.requests.halves import not_the_approver
from minutes.requests.known import names_to_find
from minutes.requests.locking import locked
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.sources import Source, source_of, words_of
from minutes.requests.suggestions import everywhere, find

Status = MinuteRequest.Status
OUT, KEPT = Redaction.Decision.OUT, Redaction.Decision.KEPT


@dataclass(frozen=True)
class Ruling:
    """What a person decided on some words, and why. Staying needs words, going needs a code."""

    decision: str
    code: str = ""
    why: str = ""


@dataclass(frozen=True)
class Passage:
    """Some words of one sentence, exactly as they stand; no words means the whole sentence."""

    sentence: str
    words: str = ""
    all_places: bool = False


@transaction.atomic
def start_redaction(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """Choose the approved version, leave out what was not for this reader, and find what must be decided."""
    require(by, May.REDACT)
    request = locked(request)
    request.version = _approved_version(request)
    if missing := next((check for check in checks.before_redaction(request) if check.blocks), None):
        raise Conflict(missing.needed)
    not_the_approver(request, by)
    states.move(request, to=Status.REDACTING, by=by)
    request.redacted_by, request.redaction_started_at = by, timezone.now()
    request.save()
    request.redactions.all().delete()
    found = find(source_of(request).lines(), names_to_find(request))
    for one in found:
        request.redactions.create(sentence=one.line, start=one.start, end=one.end, found=one.found)
    audit.record(
        "request.redaction_started",
        by=by,
        on=request,
        conference=request.conference_id,
        version=request.version_id,
        suggestions=len(found),
    )
    return request


def _approved_version(request: MinuteRequest) -> Version | None:
    minutes = Minutes.objects.filter(conference=request.conference).first()
    return minutes.approved_version if minutes else None


@transaction.atomic
def decide(
    redaction: Redaction, *, ruling: Ruling, by: User, same_words: bool = True, whole_sentence: bool = False
) -> int:
    """Take out or keep the words of one mark, by default everywhere they stand and are not decided yet."""
    request = _being_redacted(redaction.request, by)
    _complete(ruling)
    source = source_of(request)
    marks = _same(redaction, source) if same_words else [redaction]
    lines = {line.id: line for line in source.lines()}
    for mark in marks:
        if whole_sentence:
            mark.start, mark.end = 0, len(lines[mark.sentence].text)
        _rule(mark, ruling, by)
    audit.record(
        f"redaction.{ruling.decision}",
        by=by,
        on=redaction,
        conference=request.conference_id,
        code=ruling.code or None,
        places=len(marks),
    )
    return len(marks)


def _same(redaction: Redaction, source: Source) -> list[Redaction]:
    """This mark, and those not decided yet on the same words."""
    words = words_of(redaction.request.redactions.undecided(), source)
    own = words_of([redaction], source)[redaction].casefold()
    others = [mark for mark, text in words.items() if text.casefold() == own and mark.pk != redaction.pk]
    return [redaction, *others]


@transaction.atomic
def mark_words(request: MinuteRequest, *, passage: Passage, ruling: Ruling, by: User) -> list[Redaction]:
    """Decide on words that nobody suggested: in one sentence, or everywhere they stand."""
    request = _being_redacted(request, by)
    _complete(ruling)
    lines = list(source_of(request).lines())
    line = next((line for line in lines if line.id == passage.sentence), None)
    if line is None:
        raise Conflict("This sentence is not in this person’s copy.")
    words = passage.words.strip() or line.text
    places = everywhere(lines if passage.all_places else [line], words)
    if not places:
        raise Conflict("These words are not in this sentence. Copy them exactly as they stand.")
    made = [_rule(_at(request, *place), ruling, by) for place in places]
    audit.record(
        "redaction.marked",
        by=by,
        on=request,
        conference=request.conference_id,
        code=ruling.code or None,
        decision=ruling.decision,
        places=len(made),
    )
    return made


def _at(request: MinuteRequest, sentence: str, start: int, end: int) -> Redaction:
    """The mark on exactly these characters, if there is one already."""
    found = request.redactions.filter(sentence=sentence, start=start, end=end).first()
    return found or Redaction(request=request, sentence=sentence, start=start, end=end)


@transaction.atomic
def undo(redaction: Redaction, *, by: User) -> Redaction:
    """Open a decision again: until it is decided, the words are covered."""
    request = _being_redacted(redaction.request, by)
    redaction.decision, redaction.code, redaction.why = Redaction.Decision.SUGGESTED, "", ""
    redaction.by = redaction.decided_at = None
    redaction.save()
    audit.record("redaction.undone", by=by, on=redaction, conference=request.conference_id)
    return redaction


@transaction.atomic
def send_for_check(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """Every suggestion is decided. Now somebody else looks at each mark."""
    request = _being_redacted(request, by)
    if left := request.redactions.undecided().count():
        raise Conflict(f"{left} suggestions are not decided yet. Decide each of them first.")
    if changed := next((check for check in checks.before_redaction(request) if check.blocks), None):
        raise Conflict(changed.needed)
    states.move(request, to=Status.SECOND_CHECK, by=by)
    request.save()
    audit.record("request.redacted", by=by, on=request, conference=request.conference_id)
    return request


@transaction.atomic
def choose_again(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """Go back to the checks: the minutes or the people in the room have changed."""
    require(by, May.REDACT)
    request = locked(request)
    states.move(request, to=Status.CHECKING, by=by)
    request.version = request.redacted_by = request.redaction_started_at = None
    request.redactions.all().delete()
    request.save()
    audit.record("request.redaction_dropped", by=by, on=request, conference=request.conference_id)
    return request


def _being_redacted(request: MinuteRequest, by: User) -> MinuteRequest:
    require(by, May.REDACT)
    request = locked(request)
    if request.status != Status.REDACTING:
        raise Conflict("Marks can be changed only while the copy is being redacted.")
    not_the_approver(request, by)
    return request


def _complete(ruling: Ruling) -> None:
    if ruling.decision == OUT and ruling.code not in Redaction.Code.values:
        raise Conflict("Choose a reason to take this out.")
    if ruling.decision not in {OUT, KEPT}:
        raise Conflict("Choose whether this stays or goes.")


def _rule(mark: Redaction, ruling: Ruling, by: User) -> Redaction:
    mark.decision, mark.why = ruling.decision, ruling.why
    mark.code = ruling.code if ruling.decision == OUT else ""
    mark.by, mark.decided_at, mark.sent_back = by, timezone.now(), ""
    mark.save()
    return mark
