"""How long recordings wait for their words in the worst week, by simulation.

    python -m tests.bench.queue [--a-year 200000] [--minutes 90] [--pace 18.9] [--workers 100] [--seed 1]

Conferences are held on working days of 46 weeks, in the busiest --peak times as many as in a usual one, most
from Tuesday to Thursday, ending at about 11:30, 13:00 or 15:30, and are uploaded within two hours. A machine
hears one recording at a time, --pace seconds of sound in a second (measured: docs/transcription.md), by day
and by night. The longest wait, the longest queue and how many wait at 09:00 are printed.
"""

import argparse
import heapq
import random

DAY = 24 * 3600.0
WEEKS = 46
DAYS = (0.17, 0.23, 0.24, 0.22, 0.14)
ENDS = ((11.5, 0.4), (13.0, 0.2), (15.5, 0.4))


def arrivals(a_week: int) -> list[float]:
    """When each recording is there, in seconds from Monday midnight."""
    found = []
    for _ in range(a_week):
        day = random.choices(range(5), DAYS)[0]
        hour = random.choices([at for at, _ in ENDS], [share for _, share in ENDS])[0]
        ended = random.gauss(hour, 0.4) * 3600
        found.append(day * DAY + ended + random.uniform(0, 2 * 3600))
    return sorted(found)


def simulate(arrived: list[float], *, workers: int, minutes: float, pace: float) -> dict[str, float]:
    """First come, first served, by the first machine that is free."""
    free = [0.0] * workers
    heapq.heapify(free)
    waits, starts = [], []
    for at in arrived:
        begin = max(at, heapq.heappop(free))
        length = max(20.0, random.gauss(minutes, minutes / 4)) * 60
        heapq.heappush(free, begin + length / pace)
        waits.append(begin - at)
        starts.append(begin)
    return {
        "longest_wait_minutes": max(waits) / 60,
        "nine_of_ten_wait_minutes": sorted(waits)[int(0.9 * len(waits))] / 60,
        "longest_queue": longest(arrived, starts),
        "left_at_nine": max(waiting(arrived, starts, day * DAY + 9 * 3600) for day in range(1, 5)),
    }


def longest(arrived: list[float], starts: list[float]) -> int:
    events = sorted([(at, 1) for at in arrived] + [(at, -1) for at in starts])
    now = most = 0
    for _, change in events:
        now += change
        most = max(most, now)
    return most


def waiting(arrived: list[float], starts: list[float], moment: float) -> int:
    return sum(came <= moment < began for came, began in zip(arrived, starts, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--a-year", type=int, default=200_000)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--peak", type=float, default=1.6)
    parser.add_argument("--pace", type=float, default=18.9)
    parser.add_argument("--workers", type=int, nargs="+", default=[30, 40, 60, 100])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    arrived = arrivals(round(chosen.a_year / WEEKS * chosen.peak))
    print(
        f"{len(arrived)} recordings of {chosen.minutes:g} minutes in the busiest week, pace {chosen.pace:g}"
    )
    print("| machines | longest wait, min | 9 of 10 wait, min | longest queue | waiting at 09:00 |")
    print("|---|---|---|---|---|")
    for workers in chosen.workers:
        found = simulate(arrived, workers=workers, minutes=chosen.minutes, pace=chosen.pace)
        print(
            f"| {workers} | {found['longest_wait_minutes']:.0f} | {found['nine_of_ten_wait_minutes']:.0f} "
            f"| {found['longest_queue']:.0f} | {found['left_at_nine']:.0f} |"
        )


if __name__ == "__main__":
    main()
