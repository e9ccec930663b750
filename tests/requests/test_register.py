"""The issue register after the minutes were amended: who holds an earlier version and must be told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from minutes.models import Version
from minutes.requests import actions
from minutes.requests.models import TypedCopy
from tests.requests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def hartley():
    return made.hartley()


def amended(family, number):
    """A newer version that the chair has approved."""
    minutes = family.version.minutes
    minutes.approved_version = Version.objects.create(
        minutes=minutes,
        number=number,
        content=family.version.content,
        restricted=family.version.restricted,
        content_sha256="1" * 64,
        author=family.chair,
    )
    minutes.approved_at = timezone.now()
    minutes.save()


def test_after_an_amendment_the_register_lists_every_holder_until_each_is_told(hartley, sign_in):
    first = made.released(hartley)
    second = made.released(
        hartley,
        name="Sandra Hartley",
        relationship="other",
        on_behalf_of="Herself",
        attendance=hartley.grandmother,
    )
    joan = sign_in(hartley.administrator)
    assert "To be told" not in joan.get(reverse("requests:copies")).content.decode()

    amended(hartley, 9)
    page = joan.get(reverse("requests:copies")).content.decode().partition('id="copies"')[0]
    assert all(name in page for name in ("Kelly Hartley", "Sandra Hartley", "Version 8", "Version 9"))
    joan.post(reverse("requests:tell", args=[first.pk]))

    assert list(TypedCopy.objects.to_be_told()) == [second]
    assert AuditEvent.objects.get(verb="copy.holder_told").details["version"]
    amended(hartley, 10)
    assert set(TypedCopy.objects.to_be_told()) == {first, second}


def test_who_was_sent_a_copy_of_the_newer_version_is_not_to_be_told(hartley):
    first = made.released(hartley)
    actions.record_delivery(first, on=timezone.localdate(), by=hartley.second)
    amended(hartley, 9)
    assert list(TypedCopy.objects.to_be_told()) == [first]

    newer = made.released(hartley)

    assert newer.version.number == 9
    assert not TypedCopy.objects.to_be_told()


def test_nobody_is_told_of_a_version_that_there_is_not(hartley):
    with pytest.raises(Conflict, match="no newer version"):
        actions.tell_holder(made.released(hartley), by=hartley.second)
