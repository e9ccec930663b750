"""An approved set of minutes and requests about it. Everyone and everything here is invented."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.models import Minutes, Version
from minutes.requests import actions
from minutes.requests.models import CopyFile, MinuteRequest, Order, Redaction, TypedCopy
from recordings.models import Attendance, Child, Conference, PartKind, Recording, VaultKey
from recordings.vault import store
from tests import factories
from tests.documents.made import file_of

counter = itertools.count(1)
RESTRICTED = "Wayne is wanted for recall to prison and there is a live investigation that nobody may hear of."
TRANSLATED = b"Ata da conferencia. [retirado: A] telefonou a policia."


def sentence(text: str, start: float | None = None, recording: Recording | None = None, **more: Any) -> dict:
    """One sentence of ten seconds."""
    return {
        "id": f"s{next(counter)}",
        "text": text,
        "sources": [] if start is None else [[start, start + 10]],
        "recording": str(recording.pk) if recording else "",
        "origin": "machine",
        "heard": text,
        "flags": [],
        **more,
    }


def paragraph(*sentences: dict, speaker: str = "", by: Attendance | None = None) -> dict:
    who = f"{by.name}, {by.role}" if by else speaker
    return {
        "id": f"p{next(counter)}",
        "speaker": who,
        "speaker_id": "",
        "attendance_id": str(by.pk) if by else "",
        "sentences": list(sentences),
    }


def section(title: str, *paragraphs: dict) -> dict:
    return {"code": title.lower().replace(" ", "_"), "title": title, "paragraphs": list(paragraphs)}


def approved(conference: Conference, content: dict, *, restricted: list[dict] | None = None) -> Version:
    """Minutes of this conference, approved by its chair."""
    minutes = Minutes.objects.create(
        key=VaultKey.objects.fresh(), restricted_key=VaultKey.objects.fresh(), conference=conference
    )
    version = Version.objects.create(
        minutes=minutes,
        number=8,
        content=content,
        restricted={"sections": restricted or []},
        content_sha256="0" * 64,
        author=conference.chair,
    )
    minutes.status, minutes.approved_at = Minutes.Status.APPROVED, timezone.now()
    minutes.approved_by, minutes.approved_version = conference.chair, version
    minutes.save()
    return version


@dataclass
class Family:
    """The Hartley conference: a mother who was out for a part, her mother, and a father who did not come."""

    conference: Conference
    recording: Recording
    mother: Attendance
    grandmother: Attendance
    father: Attendance
    worker: Attendance
    chair: User
    administrator: User
    second: User
    governance: User
    version: Version | None = None
    more: dict[str, Any] = field(default_factory=dict)


def family(*, confirmed: bool = True) -> Family:
    """The people and the recording, before there are minutes."""
    chair = factories.user(role=Role.CHAIR, name="Margaret Ellison")
    administrator = factories.user(role=Role.ADMINISTRATOR, name="Joan Pereira")
    children = [
        factories.child(name="Alfie Hartley"),
        factories.child(name="Maisie Hartley", born_on=date(2024, 1, 21)),
    ]
    conference = factories.conference(chair=chair, administrator=administrator, children=children)
    if confirmed:
        conference.presence_confirmed_at, conference.presence_confirmed_by = timezone.now(), chair
        conference.save()
    professional = {"group": Attendance.Group.PROFESSIONAL}
    return Family(
        conference=conference,
        recording=factories.recording(conference),
        mother=factories.person(conference),
        grandmother=factories.person(conference, name="Sandra Hartley", role="Grandmother"),
        father=factories.person(
            conference, name="Wayne Cotter", role="Alfie's father", came=Attendance.Came.ABSENT
        ),
        worker=factories.person(conference, name="Daniel Okafor", role="Social worker", **professional),
        chair=chair,
        administrator=administrator,
        second=factories.user(role=Role.ADMINISTRATOR, name="Colin Marsh"),
        governance=factories.user(role=Role.INFORMATION_GOVERNANCE, name="Imran Saleh"),
    )


def hartley(*, confirmed: bool = True) -> Family:
    """The Hartley conference with its minutes approved."""
    made = family(confirmed=confirmed)
    factories.part(
        made.recording,
        kind=PartKind.RESTRICTED,
        start_ms=30_000,
        end_ms=50_000,
        absent=[made.mother, made.grandmother],
    )
    at = made.recording
    content = {
        "sections": [
            section(
                "Reason for the conference",
                paragraph(
                    sentence("A neighbour rang the police on 14 October.", 0, at),
                    sentence("Alfie had made toast for his sister.", 10, at),
                    by=made.worker,
                ),
            ),
            section("Police", paragraph(sentence(RESTRICTED, 30, at), by=made.worker)),
            section(
                "Family",
                paragraph(sentence("I know that I should not have left them.", 50, at), by=made.mother),
                paragraph(sentence("I can have them on Friday nights.", 60, at), by=made.grandmother),
            ),
        ]
    }
    made.version = approved(
        made.conference, content, restricted=[section("Police", paragraph(sentence(RESTRICTED, 30, at)))]
    )
    return made


def asked(made: Family, **changes: Any) -> actions.Asked:
    """What Kelly Hartley asked for."""
    children = tuple(Child.objects.filter(conferences__conference=made.conference).order_by("created_at"))
    values: dict[str, Any] = {
        "name": "Kelly Hartley",
        "relationship": MinuteRequest.Relationship.MOTHER,
        "channel": MinuteRequest.Channel.EMAIL,
        "received_at": datetime(2026, 11, 12, 18, 10, tzinfo=UTC),
        "children": children,
        "attendance": made.mother,
        "delivery": MinuteRequest.Delivery.POST,
        "address": "27 Larkspur Court\nWexborough\nWX4 7QT",
    }
    return actions.Asked(**{**values, **changes})


def proof(**changes: Any) -> actions.Proof:
    """What was seen of whoever asks: enough for each kind of requester."""
    values: dict[str, Any] = {
        "how": "Passport seen",
        "orders": "None known",
        "on": timezone.localdate(),
        "responsibility": "yes",
        "responsibility_how": "Birth certificates seen",
        "authority": "Signed by Kelly Hartley on 9 November",
        "understanding": "Talked with her advocate",
    }
    return actions.Proof(**{**values, **changes})


def checked(made: Family, *, code_by: str = "", code_to: str = "", **changes: Any) -> MinuteRequest:
    """A request whose person and address are known, and how a code would reach them."""
    request = actions.log_request(made.conference, asked=asked(made, **changes), by=made.administrator)
    today = timezone.localdate()
    request = actions.confirm_requester(request, proof=proof(), by=made.administrator)
    request = actions.confirm_address(
        request, address=request.address, delivery=request.delivery, on=today, by=made.administrator
    )
    if not code_by:
        return request
    return actions.choose_code_way(request, code_by=code_by, code_to=code_to, by=made.administrator)


def redacting(made: Family, **changes: Any) -> MinuteRequest:
    """A request whose redaction has begun."""
    return actions.start_redaction(checked(made, **changes), by=made.administrator)


def decide_all(request: MinuteRequest, made: Family, *, decision: str = "out", code: str = "S2P3") -> None:
    """Every suggestion decided alike."""
    ruling = actions.Ruling(decision=decision, code=code, why="")
    while mark := request.redactions.undecided().first():
        actions.decide(mark, ruling=ruling, by=made.administrator)


def ready(made: Family, **changes: Any) -> TypedCopy:
    """A copy that is made, proved and waiting for its release."""
    request = redacting(made, **changes)
    decide_all(request, made)
    return actions.agree_marks(actions.send_for_check(request, by=made.administrator), by=made.second)


def in_register(made: Family) -> CopyFile:
    """One sealed file of a copy in the register, for tests of who may reach it: nothing is set in type."""
    assert made.version is not None
    copy = TypedCopy.objects.create(
        key=VaultKey.objects.fresh(),
        request=checked(made),
        version=made.version,
        number=1,
        register_number=f"C-2026-{next(counter):04}",
        pages=3,
        words_searched=0,
        made_by=made.second,
        made_at=timezone.now(),
    )
    file = CopyFile(copy=copy, format="txt", size=5, sha256="0" * 64)
    file.blob = store.seal_stream([b"words"], copy.key, file.pk, "copy").name
    file.save(force_insert=True)
    return file


def released(made: Family, **changes: Any) -> TypedCopy:
    """A copy that has been let go."""
    return let_go(ready(made, **changes), by=made.second)


def waiting(made: Family, **changes: Any) -> TypedCopy:
    """As `ready`, with files that were set in type once for all tests: for what comes after the making."""
    request = checked(made, **changes)
    assert made.version is not None
    request.status, request.version = MinuteRequest.Status.READY, made.version
    request.redacted_by, request.checked_by = made.administrator, made.second
    request.redaction_started_at = request.checked_at = timezone.now()
    request.save()
    copy = TypedCopy.objects.create(
        key=VaultKey.objects.fresh(),
        request=request,
        version=made.version,
        number=next(counter),
        register_number=f"C-2026-{next(counter):04}",
        pages=3,
        words_searched=7,
        made_by=made.second,
        made_at=timezone.now(),
    )
    for code in ("pdf", "txt"):
        content = file_of(code)
        file = CopyFile(copy=copy, format=code, size=len(content), sha256=sha256(content).hexdigest())
        file.blob = store.seal_stream([content], copy.key, file.pk, "copy").name
        file.save(force_insert=True)
    return copy


def sent(made: Family, **changes: Any) -> TypedCopy:
    """As `released`, with files that were set in type once."""
    return let_go(waiting(made, **changes), by=made.second)


def ordered(made: Family, *, back: bool = False, copy: TypedCopy | None = None, **changes: Any) -> Order:
    """A translation that is being made from a copy; or that is back and waits for somebody to check it."""
    today = timezone.localdate()
    values = {"kind": "translation", "language": "Portuguese", "maker": "Ines Duarte, Wexborough Languages"}
    days = {"promise_seen_on": today, "sent_on": today, "due_on": today + timedelta(days=7)}
    wanted = actions.Wanted(**{**values, **days, **changes})
    order = actions.place_order(copy or waiting(made), wanted=wanted, by=made.administrator)
    if not back:
        return order
    return actions.take_in(order, content=TRANSLATED, on=today, by=made.administrator)


def let_go(copy: TypedCopy, *, by: User) -> TypedCopy:
    """Let a copy go that is ready, for the first time or again."""
    request = MinuteRequest.objects.get(pk=copy.request_id)
    on_envelope = request.name if request.delivery == "collected" else request.address.splitlines()[0]
    return actions.release_copy(copy, seen=actions.Seen(copy.pages, on_envelope), by=by)


def mark_on(request: MinuteRequest, words: str) -> Redaction:
    """The mark whose words are these."""
    from minutes.requests.sources import source_of, words_of

    found = words_of(request.redactions.all(), source_of(request))
    return next(mark for mark, text in found.items() if text == words)
