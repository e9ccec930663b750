"""This project's own vectors, and those of others' FLOE, byte for byte."""

import base64
import hashlib
import io
import json
import struct
from pathlib import Path
from uuid import UUID

import pytest

from recordings.vault import sealed
from recordings.vault.keys import Keyring
from tests.recordings.vault.blobs import counted_nonces, open_as_ours, read_all, seal
from tests.recordings.vault.third_party import FLOE

VECTORS = json.loads(Path(__file__).with_name("vault.json").read_text())
KEY = bytes.fromhex(VECTORS["key"])
CONTEXT = sealed.context(UUID(VECTORS["key_id"]), UUID(VECTORS["object_id"]), VECTORS["purpose"])
PLAINTEXTS = {
    "empty": b"",
    "hello": b"hello",
    "two_segments": bytes(i % 251 for i in range(262_149)),
    "exact": bytes(i % 241 for i in range(262_144)),
}
THIRD_PARTY = sorted(path.name.removesuffix("_ct.txt") for path in FLOE.glob("*_ct.txt"))


def test_the_context_is_the_one_of_the_vectors():
    assert CONTEXT.hex() == VECTORS["ctx"]


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_a_plaintext_seals_to_the_very_bytes_of_its_vector(case):
    plaintext, random = PLAINTEXTS[case["name"]], counted_nonces(bytes.fromhex(VECTORS["iv"]))

    blob = seal(plaintext, layout=sealed.Layout(), key=KEY, context=CONTEXT, random=random)

    assert hashlib.sha256(plaintext).hexdigest() == case["plaintext_sha256"]
    assert (len(blob), hashlib.sha256(blob).hexdigest()) == (case["blob_len"], case["blob_sha256"])
    assert case["blob_hex"] in {None, blob.hex()}
    assert open_as_ours(blob, KEY, CONTEXT) == plaintext


def test_all_that_is_drawn_by_chance_is_drawn_from_the_machine(monkeypatch):
    case = VECTORS["cases"][1]
    drawn = iter([bytes.fromhex(VECTORS["iv"]), b"\x5a" * 4 + bytes(8)])
    monkeypatch.setattr("os.urandom", lambda length: next(drawn))
    out = io.BytesIO()

    writer = sealed.Writer(out, KEY, CONTEXT)
    writer.write(PLAINTEXTS["hello"])
    writer.close()

    assert out.getvalue().hex() == case["blob_hex"]


def test_the_keyring_wraps_to_the_very_bytes_of_its_vector(tmp_path):
    path = tmp_path / "keyring.json"
    path.touch(mode=0o600)
    kek = base64.b64encode(bytes.fromhex(VECTORS["kek"])).decode()
    path.write_text(json.dumps({"id": "local", "current": 1, "keys": {"1": kek}}))

    wrapped = Keyring(path).wrap(UUID(VECTORS["key_id"]), KEY)

    assert (wrapped.bytes.hex(), wrapped.kek_id) == (VECTORS["wrapped_key"], VECTORS["kek_id"])
    assert Keyring(path).unwrap(UUID(VECTORS["key_id"]), wrapped) == KEY


@pytest.mark.skipif(not THIRD_PARTY, reason=f"did not run: no third-party vectors in {FLOE}")
@pytest.mark.parametrize("name", THIRD_PARTY)
def test_a_blob_that_others_sealed_opens_to_their_plaintext(name):
    blob, plaintext = (bytes.fromhex((FLOE / f"{name}_{part}.txt").read_text()) for part in ("ct", "pt"))
    layout = sealed.Layout(struct.unpack(">I", blob[2:6])[0], 2 if "rotation" in name else 20)

    opened = read_all(blob, layout=layout, key=bytes(32), context=b"This is AAD")

    assert opened == plaintext


@pytest.mark.skipif(not THIRD_PARTY, reason=f"did not run: no third-party vectors in {FLOE}")
def test_a_blob_with_other_segments_than_ours_is_refused_by_the_reader_that_the_service_uses():
    blob = bytes.fromhex((FLOE / f"{THIRD_PARTY[0]}_ct.txt").read_text())

    with pytest.raises(sealed.Refused):
        open_as_ours(blob, bytes(32), b"This is AAD")
