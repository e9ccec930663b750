"""What tests of the record share: the world, with its chair, and an administrator at the desk."""

import pytest

from access.roles import Role
from tests import factories


@pytest.fixture
def team(world, sign_in):
    world.chair, world.administrator = world.people[Role.CHAIR], world.people[Role.ADMINISTRATOR]
    world.desk = sign_in(world.administrator)
    world.child = world.conference.children.get().child
    return world


@pytest.fixture
def administrator(db):
    """Somebody who brings records in, of a council whose chair signs in as chair@wexborough.example."""
    factories.user(email="chair@wexborough.example")
    return factories.user(role=Role.ADMINISTRATOR, email="administrator@wexborough.example")
