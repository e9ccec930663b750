"""How long lists, boards and searches take with a council's whole record, and how many questions each asks.

    BENCH_DATABASE_URL=postgres://… python -m tests.bench.pages [SCALE] [--keep] [--only WORDS] [--times N]

SCALE 1 is 200,000 conferences, 250,000 children and 600,000 people; 0.05 is a twentieth. Without
BENCH_DATABASE_URL it is SQLite, in BENCH_FOLDER; in PostgreSQL the user must be a superuser. --keep uses a
database that was filled before. Each request goes through every middleware, without a network. The
processor's part, of this process and of the database's, is what a busy machine spoils least. What is loaded
is set apart from the garbage collector, as the web server does.

What the data assume: ten years of 20,000 conferences by 60 chairs, so each has 333 a year, with 12
administrators. What was held more than 60 days ago is finished. Of the conferences since, one in 25 has no
recording, one in ten recordings has no confirmed room, every minutes wait for the chair (about 55 for each),
one letter in ten is not sent, and one child in 2,000 has no decision; 1,600 in 100,000 are still to come. One
conference in fifty is asked about within six weeks, and such a request is open for forty days. `pages_around`
says what stands beside them. Each child, conference, recording, decision, letter and minutes has a key of
its own, and what a page opens is sealed as the service seals it; `pages_again` says how that takes minutes.
"""

import argparse
import os
import statistics
import time
import timeit
from pathlib import Path

FOLDER = Path(os.environ.get("BENCH_FOLDER", "/tmp/pages-bench"))
FOLDER.mkdir(parents=True, exist_ok=True)
POSTGRES = os.environ.get("BENCH_DATABASE_URL", "")
LIMIT = 150 if POSTGRES else 300  # milliseconds


def environment() -> None:
    """Settings that stay the same from one run to the next: the keys must, or nothing could be opened."""
    import tests.environment as tested
    from infra import first_run

    keyring = FOLDER / "keyring.json"
    if not keyring.exists():
        first_run.write_once(keyring, first_run.keyring())
    kept = dict.fromkeys(("SECRET_KEY", "AUDIT_KEY", "LOOKUP_KEY"), "k" * 64)
    database = POSTGRES or f"sqlite:///{FOLDER / 'pages.sqlite3'}"
    os.environ.update(tested.ENVIRONMENT | kept | {"KEK_KEYRING": str(keyring), "DATABASE_URL": database})


EVERYWHERE = [("board", "/"), ("calendar", "{calendar}"), ("conferences", "/conferences/"),
              ("conferences, planned", "/conferences/?status=planned"),
              ("conferences, held", "/conferences/?status=held"),
              ("conferences, mine", "/conferences/?mine=on"),
              ("one conference", "/conferences/{conference}/"), ("find by reference", "reference"),
              ("find by name", "name"), ("minutes", "/minutes/"), ("requests", "/requests/"),
              ("requests, late", "/requests/?show=late"), ("requests, mine", "/requests/?show=mine"),
              ("requests, ended", "/requests/?show=ended")]  # fmt: skip
LETTERS = [("decisions", "/conferences/{conference}/decisions/"), ("letters", "/letters/")]
OFFICE = [("log a request", "/requests/new/"), ("copies", "/requests/copies/"),
          ("set aside", "/requests/set-aside/")]  # fmt: skip
WATCHED = [("keeping", "/keeping/"), ("keeping, from the middle", "/keeping/?{day}"),
           ("access log", "/access/log/"),
           ("access log, refused", "/access/log/?what=refused"),
           ("access log, listened", "/access/log/?what=recording.listened"),
           ("access log, one person", "/access/log/?person={user.pk}"),
           ("access log, one record", "/access/log/?conference={conference}"),
           ("access log, page 5000", "/access/log/?page=5000"), ("emergencies", "/emergency/")]  # fmt: skip
PAGES = {
    "chair": [*EVERYWHERE, *LETTERS],
    "administrator": [*EVERYWHERE, *LETTERS, *OFFICE, ("arrivals", "/arrivals/"),
                      ("conferences, page 4000", "/conferences/?page=4000"),
                      ("letters, page 20", "/letters/?page=20"),
                      ("requests, ended, page 99", "/requests/?show=ended&page=99")],
    "quality_reviewer": [*EVERYWHERE, *WATCHED, ("reviews", "/reviews/")],
    "information_governance": [*EVERYWHERE, *WATCHED, *OFFICE],
    "it": [("health", "/health/"), ("queue", "/queue/"), ("users", "/users/")],
}  # fmt: skip


