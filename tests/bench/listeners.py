"""Hundreds of people who listen at once: `python -m tests.bench.listeners [--listeners 500] [--seconds 60]`.

A real gunicorn with two workers, and one recording. Each listener asks for 256 KiB every sixteen seconds, as
a player of 128 kbit/s does, from a place of their own. Every piece is opened from the seal, asked permission
for, and written to the audit. The time is from the question to the last byte of the answer.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import requests

import tests.environment  # noqa: F401 - settings for the service's processes
from tests.recordings.audio import sounds
from tests.recordings.uploads.service import Service

BODY = "application/offset+octet-stream"
PIECE, EVERY = 256 * 1024, 16.0


def added(service):
    """The address of a recording of five minutes in stereo, and its length in bytes."""
    content = sounds.recording("wav", "pcm_s16le", sounds.tone(300, 48_000, channels=2), rate=48_000)
    headers = {**service.headers, "Upload-Length": str(len(content))}
    answer = requests.post(service.uploads, headers=headers, timeout=60)
    place = answer.headers["Location"]
    headers = {**service.headers, "Upload-Offset": "0", "Content-Type": BODY}
    requests.patch(service.address + place, data=content, headers=headers, timeout=600).raise_for_status()
    return place.replace("/uploads/", "/recordings/") + "sound/", len(content)


async def listen(service, path, size, until, chosen):
    """One listener's waiting times, and how many answers were none."""
    waited, failed = [], 0
    await asyncio.sleep(chosen.random() * EVERY)
    while time.monotonic() < until:
        start = chosen.randrange(size - PIECE)
        asked = time.monotonic()
        try:
            good = await one_piece(service, path, start)
        except OSError:
            good = False
        waited.append(time.monotonic() - asked)
        failed += not good
        await asyncio.sleep(max(0.0, EVERY - waited[-1]))
    return waited, failed


async def one_piece(service, path, start):
    reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
    head = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{service.port}", "Connection: close"]
    head += [f"Authorization: Token {service.token}", f"Range: bytes={start}-{start + PIECE - 1}", "", ""]
    writer.write("\r\n".join(head).encode())
    answer = await reader.read()
    writer.close()
    return answer.startswith(b"HTTP/1.1 206") and len(answer.partition(b"\r\n\r\n")[2]) == PIECE


async def all_of_them(service, path, size, *, listeners, seconds):
    until = time.monotonic() + seconds
    asked = [listen(service, path, size, until, random.Random(number)) for number in range(listeners)]
    return await asyncio.gather(*asked)


def heard(listeners, seconds):
    """What so many listeners met in so many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        service.start(workers=2)
        try:
            path, size = added(service)
            found = asyncio.run(all_of_them(service, path, size, listeners=listeners, seconds=seconds))
        finally:
            service.kill()
    waited = sorted(one for times, _ in found for one in times)
    cuts = statistics.quantiles(waited, n=100)
    return {
        "listeners": listeners,
        "pieces": len(waited),
        "failed": sum(failed for _, failed in found),
        "median_ms": round(cuts[49] * 1000),
        "p95_ms": round(cuts[94] * 1000),
        "cores": os.cpu_count(),
        "load_on_the_machine": os.getloadavg()[0],
    }


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--listeners", type=int, default=500)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    print(json.dumps(heard(chosen.listeners, chosen.seconds)))


if __name__ == "__main__":
    main()
