"""How fast a large recording comes in, beside a plain Django view that writes the same bytes to a file.

    python -m tests.bench.upload [MEGABYTES]

Both go to the same real gunicorn, in turn and twice, each as one body. The better time counts; the ratio
says what sealing costs. Memory is how much more the web process held at its peak than before the first body.
"""

import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

import requests

import tests.environment  # noqa: F401 - settings for this process and its children
from tests.recordings.uploads.service import Service

BODY = "application/offset+octet-stream"
PIECE = 1024 * 1024


def body(megabytes):
    """Noise in a WAV: nothing that any layer could shorten."""
    piece = secrets.token_bytes(PIECE)
    yield (
        b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0\2\0\x80\xbb\0\0\0\xee\2\0\4\0\x10\0data\xff\xff\xff\xff"
        + piece[44:]
    )
    for _ in range(megabytes - 1):
        yield piece


class Body:
    """A body of known length that is never held whole."""

    def __init__(self, megabytes):
        self.pieces, self.length = body(megabytes), megabytes * PIECE

    def __len__(self):
        return self.length

    def read(self, length=-1):
        return next(self.pieces, b"")


def peak_memory(process):
    """The high-water mark of the worker, in megabytes."""
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    lines = [Path(f"/proc/{worker}/status").read_text().splitlines() for worker in workers]
    return max(int(line.split()[1]) for found in lines for line in found if line.startswith("VmHWM")) // 1024


def send(method, address, megabytes, headers):
    started = time.perf_counter()
    answer = requests.request(method, address, data=Body(megabytes), headers=headers, timeout=900)
    answer.raise_for_status()
    return time.perf_counter() - started


def main():
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1024
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BENCH_FOLDER"] = folder
        service = Service(Path(folder), application="tests.bench.plain_view")
        service.start()
        try:
            print(json.dumps(measured(service, megabytes), indent=1))
        finally:
            service.kill()


def measured(service, megabytes):
    begin(service, 1)  # so that everything is imported before memory is looked at
    before, plain, sealed = peak_memory(service.process), [], []
    for _ in range(2):
        place = begin(service, megabytes)
        headers = {**service.headers, "Upload-Offset": "0", "Content-Type": BODY}
        sealed.append(send("PATCH", place, megabytes, headers))
        after = peak_memory(service.process)
        plain.append(send("POST", f"{service.address}/bench/plain/", megabytes, service.headers))
    return {
        "megabytes": megabytes,
        "sealed_mb_per_second": round(megabytes / min(sealed), 1),
        "plain_view_mb_per_second": round(megabytes / min(plain), 1),
        "ratio": round(min(plain) / min(sealed), 2),
        "memory_mb": after - before,
    }


def begin(service, megabytes):
    """An upload that stays one byte short: what is measured is taking it in, not looking at it."""
    headers = {**service.headers, "Upload-Length": str(megabytes * PIECE + 1)}
    answer = requests.post(service.uploads, headers=headers, timeout=60)
    answer.raise_for_status()
    return service.address + answer.headers["Location"]


if __name__ == "__main__":
    main()