def ask(client, what, of):
    """One request, and its answer."""
    from django.urls import reverse

    if what in ("reference", "name"):
        answer = client.post(reverse("recordings:find"), {"words": of[what]})
    else:
        answer = client.get(what.format(**of))
    assert answer.status_code == 200, (what, answer.status_code)
    return answer


def measure(client, what, of, times):
    """The milliseconds of each of these requests after a first one, the processor's part, the questions."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask(client, what, of)
    questions = len(asked)  # the next request empties the list
    took, worked = [], processor()
    for _ in range(times):
        start = time.perf_counter()
        ask(client, what, of)
        took.append((time.perf_counter() - start) * 1000)
    return took, (processor() - worked) / times, questions


def processor():
    """The milliseconds that this process, and in PostgreSQL its own server process, have worked so far."""
    from django.db import connection

    own = time.process_time() * 1000
    if not POSTGRES:
        return own
    with connection.cursor() as cursor:
        pid = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return own + sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")


def pace() -> str:
    """How fast the machine is just now: the least milliseconds of five that a million additions take."""
    took = timeit.repeat("for number in range(1_000_000): total += number", "total = 0", number=1, repeat=5)
    return f"a million additions take {min(took) * 1000:.0f} ms"


def looked_at(user):
    """What this person opens and looks for: their latest conference, or anybody's, and its first child."""
    from django.urls import reverse

    from recordings.models import Child, Conference
    from recordings.reminders.actions import make_feed

    seen = Conference.objects.visible_to(user).filter(status="held").order_by("-held_on")
    held = seen.looked_after_by(user).first() or seen.first()
    child = Child.objects.select_related("key").filter(conferences__conference=held).first()
    middle = Conference.objects.order_by("held_on")[Conference.objects.count() // 2].held_on
    day = f"held_day={middle.day}&held_month={middle.month}&held_year={middle.year}"
    named = {"conference": held.pk, "reference": child.case_reference, "name": child.name} if held else {}
    calendar = reverse("reminders:feed", args=[make_feed(by=user)])
    return {"user": user, "calendar": calendar, "day": day, "conference": "", **named}


def table(only: str, times: int) -> int:
    """Every page for every role; how many are too slow."""
    from django.test import Client

    from access.models import User

    slow = 0
    print(f"| {'who':22} | {'page':25} | median, ms | p95, ms | processor, ms | questions |")
    print("|---|---|---|---|---|---|")
    for role, pages in PAGES.items():
        user = User.objects.filter(role=role).order_by("email").first()
        client, of = Client(), looked_at(user)
        client.force_login(user)
        for name, what in pages:
            if only not in f"{role} {name}":
                continue
            took, worked, questions = measure(client, what, of, times)
            middle, most = statistics.median(took), statistics.quantiles(took, n=20, method="inclusive")[-1]
            slow += most > LIMIT
            late = " too slow" if most > LIMIT else ""
            row = f"| {role:22} | {name:25} | {middle:10.0f} | {most:7.0f} | {worked:13.0f} | {questions:9} |"
            print(f"{row}{late}", flush=True)
    return slow


def main() -> None:
    """Fill, measure, print."""
    read = argparse.ArgumentParser()
    read.add_argument("scale", nargs="?", type=float, default=0.02)
    read.add_argument("--keep", action="store_true")
    read.add_argument("--times", type=int, default=9, choices=range(2, 101), metavar="N")
    read.add_argument("--only", default="", help="rows with these words")
    options = read.parse_args()
    environment()
    import django

    django.setup()
    from django.core.management import call_command

    import infra.wsgi  # noqa: F401 - the web server's entry point
    from tests.bench import pages_data

    call_command("migrate", verbosity=0)
    if not options.keep:
        started = time.perf_counter()
        made = pages_data.fill(options.scale)
        print(f"{made} in {time.perf_counter() - started:.0f} s")
    print(f"Before: {pace()}.\n")
    slow = table(options.only, options.times)
    print(f"\nAfter: {pace()}.")
    raise SystemExit(f"{slow} pages took more than {LIMIT} ms" if slow else 0)


if __name__ == "__main__":
    main()
