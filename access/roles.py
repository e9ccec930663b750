"""Who may do what: the only table of roles and permissions, and the only one that asks it."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices

if TYPE_CHECKING:
    from access.models import User


class Role(TextChoices):
    """What a person does for the council. One person, one role."""

    CHAIR = "chair", "Conference chair"
    ADMINISTRATOR = "administrator", "Conference administrator"
    QUALITY_REVIEWER = "quality_reviewer", "Quality reviewer"
    INFORMATION_GOVERNANCE = "information_governance", "Information governance officer"
    IT = "it", "IT administrator"
    SERVICE = "service", "The service itself"


class May(TextChoices):
    """One thing that a role may be allowed to do. Which rows it may be done to is `visible_to`."""

    VIEW_CONFERENCES = "view_conferences"
    MANAGE_CONFERENCES = "manage_conferences"
    DECIDE_QUORUM = "decide_quorum"
    SEE_WITHHELD = "see_withheld"
    NOTE_CONFLICT = "note_conflict"
    LIFT_CONFLICT = "lift_conflict"
    MERGE_CHILDREN = "merge_children"
    IMPORT_RECORDS = "import_records"
    CONFIRM_PRESENCE = "confirm_presence"
    ADD_RECORDING = "add_recording"
    MATCH_RECORDINGS = "match_recordings"
    LISTEN = "listen"
    GIVE_LISTENING_REASON = "give_listening_reason"
    HEAR_RESTRICTED = "hear_restricted"
    MAKE_SOUND_COPY = "make_sound_copy"
    APPROVE_SOUND_COPY = "approve_sound_copy"
    TRANSCRIBE = "transcribe"
    SWITCH_DRAFTING = "switch_drafting"
    NAME_SPEAKERS = "name_speakers"
    READ_MINUTES = "read_minutes"
    EDIT_MINUTES = "edit_minutes"
    APPROVE_MINUTES = "approve_minutes"
    READ_RESTRICTED = "read_restricted"
    VIEW_REQUESTS = "view_requests"
    RECEIVE_MESSAGE = "receive_message"
    LOG_REQUEST = "log_request"
    TRIAGE_REQUEST = "triage_request"
    DECIDE_REQUEST = "decide_request"
    REDACT = "redact"
    CHECK_REDACTION = "check_redaction"
    RELEASE_COPY = "release_copy"
    DOWNLOAD_COPY = "download_copy"
    NOTE_ARRIVAL = "note_arrival"
    OPEN_LINK = "open_link"
    REVIEW_RECORDINGS = "review_recordings"
    VIEW_KEEPING = "view_keeping"
    MANAGE_KEEPING = "manage_keeping"
    APPROVE_DESTRUCTION = "approve_destruction"
    READ_AUDIT = "read_audit"
    READ_OWN_AUDIT = "read_own_audit"
    SEE_HEALTH = "see_health"
    RUN_QUEUE = "run_queue"
    MANAGE_USERS = "manage_users"
    MANAGE_SETTINGS = "manage_settings"
    RECORD_DECISIONS = "record_decisions"
    PREPARE_LETTERS = "prepare_letters"
    APPROVE_LETTERS = "approve_letters"
    RELEASE_LETTERS = "release_letters"
    OPEN_IN_EMERGENCY = "open_in_emergency"
    REVIEW_EMERGENCY = "review_emergency"


PERMISSIONS: dict[Role, frozenset[May]] = {
    Role.CHAIR: frozenset(
        {
            May.VIEW_CONFERENCES,
            May.MANAGE_CONFERENCES,
            May.DECIDE_QUORUM,
            May.SEE_WITHHELD,
            May.NOTE_CONFLICT,
            May.CONFIRM_PRESENCE,
            May.ADD_RECORDING,
            May.LISTEN,
            May.HEAR_RESTRICTED,
            May.APPROVE_SOUND_COPY,
            May.TRANSCRIBE,
            May.SWITCH_DRAFTING,
            May.NAME_SPEAKERS,
            May.READ_MINUTES,
            May.EDIT_MINUTES,
            May.APPROVE_MINUTES,
            May.READ_RESTRICTED,
            May.VIEW_REQUESTS,
            May.DECIDE_REQUEST,
            May.READ_OWN_AUDIT,
            May.RECORD_DECISIONS,
            May.PREPARE_LETTERS,
            May.APPROVE_LETTERS,
            May.OPEN_IN_EMERGENCY,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            May.VIEW_CONFERENCES,
            May.MANAGE_CONFERENCES,
            May.SEE_WITHHELD,
            May.NOTE_CONFLICT,
            May.LIFT_CONFLICT,
            May.MERGE_CHILDREN,
            May.IMPORT_RECORDS,
            May.ADD_RECORDING,
            May.MATCH_RECORDINGS,
            May.LISTEN,
            May.TRANSCRIBE,
            May.NAME_SPEAKERS,
            May.READ_MINUTES,
            May.EDIT_MINUTES,
            May.VIEW_REQUESTS,
            May.RECEIVE_MESSAGE,
            May.LOG_REQUEST,
            May.REDACT,
            May.CHECK_REDACTION,
            May.RELEASE_COPY,
            May.DOWNLOAD_COPY,
            May.NOTE_ARRIVAL,
            May.PREPARE_LETTERS,
            May.RELEASE_LETTERS,
            May.MANAGE_SETTINGS,
            May.OPEN_IN_EMERGENCY,
        }
    ),
    Role.QUALITY_REVIEWER: frozenset(
        {
            May.VIEW_CONFERENCES,
            May.NOTE_CONFLICT,
            May.LIFT_CONFLICT,
            May.LISTEN,
            May.GIVE_LISTENING_REASON,
            May.HEAR_RESTRICTED,
            May.APPROVE_SOUND_COPY,
            May.READ_MINUTES,
            May.READ_RESTRICTED,
            May.VIEW_REQUESTS,
            May.CHECK_REDACTION,
            May.REVIEW_RECORDINGS,
            May.VIEW_KEEPING,
            May.APPROVE_DESTRUCTION,
            May.READ_AUDIT,
            May.REVIEW_EMERGENCY,
        }
    ),
    Role.INFORMATION_GOVERNANCE: frozenset(
        {
            May.VIEW_CONFERENCES,
            May.NOTE_CONFLICT,
            May.LIFT_CONFLICT,
            May.SEE_WITHHELD,
            May.LISTEN,
            May.GIVE_LISTENING_REASON,
            May.HEAR_RESTRICTED,
            May.MAKE_SOUND_COPY,
            May.APPROVE_SOUND_COPY,
            May.READ_MINUTES,
            May.READ_RESTRICTED,
            May.VIEW_REQUESTS,
            May.RECEIVE_MESSAGE,
            May.LOG_REQUEST,
            May.TRIAGE_REQUEST,
            May.REDACT,
            May.CHECK_REDACTION,
            May.RELEASE_COPY,
            May.DOWNLOAD_COPY,
            May.NOTE_ARRIVAL,
            May.VIEW_KEEPING,
            May.MANAGE_KEEPING,
            May.READ_AUDIT,
            May.REVIEW_EMERGENCY,
        }
    ),
    Role.IT: frozenset({May.SEE_HEALTH, May.RUN_QUEUE, May.MANAGE_USERS, May.MANAGE_SETTINGS}),
    Role.SERVICE: frozenset(
        {
            May.ADD_RECORDING,
            May.TRANSCRIBE,
            May.EDIT_MINUTES,
            May.RECEIVE_MESSAGE,
            May.MANAGE_USERS,
            May.NOTE_ARRIVAL,
            May.OPEN_LINK,
        }
    ),
}


def allows(user: "User", may: May) -> bool:
    """Whether this person's role includes `may`."""
    return user.is_active and may in PERMISSIONS[Role(user.role)]


def require(user: "User", may: May) -> None:
    """Stop here unless this person's role includes `may`."""
    if not allows(user, may):
        raise PermissionDenied(f"This needs the permission {may.value}.")
