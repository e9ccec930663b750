"""What every test may use: the database, people who are signed in, and a world to look at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import settings

from access.models import User
from access.roles import Role
from tests import factories, migrated
from tests.recordings.vault.third_party import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]

settings.register_profile("any machine", deadline=None)  # a busy one is slow, not wrong
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with slow tests come first: at the end one of them would keep the other process waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """On SQLite the migrations are run once for each state of theirs, not for each process."""
    if connection.vendor == "sqlite":
        file = Path(connection.creation._get_test_db_name())
        migrated.lay_down(file.parent, file.name)
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Tests that empty the tables between them must empty the audit's too; SQLite does it by DELETE."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_no_delete")


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """A browser in which somebody of this role, or this very person, has signed in."""

    def signed_in(who: User | Role) -> Client:
        client = Client()
        client.force_login(who if isinstance(who, User) else factories.user(role=who))
        return client

    return signed_in


@pytest.fixture
def world(db: None) -> factories.World:
    """One conference as it is after a few weeks, with everybody who may and may not see it."""
    return factories.world()
