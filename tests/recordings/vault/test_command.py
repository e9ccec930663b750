"""manage.py vault: health, rotation, and the check that goes round everything stored."""

import io
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import AuditEvent
from access.roles import Role
from recordings import health, tasks
from recordings.models import Blob, Child, Fault, VaultKey
from recordings.vault import keyring, keys, rotation, scrub, store
from recordings.vault.fields import Sealed
from recordings.vault.sealed import SEGMENT
from tests import factories

pytestmark = pytest.mark.django_db
OBJECT = UUID(int=7)


@pytest.fixture(autouse=True)
def own_vault(settings, tmp_path):
    folder = {"BACKEND": "recordings.vault.places.Folder", "OPTIONS": {"location": tmp_path / "blobs"}}
    settings.STORAGES = {**settings.STORAGES, "blobs": folder}
    settings.KEK_KEYRING = tmp_path / "keyring.json"
    keyring.add_version(settings.KEK_KEYRING)


def vault(*arguments):
    """The command's answer and its exit code."""
    out = io.StringIO()
    try:
        call_command("vault", *arguments, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


def sealed_blob(plaintext=b"hello"):
    return Blob.objects.get(
        name=store.seal_stream([plaintext], VaultKey.objects.fresh(), OBJECT, "audio").name
    )


def change(blob, place):
    stored = bytearray(store.place().read_at(blob.name, 0, blob.size))
    stored[place] ^= 1
    replace(blob, bytes(stored))


def replace(blob, content):
    store.place().delete(blob.name)
    store.place().save(blob.name, ContentFile(content))


def test_health_counts_keys_and_blobs_and_says_what_is_left():
    sealed_blob()
    VaultKey.objects.fresh().destroy()

    answer, code = vault("health")

    assert code == 0
    assert (answer["keys"], answer["keys_destroyed"], answer["blobs"], answer["faults"]) == (1, 1, 1, {})


def test_a_missing_keyring_is_one_line(settings, tmp_path):
    settings.KEK_KEYRING = tmp_path / "nothing.json"

    for order in ("health", "rotate"):
        with pytest.raises(CommandError, match=r"^The keyring .+ is missing\.$"):
            call_command("vault", order)


def test_health_notices_a_version_that_was_lost_from_the_keyring(settings):
    VaultKey.objects.fresh()
    vault("new-kek")
    ring = json.loads(settings.KEK_KEYRING.read_text())
    del ring["keys"]["1"]
    settings.KEK_KEYRING.write_text(json.dumps(ring))

    with pytest.raises(CommandError, match="has no version 1"):
        call_command("vault", "health")


def test_rotation_stops_where_it_is_told_and_goes_on_from_there(settings):
    rows = {key.pk: key.unwrap() for key in (VaultKey.objects.fresh() for _ in range(5))}
    assert vault("new-kek") == ({"current": 2}, 0)

    assert vault("health")[0]["keys_outdated"] == 5
    assert vault("rotate", "--limit", "2") == ({"done": 2, "left": 3}, 0)
    assert {key.pk: key.unwrap() for key in VaultKey.objects.all()} == rows
    assert vault("rotate") == ({"done": 3, "left": 0}, 0)

    assert {key.pk: key.unwrap() for key in VaultKey.objects.all()} == rows
    assert set(VaultKey.objects.values_list("kek_version", flat=True)) == {2}
    assert AuditEvent.objects.filter(verb="vault.rotated").count() == 2


def test_rotation_leaves_blobs_as_they_are():
    blob = sealed_blob()
    before = store.place().read_at(blob.name, 0, blob.size)
    vault("new-kek")

    vault("rotate")

    assert store.place().read_at(blob.name, 0, blob.size) == before
    assert store.open(blob.name, VaultKey.objects.get(), OBJECT, "audio").pread(0, 5) == b"hello"


def test_a_key_destroyed_while_keys_rotate_stays_destroyed(monkeypatch):
    key = VaultKey.objects.fresh()
    vault("new-kek")
    wrap = keys.Keyring.wrap

    def destroyed_meanwhile(self, key_id, plain):
        if key_id == key.pk:
            VaultKey.objects.get(pk=key_id).destroy()
        return wrap(self, key_id, plain)

    monkeypatch.setattr(keys.Keyring, "wrap", destroyed_meanwhile)
    rotation.rotate()

    key.refresh_from_db()
    assert key.wrapped is None
    assert key.destroyed_at


def test_rotation_goes_past_a_damaged_key_and_says_that_it_is_left():
    damaged, whole = VaultKey.objects.fresh(), VaultKey.objects.fresh()
    VaultKey.objects.filter(pk=damaged.pk).update(wrapped=bytes(40))
    vault("new-kek")

    assert vault("rotate") == ({"done": 1, "left": 1}, 1)

    assert len(VaultKey.objects.get(pk=whole.pk).unwrap()) == 32


@pytest.mark.parametrize("length", [0, 5, SEGMENT, SEGMENT + 1, 3 * SEGMENT])
def test_a_full_check_finds_everything_sound(length):
    factories.child()
    blob = sealed_blob(bytes(length))

    answer, code = vault("scrub", "--all")

    assert (code, answer["faults"], answer["blobs"], answer["blob_bytes"]) == (0, [], 1, blob.size)
    assert answer["keys"] == 2
    assert answer["values"] >= 5
    blob.refresh_from_db()
    assert blob.checked_at


@pytest.mark.parametrize("place", [0, 50, 100, 74 + SEGMENT + 100, -1])
def test_a_flipped_bit_in_a_blob_is_found_shown_to_it_and_cleared_when_mended(place):
    blob = sealed_blob(bytes(2 * SEGMENT))
    change(blob, place)

    answer, code = vault("scrub", "--all")

    assert (code, answer["faults"]) == (1, [{"place": "blob", "row": str(blob.pk), "reason": "changed"}])
    assert vault("health")[1] == 1
    assert Fault.objects.visible_to(factories.user(role=Role.IT)).still_there().count() == 1
    assert not Fault.objects.visible_to(factories.user(role=Role.CHAIR)).exists()

    change(blob, place)
    assert vault("scrub", "--all")[1] == vault("health")[1] == 0
    assert not Fault.objects.still_there().exists()


def test_a_blob_that_is_gone_cut_or_longer_is_found():
    gone, cut, longer = (sealed_blob(bytes(SEGMENT)) for _ in range(3))
    store.place().delete(gone.name)
    replace(cut, store.place().read_at(cut.name, 0, cut.size - 1))
    replace(longer, store.place().read_at(longer.name, 0, longer.size) + b"x")

    found = {fault["row"]: fault["reason"] for fault in vault("scrub", "--all")[0]["faults"]}

    assert found == {str(gone.pk): "missing", str(cut.pk): "changed", str(longer.pk): "changed"}


def test_another_whole_blob_of_the_same_key_and_row_is_not_taken_for_the_right_one():
    blob = sealed_blob(b"first")
    other = store.seal_stream([b"other"], blob.key, OBJECT, "audio")
    replace(blob, store.place().read_at(other.name, 0, other.size))

    assert vault("scrub", "--all")[0]["faults"] == [
        {"place": "blob", "row": str(blob.pk), "reason": "changed"}
    ]


def test_a_damaged_name_and_a_damaged_key_are_found_without_saying_what_they_held():
    named, keyed = factories.child(), VaultKey.objects.fresh()
    Child.objects.filter(pk=named.pk).update(name=Sealed(bytes(40)))
    VaultKey.objects.filter(pk=keyed.pk).update(wrapped=bytes(40))

    answer, code = vault("scrub", "--all")

    assert code == 1
    assert {"place": "recordings.Child.name", "row": str(named.pk), "reason": "changed"} in answer["faults"]
    assert {"place": "recordings.VaultKey", "row": str(keyed.pk), "reason": "key"} in answer["faults"]


def test_what_was_erased_is_not_a_fault():
    child, blob = factories.child(), sealed_blob()
    child.key.destroy()
    blob.key.destroy()
    store.place().delete(blob.name)

    assert vault("scrub", "--all")[0]["faults"] == []


def test_a_twentieth_a_day_goes_round_everything_in_twenty_days(monkeypatch):
    for _ in range(7):
        sealed_blob()
    rows = [uuid4() for _ in range(500)]
    started, today = timezone.now(), timezone.localdate()

    seen = set()
    for day in range(20):
        monkeypatch.setattr(scrub.timezone, "localdate", lambda day=day: today + timedelta(days=day))
        share = scrub.Share.today(5)
        seen |= {row for row in rows if share.holds(row)}
        assert vault("scrub", "--percent", "5")[1] == 0

    assert seen == set(rows)
    assert Blob.objects.filter(checked_at__gte=started).count() == 7
    assert AuditEvent.objects.filter(verb="vault.scrubbed").count() == 20


def test_the_turns_of_days_on_which_nothing_ran_are_made_up_for(monkeypatch):
    sealed_blob()
    vault("scrub", "--percent", "5")
    now, today = timezone.now(), timezone.localdate().toordinal()

    monkeypatch.setattr(scrub.timezone, "now", lambda: now + timedelta(days=4))
    assert scrub.Share.today(5).parts == {(today + day) % 20 for day in (1, 2, 3, 4)}

    vault("scrub", "--percent", "5")
    monkeypatch.setattr(scrub.timezone, "now", lambda: now + timedelta(days=5))
    assert scrub.Share.today(5).parts == {(today + 5) % 20}
    monkeypatch.setattr(scrub.timezone, "now", lambda: now + timedelta(days=90))
    assert len(scrub.Share.today(5).parts) == 20


def test_a_bit_that_flips_today_is_found_within_twenty_days_however_much_is_added(monkeypatch):
    old = [sealed_blob() for _ in range(20)]
    assert vault("scrub", "--all")[1] == 0
    change(old[-1], 80)
    now = timezone.now()

    days = 0
    while not Fault.objects.exists() and days < 40:
        days += 1
        monkeypatch.setattr(scrub.timezone, "now", lambda later=now + timedelta(days=days): later)
        for _ in range(3):
            sealed_blob()
        vault("scrub", "--percent", "5")

    assert days <= 20
    assert Fault.objects.get().row == old[-1].pk


def test_what_a_crash_left_is_swept_after_a_day():
    store.place().save("ab/orphan", ContentFile(b"left by a crash"))

    assert vault("sweep") == ({"swept": 0}, 0)


def test_the_health_page_says_what_did_not_open_and_what_was_not_checked_lately():
    blob = sealed_blob()
    assert health.sealed_things().ok

    Blob.objects.update(created_at=timezone.now() - timedelta(days=30))
    assert health.sealed_things().found == "1 not checked for 21 days"

    change(blob, 80)
    tasks.scrub_share.run()
    assert not health.sealed_things().ok
    assert health.sealed_things().found.startswith("1 did not open")
