"""manage.py add_user EMAIL NAME ROLE: an account for somebody of the council, with a first password."""

import getpass
import json
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from access import actions
from access.errors import Conflict
from access.models import User
from access.roles import Role

COMMAND_LINE = "command-line"


class Command(BaseCommand):
    """Add an account. Prints {"id", "role"}."""

    help = "Adds somebody who signs in. The password is asked for, or read from standard input."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        roles = [role.value for role in Role if role != Role.SERVICE]
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("role", choices=roles)

    def handle(self, *args: Any, **options: Any) -> None:
        account = User(email=options["email"].lower(), name=options["name"], role=options["role"])
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_email(account.email)
            validate_password(password, user=account)
            added = actions.add_user(account, password=password, by=User.objects.service(COMMAND_LINE))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Conflict as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"id": str(added.pk), "role": added.role}))
