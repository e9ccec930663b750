"""Wrapped keys open for their own row only, and every problem is one plain line."""

import base64
import json
import os
from uuid import UUID

import pytest

from recordings.models import KeyDestroyed, VaultKey
from recordings.vault import keyring, keys
from recordings.vault.keys import KeyProblem, Keyring, Provider, Wrapped

ROW, KEY = UUID(int=1), bytes(range(32))


@pytest.fixture
def ring(tmp_path, settings):
    settings.KEK_KEYRING = tmp_path / "keys" / "keyring.json"
    keyring.add_version(settings.KEK_KEYRING)
    return settings.KEK_KEYRING


def rewrite(path, **changes):
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_wrapped_key_unwraps_for_its_own_row_and_no_other(ring):
    wrapped = Keyring().wrap(ROW, KEY)

    assert len(wrapped.bytes) == 40
    assert Keyring().unwrap(ROW, wrapped) == KEY
    with pytest.raises(KeyProblem, match="damaged or belongs elsewhere"):
        Keyring().unwrap(UUID(int=2), wrapped)


def test_every_flipped_bit_of_a_wrapped_key_is_refused(ring):
    wrapped = Keyring().wrap(ROW, KEY)

    for bit in range(320):
        flipped = bytearray(wrapped.bytes)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(KeyProblem):
            Keyring().unwrap(ROW, wrapped._replace(bytes=bytes(flipped)))


def test_an_added_version_wraps_from_then_on_and_the_old_one_still_opens(ring):
    old = Keyring().wrap(ROW, KEY)

    assert keyring.add_version(ring) == 2

    new = Keyring().wrap(ROW, KEY)
    assert (old.kek_version, new.kek_version) == (1, 2)
    assert Keyring().unwrap(ROW, old) == Keyring().unwrap(ROW, new) == KEY


def test_the_keyring_is_readable_by_its_owner_alone(ring):
    assert ring.stat().st_mode & 0o777 == 0o600


def test_a_missing_keyring_says_so(settings, tmp_path):
    settings.KEK_KEYRING = tmp_path / "keyring.json"

    with pytest.raises(KeyProblem, match=r"^The keyring .+ is missing\.$"):
        Keyring().health()


def test_no_keyring_named_says_so(settings):
    settings.KEK_KEYRING = None

    with pytest.raises(KeyProblem, match=r"^KEK_KEYRING names no keyring\.$"):
        Keyring().health()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_keyring_that_others_may_read_or_change_is_refused(ring, mode):
    ring.chmod(mode)

    with pytest.raises(KeyProblem, match="make it 0600"):
        Keyring().health()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"current": 7}, "has no version 7"),
        ({"keys": {"1": "c2hvcnQ="}}, "not 32 bytes of base64"),
        ({"keys": {"1": "*"}}, "not 32 bytes of base64"),
        ({"keys": []}, "needs an id"),
        ({"current": "newest"}, "needs an id"),
        ({"id": None}, "needs an id"),
    ],
)
def test_a_keyring_that_does_not_hold_what_it_should_says_what(ring, changes, problem):
    rewrite(ring, **changes)

    with pytest.raises(KeyProblem, match=problem) as raised:
        Keyring().health()

    assert "\n" not in str(raised.value)


def test_a_keyring_that_is_not_json_says_so(ring):
    ring.write_text("{")

    with pytest.raises(KeyProblem, match="is not JSON"):
        Keyring().health()


def test_a_key_wrapped_under_a_keyring_of_another_name_is_refused(ring):
    wrapped = Keyring().wrap(ROW, KEY)
    rewrite(ring, id="another")

    with pytest.raises(KeyProblem, match="does not hold the key local-"):
        Keyring().unwrap(ROW, wrapped)


def test_no_problem_tells_any_of_the_key(ring):
    kek = json.loads(ring.read_text())["keys"]["1"]
    rewrite(ring, keys={"1": kek[:-4]})

    with pytest.raises(KeyProblem) as raised:
        Keyring().health()

    assert kek[:-4] not in str(raised.value)


def test_a_third_provider_is_one_class(settings):
    class Mirror(Provider):
        name = "mirror"

        def current(self):
            return "glass", 1

        def wrap(self, key_id, key):
            return Wrapped(key[::-1] + key_id.bytes, self.name, "glass", 1)

        def unwrap(self, key_id, wrapped):
            return wrapped.bytes[:32][::-1]

    settings.KEK_PROVIDER = "mirror"

    assert keys.provider().health() == {"provider": "mirror", "kek_id": "glass", "kek_version": 1}


def test_a_provider_nobody_wrote_says_so(settings):
    settings.KEK_PROVIDER = "none"

    with pytest.raises(KeyProblem, match="no key provider called none"):
        keys.provider()


@pytest.mark.django_db
def test_a_wrapped_key_copied_to_another_row_does_not_unwrap():
    ours, theirs = VaultKey.objects.fresh(), VaultKey.objects.fresh()
    VaultKey.objects.filter(pk=ours.pk).update(wrapped=theirs.wrapped)

    with pytest.raises(KeyProblem):
        VaultKey.objects.get(pk=ours.pk).unwrap()

    assert len(VaultKey.objects.get(pk=theirs.pk).unwrap()) == 32


@pytest.mark.django_db
def test_a_destroyed_key_is_gone_and_says_so():
    key = VaultKey.objects.fresh()

    key.destroy()

    key.refresh_from_db()
    assert key.wrapped is None
    with pytest.raises(KeyDestroyed):
        key.unwrap()


def test_a_keyring_is_replaced_whole_or_not_at_all(ring, monkeypatch):
    before = ring.read_text()
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError("no space left")))

    with pytest.raises(OSError, match="no space left"):
        keyring.add_version(ring)

    assert ring.read_text() == before
    assert len(base64.b64decode(json.loads(before)["keys"]["1"])) == 32
