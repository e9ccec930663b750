"""The fictional council that a first ./run shows: people who sign in, a family, and its conferences."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from access.models import User
from access.roles import Role
from recordings import actions
from recordings.models import Attendance, Conference, Recording, RetentionRule
from recordings.uploads import Receiver, finish
from transcription.actions import queue
from transcription.models import Job

FOLDER = Path(__file__).resolve().parent.parent / "samples"
SHORT, WHOLE = "conference_short", "conference_dev"
PIECE = 1024 * 1024
DOMAIN = "wexborough.example"
Part = Callable[[dict[str, User]], Conference | Recording | RetentionRule]
FAMILY = {"Mother": Attendance.Responsibility.YES, "Maternal Grandmother": Attendance.Responsibility.NO}


@dataclass(frozen=True)
class Person:
    """Somebody of the sample council, and what they do."""

    account: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        return f"{self.account}@{DOMAIN}"


PEOPLE = (
    Person("chair", "Margaret Ellison", Role.CHAIR),
    Person("administrator", "Joan Pereira", Role.ADMINISTRATOR),
    Person("second.administrator", "Colin Marsh", Role.ADMINISTRATOR),
    Person("quality", "Ruth Adeyemi", Role.QUALITY_REVIEWER),
    Person("governance", "Imran Saleh", Role.INFORMATION_GOVERNANCE),
    Person("it", "Tess Okoro", Role.IT),
    Person("other.chair", "Farida Aziz", Role.CHAIR),
)


def add_people(password: str) -> dict[str, User]:
    """The accounts by their short name; those that are there keep their password."""
    return {person.account: _account(person, password) for person in PEOPLE}


def _account(person: Person, password: str) -> User:
    found = User.objects.filter(email=person.email).first()
    return found or User.objects.create_user(
        email=person.email, name=person.name, role=person.role, password=password
    )


def load(people: dict[str, User], *, first_only: bool = False) -> list[str]:
    """Add what is not there yet and say which parts were added.

    The first parts are there in a moment; the whole conference takes longer, while people look around.
    """
    parts: dict[str, Part] = {"rule": _rule, "short": _short, "short recording": _short_recording}
    parts |= {"planned": _planned, "other chair": _of_the_other_chair, "whole": _whole}
    if not first_only:
        parts["whole recording"] = _whole_recording
    return [name for name, add in parts.items() if _once(name, add, people)]


def _once(name: str, add: Part, people: dict[str, User]) -> bool:
    """Noted in the data folder, not looked up in the rows: what somebody erased does not come back."""
    note = _note(name)
    if note.exists():
        return False
    added = add(people)
    note.parent.mkdir(mode=0o700, exist_ok=True)
    note.write_text(str(added.pk))
    return True


def _note(name: str) -> Path:
    return Path(settings.DATA_FOLDER) / "sample" / name


def _rule(people: dict[str, User]) -> RetentionRule:
    """How long the council keeps recordings and the rest of a record."""
    return actions.set_rule(
        kind=RetentionRule.Kind.WITH_RECORD,
        basis=RetentionRule.Basis.BIRTHDAY_75,
        effective_from=timezone.localdate(),
        by=people["governance"],
    )


def _short(people: dict[str, User]) -> Conference:
    """The introductions alone, in a meeting a week after the first."""
    sample = _read(SHORT)
    held_on = date.fromisoformat(sample["date"]) + timedelta(weeks=1)
    return _held(sample, people, type=Conference.Type.RECONVENED, held_on=held_on)


def _whole(people: dict[str, User]) -> Conference:
    """The initial conference from beginning to end."""
    sample = _read(WHOLE)
    return _held(sample, people, type=Conference.Type.INITIAL, held_on=date.fromisoformat(sample["date"]))


def _short_recording(people: dict[str, User]) -> Recording:
    conference = Conference.objects.get(pk=_note("short").read_text())
    return add_recording(conference, FOLDER / f"{SHORT}.m4a", priority=1, by=people["chair"])


def _whole_recording(people: dict[str, User]) -> Recording:
    conference = Conference.objects.get(pk=_note("whole").read_text())
    return add_recording(conference, FOLDER / f"{WHOLE}.m4a", priority=5, by=people["chair"])


def add_recording(conference: Conference, audio: Path, *, priority: int, by: User) -> Recording:
    """Receive a recording as an upload would, and queue it; a small priority number goes first."""
    upload = actions.begin_upload(conference, filename=audio.name, length=audio.stat().st_size, by=by)
    receiver = Receiver(upload, offset=0)
    with audio.open("rb") as file:
        while piece := file.read(PIECE):
            receiver.write(piece)
    receiver.make_safe()
    received = finish(upload.pk)
    recording = Recording.objects.get(pk=received.pk)
    queue(recording, priority=priority, by=by)
    return recording


def open_jobs() -> QuerySet[Job]:
    """The transcriptions that are not finished, in the order in which they are worked on."""
    return Job.objects.filter(kind="transcribe", state__in=[Job.State.WAITING, Job.State.RUNNING]).order_by(
        "priority"
    )


def progress_of(job: Job) -> str:
    """One line for the terminal: how long the recording is and how far it has got. No names."""
    recording = Recording.objects.filter(transcripts__pk=job.subject).first()
    if recording is None or job.state == Job.State.WAITING:
        return ""
    minutes, seconds = divmod(round(recording.duration), 60)
    label = f"Sample recording of {minutes} min {seconds:02} s"
    if job.state == Job.State.DONE:
        return f"{label}: transcribed. Its draft minutes are a moment away."
    if job.state == Job.State.RUNNING:
        return f"{label}: {100 * job.done // max(job.total, 1)} % transcribed"
    return f"{label}: {job.get_state_display().lower()}"


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@transaction.atomic
def _held(sample: dict[str, Any], people: dict[str, User], *, type: str, held_on: date) -> Conference:
    conference = actions.add_conference(
        type=type,
        held_on=held_on,
        starts_at=time.fromisoformat(sample["start_time"]),
        place="Room 3, Wexborough Civic Centre",
        strategy_discussion_on=date.fromisoformat(sample["section47_strategy_date"]),
        chair=people["chair"],
        by=people["administrator"],
    )
    _add_children(conference, sample, by=people["administrator"])
    for person in sample["people"]:
        _add_person(conference, person, people)
    return conference


def _add_children(conference: Conference, sample: dict[str, Any], *, by: User) -> None:
    for child in sample["children"]:
        actions.add_child(
            conference,
            name=child["name"],
            born_on=date.fromisoformat(child["date_of_birth"]),
            case_reference=child["case_reference"],
            by=by,
        )


def _add_person(conference: Conference, person: dict[str, str], people: dict[str, User]) -> None:
    account = next((user for user in people.values() if user.name == person["name"]), None)
    family = person["role"] in FAMILY
    actions.add_person(
        conference,
        name=person["name"],
        role=person["role"],
        agency=person["agency"],
        group=Attendance.Group.FAMILY if family else Attendance.Group.PROFESSIONAL,
        parental_responsibility=FAMILY.get(person["role"], Attendance.Responsibility.NOT_ASKED),
        came=Attendance.Came.ATTENDED,
        user=account,
        by=people["administrator"],
    )


@transaction.atomic
def _planned(people: dict[str, User]) -> Conference:
    """The review that the initial conference set."""
    review = actions.add_conference(
        type=Conference.Type.REVIEW,
        held_on=date(2027, 2, 2),
        starts_at=time(13, 30),
        place="Room 3, Wexborough Civic Centre",
        chair=people["chair"],
        by=people["administrator"],
    )
    _add_children(review, _read(WHOLE), by=people["administrator"])
    return review


@transaction.atomic
def _of_the_other_chair(people: dict[str, User]) -> Conference:
    """So that each chair sees only their own."""
    conference = actions.add_conference(
        type=Conference.Type.PRE_BIRTH,
        held_on=date(2027, 1, 14),
        starts_at=time(10, 0),
        chair=people["other.chair"],
        by=people["second.administrator"],
    )
    actions.add_child(
        conference, name="Unborn Marlow", expected_on=date(2027, 3, 9), by=people["second.administrator"]
    )
    return conference
