"""The schema of the API: whole, valid, and without two things of one name."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_the_schema_is_valid_and_nothing_in_it_is_guessed(capsys):
    call_command("spectacular", "--validate", "--fail-on-warn")

    assert "openapi: 3" in capsys.readouterr().out
