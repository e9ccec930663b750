"""Who uploads: the chair of a conference."""

import pytest

from access.roles import Role
from tests import factories
from tests.recordings.uploads.tus import Tus


@pytest.fixture
def chair():
    return factories.user(role=Role.CHAIR)


@pytest.fixture
def conference(chair):
    return factories.conference(chair=chair)


@pytest.fixture
def tus(sign_in, chair, conference):
    return Tus(sign_in(chair), conference)
