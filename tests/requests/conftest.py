"""A mail server and the end of a transaction, for tests of what is sent."""

import pytest

from tests.requests.post_office import PostOffice


@pytest.fixture
def office(settings):
    with PostOffice() as office:
        office.settings(settings)
        yield office


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
