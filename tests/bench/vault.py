"""How fast the vault is, as ratios within one run: `python -m tests.bench.vault [--gigabytes 1.5]`.

Sealing and opening against raw AESGCM over the same 256 KiB pieces (at least 0.8 is asked for), against
`openssl speed`, against age where it is installed; random 64 KiB reads in one large blob on disk; and 500
people who listen at once to a real service (`--listeners 0` leaves them out).
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recordings.vault import sealed
from tests.bench.listeners import heard
from tests.recordings.vault.blobs import seal_as_ours

MEGABYTE = 1_000_000
KEY, CONTEXT = os.urandom(32), sealed.context(uuid4(), uuid4(), "audio")


class Nowhere:
    """Takes sealed bytes and keeps none, so that only sealing is timed."""

    def write(self, data):
        return len(data)


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def own_seconds(work):
    """The processor's time of this thread alone: what others do on the machine does not count."""
    started = time.thread_time()
    work()
    return time.thread_time() - started


def pieces(data):
    view = memoryview(data)
    return [view[start : start + sealed.SEGMENT] for start in range(0, len(data), sealed.SEGMENT)]


def seal_raw(data):
    cipher = AESGCM(KEY)
    for piece in pieces(data):
        cipher.encrypt(os.urandom(12), piece, None)


def seal_ours(data):
    writer = sealed.Writer(Nowhere(), KEY, CONTEXT)
    for piece in pieces(data):
        writer.write(piece)
    writer.close()


def open_raw(ciphertexts):
    cipher = AESGCM(KEY)
    for ciphertext in ciphertexts:
        cipher.decrypt(bytes(12), ciphertext, None)


def open_ours(blob):
    view = memoryview(blob)
    reader = sealed.Reader(lambda at, length: view[at : at + length], len(blob), KEY, CONTEXT)
    for offset in range(0, reader.size, sealed.SEGMENT):
        reader.pread(offset, sealed.SEGMENT)


def against_raw(megabytes, rounds):
    """The median of ratios of neighbours in time, so that a busy machine slows both alike."""
    data = os.urandom(megabytes * MEGABYTE)
    blob, ciphertexts = (
        seal_as_ours(data, KEY, CONTEXT),
        [AESGCM(KEY).encrypt(bytes(12), p, None) for p in pieces(data)],
    )
    pairs = {
        "seal": (partial(seal_raw, data), partial(seal_ours, data)),
        "open": (partial(open_raw, ciphertexts), partial(open_ours, blob)),
    }
    found = {}
    for name, (raw, ours) in pairs.items():
        times = [(own_seconds(raw), own_seconds(ours)) for _ in range(rounds)]
        found[f"{name}_against_raw_aesgcm"] = round(statistics.median(r / o for r, o in times), 2)
        found[f"{name}_mb_per_second"] = round(megabytes / min(o for _, o in times))
        found[f"{name}_raw_mb_per_second"] = round(megabytes / min(r for r, _ in times))
    return found


def openssl_speed():
    """AES-256-GCM by openssl's own measure, in MB a second over 256 KiB blocks."""
    command = ["openssl", "speed", "-mr", "-seconds", "2", "-bytes", "262144", "-evp", "aes-256-gcm"]
    if not shutil.which("openssl"):
        return None
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (line,) = [line for line in answer.splitlines() if line.startswith("+F:")]
    return round(float(line.rpartition(":")[2]) / MEGABYTE)


def age_speed(megabytes):
    """Encrypting by age to a recipient, file to nowhere; None where age is not installed."""
    if not (shutil.which("age") and shutil.which("age-keygen")):
        return None
    with tempfile.TemporaryDirectory() as folder:
        identity = Path(folder) / "identity"
        subprocess.run(["age-keygen", "-o", identity], capture_output=True, check=True)
        recipient = subprocess.run(["age-keygen", "-y", identity], capture_output=True, text=True, check=True)
        data = os.urandom(megabytes * MEGABYTE)
        command = ["age", "-r", recipient.stdout.strip(), "-o", os.devnull]
        return round(megabytes / seconds(lambda: subprocess.run(command, input=data, check=True)))


def random_reads(gigabytes, reads):
    """The time of one read of 64 KiB at a random place of one large blob, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blob"
        with path.open("wb") as out:
            writer = sealed.Writer(out, KEY, CONTEXT)
            for _ in range(int(gigabytes * 1000)):
                writer.write(bytes(MEGABYTE))
            writer.close()
        with path.open("rb", buffering=0) as blob:
            read_at = lambda at, length: os.pread(blob.fileno(), length, at)  # noqa: E731
            reader = sealed.Reader(read_at, path.stat().st_size, KEY, CONTEXT)
            places = [random.randrange(reader.size - 65_536) for _ in range(reads)]
            times = [seconds(partial(reader.pread, place, 65_536)) * 1000 for place in places]
            opened = seconds(lambda: sealed.Reader(read_at, path.stat().st_size, KEY, CONTEXT)) * 1000
    cuts = statistics.quantiles(times, n=100)
    return {
        "blob_gb": gigabytes,
        "open_ms": round(opened, 3),
        "random_64k_median_ms": round(cuts[49], 3),
        "random_64k_p95_ms": round(cuts[94], 3),
        "random_64k_p99_ms": round(cuts[98], 3),
    }


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gigabytes", type=float, default=1.5)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--listeners", type=int, default=500)
    options.add_argument("--seconds", type=float, default=60, help="how long they listen")
    chosen = options.parse_args()
    found = {**against_raw(64, chosen.rounds), "openssl_mb_per_second": openssl_speed()}
    found["age_mb_per_second"] = age_speed(64)
    found |= {**against_others(found), **random_reads(chosen.gigabytes, 2000)}
    if chosen.listeners:
        found["listening"] = heard(chosen.listeners, chosen.seconds)
    print(json.dumps(found, indent=1))


def against_others(found):
    """Sealing against what other programs do, where they are installed."""
    known = {name: found[f"{name}_mb_per_second"] for name in ("openssl", "age")}
    ours = found["seal_mb_per_second"]
    return {f"seal_against_{name}": round(ours / speed, 2) for name, speed in known.items() if speed}


if __name__ == "__main__":
    main()
