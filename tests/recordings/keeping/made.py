"""People, rules and recordings for the tests of endings."""

from datetime import date

from access.roles import Role
from recordings.models import RetentionRule
from recordings.vault import store
from tests import factories

SOUND = b"what was said in the room" * 40_000


def governance():
    return factories.user(role=Role.INFORMATION_GOVERNANCE, name="Imran Saleh")


def reviewer():
    return factories.user(role=Role.QUALITY_REVIEWER, name="Ruth Adeyemi")


def rule(*, effective_from=date(2000, 1, 1), **fields):
    values = {"kind": "with_record", "basis": "35 years from conference", **fields}
    return RetentionRule.objects.create(
        effective_from=effective_from, set_by=factories.user(role=Role.INFORMATION_GOVERNANCE), **values
    )


def kept_for_days(days, **fields):
    return rule(**{"kind": "after_approval", "basis": "", "days": days, **fields})


def sealed_recording(of=None, **fields):
    """A recording of a conference long ago, with its sound in the storage."""
    made = factories.recording(
        of or factories.conference(held_on=date(1985, 5, 2)), size=len(SOUND), **fields
    )
    stored = store.seal_stream([SOUND], made.key, made.pk, "audio")
    made.blob, made.blob_sha256 = stored.name, stored.sha256
    made.save(update_fields=["blob", "blob_sha256"])
    return made


def heard(recording):
    return store.open(recording.blob, recording.key, recording.pk, "audio").pread(0, len(SOUND))
