"""Reads the mailbox once, now: what the worker does by itself every minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from access.models import User
from minutes.requests import answering
from minutes.requests.mailbox import MailboxProblem, read_mailbox


class Command(BaseCommand):
    """python manage.py read_mailbox"""

    help = "Keep what lies in the mailbox that requests come to, and say that we have it"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = read_mailbox()
        except MailboxProblem as problem:
            raise CommandError(str(problem)) from None
        sent = answering.answer_waiting(by=User.objects.service("mailbox"))
        self.stdout.write(f"{counts.new} new, {counts.known} known, {sent} answered")
