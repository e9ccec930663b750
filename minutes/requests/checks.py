"""What must be true before a copy can leave, as a list that the page shows and the release asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from minutes.models import Minutes
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.withheld import goes_where_it_must_not

ADDRESS_HOLDS = timedelta(days=30)
DONE, DUE, LATER = "done", "due", "later"
Status = MinuteRequest.Status
AFTER_REDACTION = {Status.SECOND_CHECK, Status.READY, Status.RELEASED, *MinuteRequest.ENDED}
AFTER_CHECK = {Status.READY, Status.RELEASED, *MinuteRequest.ENDED}


@dataclass(frozen=True)
class Check:
    """One condition: `says` what, `detail` how it stands, `needed` what to do while it is not met."""

    code: str
    says: str
    state: str
    detail: str
    needed: str = ""

    @property
    def blocks(self) -> bool:
        return self.state != DONE


def before_redaction(request: MinuteRequest) -> list[Check]:
    """What must be known before anybody reads the minutes for this person."""
    known = [_person(request), _right(request), _address(request), *_code_way(request)]
    return [*known, _children(request), _minutes(request), _parts(request), *_current(request)]


def before_release(request: MinuteRequest) -> list[Check]:
    """Everything, in the order in which it is done."""
    return [*before_redaction(request), _redaction(request), _second(request), _copy(request)]


def _person(request: MinuteRequest) -> Check:
    says = "Goes to the person who asked"
    if request.waits_for_identity:
        return Check(
            "person", says, DUE, "We wait for proof of who they are", "Note the day their proof comes."
        )
    if not request.identity_checked_on:
        return Check(
            "person", says, DUE, "Who asks is not checked yet", "Check who asks and that they may ask."
        )
    return Check("person", says, DONE, f"Checked on {_day(request.identity_checked_on)}")


def _right(request: MinuteRequest) -> Check:
    """By what right: of their own, by somebody's signed authority, or because the chair has decided."""
    says = "May have these minutes"
    if request.is_for_governance:
        needed = "Information governance answers this: it is not a request for a typed copy."
        return Check("right", says, DUE, "Not a minute request", needed)
    if not request.identity_checked_on:
        return Check("right", says, LATER, "With the check of who asks")
    if request.open_parts_allowed_by_id:
        return Check("right", says, DONE, "The chair has decided that they may")
    if doubt := doubts(request):
        return Check("right", says, DUE, doubt, "Ask the chair to decide whether they may have the minutes.")
    return Check("right", says, DONE, _by_what_right(request))


def doubts(request: MinuteRequest) -> str:
    """Why the chair must decide, in words; nothing if there is no doubt."""
    yes = MinuteRequest.Responsibility.YES
    if request.chair_must_decide:
        return "There is an order, a no-contact arrangement or another doubt"
    if request.relationship in MinuteRequest.PARENTS and request.responsibility != yes:
        return "Parental responsibility is not confirmed"
    return ""


def _by_what_right(request: MinuteRequest) -> str:
    if request.relationship in MinuteRequest.AGENTS:
        return "Signed authority seen"
    if request.relationship == MinuteRequest.Relationship.YOUNG_PERSON:
        return "Their own request. What they understand is noted; nobody else’s responsibility decides."
    return "Parental responsibility checked"


def _current(request: MinuteRequest) -> list[Check]:
    """Once it has begun, the redaction is of what stands now: the room and what was put back may change."""
    if request.status not in AFTER_REDACTION | {Status.REDACTING}:
        return []
    says, began = "Redacted from what stands now", request.redaction_started_at
    if began is None or any(changed > began for changed in _changes(request)):
        needed = "Send it back to redaction and start again: the room, or what they may have, was changed."
        return [Check("current", says, DUE, "Something was changed since", needed)]
    return [Check("current", says, DONE, "Nothing was changed since it began")]


def _changes(request: MinuteRequest) -> list[datetime]:
    confirmed = request.conference.presence_confirmed_at
    allowed = [one.allowed_at for one in request.put_back.all()]
    return [moment for moment in (confirmed, *allowed) if moment]


