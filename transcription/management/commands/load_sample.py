"""manage.py load_sample: the fictional council of samples/, once; ./run calls it at each start."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcription import sample
from transcription.models import Job


class Command(BaseCommand):
    """Load what is not there yet, list the sign-ins, or watch the recordings being transcribed."""

    help = "Loads the fictional sample council, once. --sign-ins lists its accounts, --watch shows progress."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--first", action="store_true", help="load only what is there in a moment")
        parser.add_argument("--sign-ins", action="store_true", help="print the accounts and their password")
        parser.add_argument("--watch", action="store_true", help="load, then show progress until all is done")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            return self.sign_ins()
        self.load(first_only=options["first"])
        return self.watch() if options["watch"] else None

    def load(self, *, first_only: bool) -> None:
        """Add the council, where this is a local run."""
        if not settings.SAMPLE_PASSWORD:
            raise CommandError("SAMPLE_PASSWORD is not set: a council's own service has no sample.")
        people = sample.add_people(settings.SAMPLE_PASSWORD)
        if "short" in sample.load(people, first_only=first_only):
            self.stdout.write("Loaded the fictional sample council.")

    def sign_ins(self) -> None:
        """The sample's accounts."""
        self.stdout.write(f"Sign in with the password {settings.SAMPLE_PASSWORD} as")
        for person in sample.PEOPLE:
            self.stdout.write(f"  {person.email:<42} {person.name}, {person.role.label}")

    def watch(self) -> None:
        """One line for each step of each recording, the short one first; ends when nothing is left to do."""
        said: dict[Any, str] = {}
        open_now: set[Any] = set()
        while True:
            jobs = list(sample.open_jobs())
            ended = Job.objects.filter(pk__in=open_now - {job.pk for job in jobs})
            for job in (*ended, *jobs):
                self._say(job, said)
            if not jobs:
                return
            open_now = {job.pk for job in jobs}
            time.sleep(1)

    def _say(self, job: Job, said: dict[Any, str]) -> None:
        line = sample.progress_of(job)
        if line and said.get(job.pk) != line:
            said[job.pk] = line
            self.stdout.write(line)
            self.stdout.flush()
