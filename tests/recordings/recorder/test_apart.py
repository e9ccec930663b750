"""Who hears a part that was recorded apart: those who were in the room, and who answers for the record."""

import pytest

from access.errors import Conflict
from access.roles import Role
from recordings import actions
from recordings.models import Recording
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def apart(world):
    """A restricted recording, with a list of who was in the room."""
    made = factories.recording(world.conference, restricted=True, by=world.people[Role.CHAIR])
    made.in_room.add(factories.person(world.conference, name="Daniel Okafor", role="Social Worker"))
    factories.part(made, kind="restricted", start_ms=0, end_ms=made.duration_ms, absent=[world.mother])
    return made


def hears(user):
    return Recording.objects.visible_to(user).filter(restricted=True).exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CHAIR, True),
        (Role.ADMINISTRATOR, False),
        (Role.QUALITY_REVIEWER, True),  # under a reason, which is on the audit
        (Role.INFORMATION_GOVERNANCE, True),
        (Role.IT, False),
    ],
)
def test_by_role(world, apart, role, may):
    assert hears(world.people[role]) is may
    assert not hears(world.others[role])


def test_a_deputy_hears_it_only_if_they_were_there(world, apart):
    deputy = factories.user(role=Role.CHAIR)
    world.conference.deputy = deputy
    world.conference.save()
    assert not hears(deputy)

    apart.in_room.add(factories.person(world.conference, name="The deputy", user=deputy))

    assert hears(deputy)


def test_a_minute_taker_who_was_there_hears_it(world, apart):
    administrator = world.people[Role.ADMINISTRATOR]

    apart.in_room.add(factories.person(world.conference, name="Joan Pereira", user=administrator))

    assert hears(administrator)


def test_without_a_list_it_is_for_whoever_hears_restricted_parts(world, apart):
    apart.in_room.clear()

    assert hears(world.people[Role.CHAIR])
    assert not hears(world.people[Role.ADMINISTRATOR])


def test_its_people_stay_on_the_list(world, apart):
    with pytest.raises(Conflict, match="named in a part"):
        actions.remove_person(apart.in_room.get(), by=world.people[Role.CHAIR])
