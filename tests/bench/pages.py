"""How long lists, boards and searches take with a council's whole record, and how many questions each asks.

    BENCH_DATABASE_URL=postgres://… python -m tests.bench.pages [SCALE] [--keep]

SCALE 1 is 200,000 conferences, 250,000 children and 600,000 people, over 60 chairs; 0.05 is a twentieth.
Without BENCH_DATABASE_URL it is SQLite, in BENCH_FOLDER; in PostgreSQL the user must be a superuser.
Each child, conference, recording, decision, letter and minutes has a key of its own, and what a page opens
is sealed as the service seals it; `pages_again` says how so much is made in minutes. --keep uses a database
that was filled before. The middle of five requests counts, after one that warms up: through every middleware,
without a network. On a busy machine the processor's share says more than the time.
"""

import argparse
import os
import statistics
import time
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


def roles(users):
    """Who looks at what."""
    conference = "/conferences/{conference}/"
    return [
        ("chair", [("board", "/"), ("conferences", "/conferences/"),
                   ("conferences, planned", "/conferences/?status=planned"),
                   ("one conference", conference), ("decisions", conference + "decisions/"),
                   ("letters", "/letters/"), ("minutes", "/minutes/"), ("requests", "/requests/"),
                   ("calendar", "feed")]),
        ("administrator", [("board", "/"), ("conferences", "/conferences/"),
                           ("conferences, page 4000", "/conferences/?page=4000"),
                           ("conferences, planned", "/conferences/?status=planned"),
                           ("conferences, mine", "/conferences/?mine=on"),
                           ("one conference", conference), ("requests", "/requests/"),
                           ("letters", "/letters/"), ("copies", "/requests/copies/"),
                           ("find by reference", "reference"),
                           ("find by name", "name")]),
        ("quality_reviewer", [("board", "/"), ("conferences", "/conferences/"), ("reviews", "/reviews/"),
                              ("keeping", "/keeping/"), ("access log", "/access/log/")]),
        ("information_governance", [("board", "/"), ("requests", "/requests/"), ("keeping", "/keeping/")]),
    ]  # fmt: skip


def ask(client, what, of):
    """One request, and its answer."""
    from django.urls import reverse

    from recordings.reminders.feed import calendar_of

    if what == "feed":
        return calendar_of(of["user"])
    if what in ("reference", "name"):
        answer = client.post(reverse("recordings:find"), {"words": of[what]})
    else:
        answer = client.get(what.format(conference=of["conference"]))
    assert answer.status_code in (200, 302), (what, answer.status_code)
    return answer


def measure(client, what, of):
    """The middle of five times and of the processor's share of them, and the number of questions."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask(client, what, of)
    questions = len(asked)  # the next request empties the list
    times, worked = [], []
    for _ in range(5):
        start, cpu = time.perf_counter(), time.process_time()
        ask(client, what, of)
        times.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    return statistics.median(times), statistics.median(worked), questions


def table() -> int:
    """Every page for every role; how many are too slow."""
    from django.test import Client

    from access.models import User
    from recordings.models import Child, Conference

    slow = 0
    print(f"{'who':24}{'page':26}{'ms':>8}{'of it CPU':>11}{'questions':>11}")
    for role, pages in roles(User.objects):
        user = User.objects.filter(role=role).order_by("email").first()
        client = Client()
        client.force_login(user)
        own = (
            Conference.objects.filter(chair=user)
            if role == "chair"
            else Conference.objects.filter(administrator=user)
        )
        held = own.filter(status="held").order_by("-held_on").first()
        held = held or Conference.objects.filter(status="held").order_by("-held_on").first()
        child = Child.objects.select_related("key").filter(conferences__conference=held).first()
        of = {"user": user, "conference": held.pk, "reference": child.case_reference, "name": child.name}
        for name, what in pages:
            took, worked, questions = measure(client, what, of)
            slow += took > LIMIT
            note = "  TOO SLOW" if took > LIMIT else ""
            print(
                f"{role:24}{name:26}{took:8.0f}{worked:11.0f}{questions:11}{note}",
                flush=True,
            )
    return slow


def main() -> None:
    """Fill, measure, print."""
    read = argparse.ArgumentParser()
    read.add_argument("scale", nargs="?", type=float, default=0.02)
    read.add_argument("--keep", action="store_true")
    options = read.parse_args()
    environment()
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench import pages_data

    call_command("migrate", verbosity=0)
    if not options.keep:
        started = time.perf_counter()
        made = pages_data.fill(options.scale)
        print(f"{made} in {time.perf_counter() - started:.0f} s")
    slow = table()
    raise SystemExit(f"{slow} pages took more than {LIMIT} ms" if slow else 0)


if __name__ == "__main__":
    main()
