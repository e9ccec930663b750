"""manage.py second_factor EMAIL: removes the second step of somebody who has lost their telephone."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access import actions
from access.errors import Conflict
from access.models import User

COMMAND_LINE = "command-line"


class Command(BaseCommand):
    """Remove a second step. Prints {"id"}."""

    help = "Removes the second step of an account, so that the person can set up another. See them first."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        account = User.objects.filter(email=options["email"].lower()).first()
        if account is None:
            raise CommandError("Nobody has an account with this address.")
        try:
            actions.remove_second_factor(account, by=User.objects.service(COMMAND_LINE))
        except Conflict as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"id": str(account.pk)}))