def _address(request: MinuteRequest) -> Check:
    says, on = "Address checked in the last 30 days", request.address_confirmed_on
    needed = "Read the address back to them, then note it here."
    if not on:
        return Check("address", says, DUE, "Not checked yet", needed)
    if goes_where_it_must_not(request):
        needed = (
            "On the record this address is withheld from them. Send it elsewhere, or let them collect it. "
            "Do not tell them why."
        )
        return Check("address", says, DUE, "Withheld from them on the record", needed)
    until = on + ADDRESS_HOLDS
    if until < timezone.localdate():
        return Check("address", says, DUE, f"Checked on {_day(on)}: that is too long ago", needed)
    return Check("address", says, DONE, f"Checked on {_day(on)}. Good until {_day(until)}.")


def _code_way(request: MinuteRequest) -> list[Check]:
    if request.delivery not in MinuteRequest.BY_MAIL:
        return []
    says = "The code goes another way"
    if not request.code_by:
        return [Check("code", says, DUE, "Not asked yet", "Ask how the code should reach them.")]
    return [Check("code", says, DONE, request.get_code_by_display())]


def _children(request: MinuteRequest) -> Check:
    here = {row.child_id for row in request.conference.children.all()}
    asked = {child.pk for child in request.children.all()}
    if not asked or not asked <= here:
        return Check("children", "Right children", DUE, "", "Choose the children this copy is about.")
    detail = "All children of the conference" if asked == here else f"{len(asked)} of {len(here)} children"
    return Check("children", "Right children", DONE, detail)


def _minutes(request: MinuteRequest) -> Check:
    says = "Minutes approved"
    minutes: Minutes | None = getattr(request.conference, "minutes", None)
    if minutes is None or minutes.approved_version is None:
        return Check("minutes", says, DUE, "Not yet", "The chair approves the minutes first.")
    number = minutes.approved_version.number
    if request.version_id and request.version_id != minutes.approved_version_id:
        needed = f"Start the redaction again from version {number}."
        return Check("minutes", says, DUE, "There is a newer approved version", needed)
    detail = f"Version {number}, approved {_day(timezone.localdate(minutes.approved_at))}"
    if minutes.is_amending:
        detail += ". It is being amended: what is sent now is the approved version."
    return Check("minutes", says, DONE, detail)


def _parts(request: MinuteRequest) -> Check:
    says = "Only the parts they were there for"
    if not request.conference.presence_confirmed:
        needed = "Confirm who was in the room before anything can be sent. It takes about two minutes."
        return Check("parts", says, DUE, "Who was in the room is not confirmed", needed)
    if not request.was_there and not request.open_parts_allowed_by_id:
        needed = "They were not at this conference. The chair decides whether they may have the minutes."
        return Check("parts", says, DUE, "Not there", needed)
    return Check(
        "parts", says, DONE, "Everything else is left out by itself. The copy does not show that it exists."
    )


def _redaction(request: MinuteRequest) -> Check:
    decisions = [mark.decision for mark in request.redactions.all()]
    left = decisions.count(Redaction.Decision.SUGGESTED)
    if request.status not in AFTER_REDACTION | {Status.REDACTING}:
        return Check("redaction", "Redaction", LATER, "After the checks above")
    if left or request.status == Status.REDACTING:
        return Check("redaction", "Redaction", DUE, f"{left} left to decide", "Decide every suggestion.")
    return Check(
        "redaction", "Redaction", DONE, f"{decisions.count(Redaction.Decision.OUT)} passages taken out"
    )


def _second(request: MinuteRequest) -> Check:
    says = "Second check by someone else"
    if request.checked_at and request.status in AFTER_CHECK:
        return Check("second", says, DONE, f"On {_day(timezone.localdate(request.checked_at))}")
    if request.status == Status.SECOND_CHECK:
        return Check("second", says, DUE, "Waiting for somebody else", "Somebody else agrees each mark.")
    return Check("second", says, LATER, "After the redaction")


def _copy(request: MinuteRequest) -> Check:
    says = "Search for everyone else’s name"
    copy = next(iter(request.copies.all()), None)
    if copy is None or request.status not in AFTER_CHECK:
        return Check("search", says, LATER, "After the second check")
    confirmed = request.conference.presence_confirmed_at
    if confirmed is None or confirmed > copy.made_at:
        needed = "Send it back to redaction: who was in the room was changed after this copy was made."
        return Check("search", says, DUE, "Out of date", needed)
    return Check(
        "search", says, DONE, f"Searched for {copy.words_searched} names and passages: none is in the files"
    )


def _day(day: date | None) -> str:
    return date_format(day, "D j M") if day else ""
