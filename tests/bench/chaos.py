"""Workers killed at random moments, servers restarted under them: every chunk done once, the same words.

    python -m tests.bench.chaos [--kills 200] [--restarts 20] [--seed 1] [--seconds 180] [--workers 2]

First the beginning of the sample conference by one worker, undisturbed; then again and again by two who share
it, of which one, drawn by lot, is killed (kill -9, its child with it) after a random time and started anew,
until there were so many kills. With --restarts the database is PostgreSQL, stopped at once and started again
so many times while the workers work, and RabbitMQ as often. Ends with 1 if any chunk was done twice or any
text differs. The gate has the same with one kill (tests/transcription/test_worker.py).
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tests.environment  # noqa: F401 - the settings that laying down a database needs
from tests.journeys.service import ROOT, free_port
from tests.transcription.worker import Works, kill

SERVERS = """
set -e; work=$1; python=$2; source tests/servers.sh
start_postgresql "$3"; start_rabbitmq "$4" "$5" "$6"
echo "$TESTS_POSTGRES_URL $TESTS_RABBITMQ_URL"
while read -r what; do
  if [ "$what" = database ]; then
    (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups /usr/lib/postgresql/*/bin/pg_ctl \\
      -D "$work/postgresql" -m immediate -w restart) > /dev/null 2>&1
  else
    export ERL_EPMD_PORT=$5 HOME=$work/rabbitmq
    export RABBITMQ_CONF_ENV_FILE=$work/none
    for step in stop_app start_app; do
      /usr/lib/rabbitmq/bin/rabbitmqctl -q -n "tests$$@localhost" $step < /dev/null > /dev/null 2>&1
    done
  fi
  echo restarted
done
kill -INT "$(head -n 1 "$work/postgresql/postmaster.pid")" # one that was restarted has another number
for pid in "${server_pids[@]}"; do kill "$pid" 2> /dev/null || true; done
"""


class Servers:
    """PostgreSQL and RabbitMQ of our own, that can be restarted."""

    def __init__(self, folder: Path):
        folder.chmod(0o755)
        ports = [str(free_port()) for _ in range(4)]
        words = ["bash", "-c", SERVERS, "servers", str(folder), sys.executable, *ports]
        self.shell = subprocess.Popen(
            words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.database, self.broker = self.shell.stdout.readline().split()

    def restart(self, what: str):
        self.shell.stdin.write(f"{what}\n")
        self.shell.stdin.flush()
        assert self.shell.stdout.readline().strip() == "restarted", what

    def stop(self):
        self.shell.stdin.close()
        self.shell.wait(30)


def words_of(works: Works) -> list:
    return works.ask("words()")


def undisturbed(works: Works, seconds: int) -> tuple[list, float]:
    works.ask(f"recorded('conference_dev', seconds={seconds})")
    worker, began = works.start_worker(), time.monotonic()
    works.until("job()", lambda job: job["state"] == "done", seconds=1200)
    kill(worker)
    return words_of(works), time.monotonic() - began


def faults(works: Works, expected: list) -> list[str]:
    """What is wrong with the newest transcript."""
    last = "Transcript.objects.latest('created_at')"
    times = works.ask(f"sorted(set({last}.chunks.values_list('times_done', flat=True)))")
    finished = works.ask(
        f"AuditEvent.objects.filter(verb='transcript.finished', on_id=str({last}.pk)).count()"
    )
    found = [] if times == [1] else [f"chunks were done {times} times"]
    found += [] if finished == 1 else [f"it was finished {finished} times"]
    return found + ([] if words_of(works) == expected else ["the words are not the same"])


def settled(works: Works) -> bool:
    """Whether it is done; a job that was lost three times is tried again, as a person would."""
    state = works.ask("job()")["state"]
    if state == "dead":
        works.ask("retry()")
    return state == "done"


def killed(works: Works, expected: list, *, options: argparse.Namespace, longest: float) -> list[str]:
    done, rounds, together, found = 0, 0, 0, []
    starts = [works.start_worker, *[works.worker_without_beat] * (options.workers - 1)]
    workers = [start() for start in starts]
    while done < options.kills:
        works.ask("again()")
        patience = longest / 2
        while not settled(works):
            if asleep(works, random.uniform(0.5, patience)):
                continue
            unlucky = random.randrange(len(workers))
            kill(workers[unlucky])
            workers[unlucky] = starts[unlucky]()
            done, patience = done + 1, patience * 1.1  # a machine busy with other work needs longer now
        rounds, together = rounds + 1, together + (len(works.ask("hands()")) > 1)
        found += faults(works, expected)
        print(f"{done} kills, {rounds} rounds, {together} by several, faults: {found}", flush=True)
    return found


def asleep(works: Works, seconds: float) -> bool:
    """Waits; whether the work was done before that was over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if settled(works):
            return True
        time.sleep(0.2)
    return False


def restarted(works: Works, servers: Servers, expected: list, *, restarts: int, longest: float) -> list[str]:
    done, found = 0, []
    workers = [works.start_worker(), works.worker_without_beat()]
    while done < restarts:
        works.ask("again()")
        while not settled(works):
            time.sleep(random.uniform(0.5, longest))
            if done < restarts:
                servers.restart("database")
                servers.restart("broker")
                done += 1
        found += faults(works, expected)
        print(f"{done} restarts of each, faults: {found}", flush=True)
    for worker in workers:  # else two that nobody kills would do the work of those that are
        kill(worker)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--restarts", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    random.seed(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    (folder / "works").mkdir()
    servers = Servers(folder) if options.restarts else None
    settings = {"DATABASE_URL": servers.database, "BROKER_URL": servers.broker} if servers else {}
    works = Works(folder / "works", **settings).start()
    try:
        expected, seconds = undisturbed(works, options.seconds)
        print(f"undisturbed: {len(expected)} lines in {seconds:.0f} s", flush=True)
        more = {"restarts": options.restarts, "longest": seconds / 4}
        found = restarted(works, servers, expected, **more) if servers else []
        found += killed(works, expected, options=options, longest=seconds)
    finally:
        works.stop()
        if servers:
            servers.stop()
    print("\n".join(found) or "every chunk was done once, and every text is the same")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
