"""`manage.py purge`: what is over goes, or is put before the people who end it. Answers in JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from recordings import purging, tasks
from recordings.models import Upload


class Command(BaseCommand):
    """Never destroys a recording: two people do. The worker does the same each night."""

    help = "Destroys abandoned uploads and expired rows; lists the recordings whose time is over."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        abandoned = Upload.objects.abandoned().count()
        tasks.sweep_uploads()
        self.stdout.write(json.dumps({"uploads": abandoned, **purging.purge()}))
