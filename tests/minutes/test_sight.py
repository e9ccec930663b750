"""What was moved into the restricted part is out of sight everywhere for who may not read it."""

import pytest

from access.roles import Role
from minutes import actions, saving, text
from tests.minutes import made

pytestmark = pytest.mark.django_db
RESTRICTED = "police_restricted"
PLACES = [
    "/minutes/{pk}/",
    "/minutes/{pk}/versions/1/",
    "/minutes/{pk}/versions/?older=1&newer=2",
    "/api/minutes/{pk}/",
    "/api/minutes/{pk}/versions/1/",
]


@pytest.mark.parametrize("place", PLACES)
def test_older_versions_do_not_show_an_administrator_what_the_chair_made_restricted(world, sign_in, place):
    minutes, chair = made.minutes_of(world.conference, recording=world.recording), world.people[Role.CHAIR]
    said = text.paragraphs(saving.newest(minutes).content)
    paragraph = next(p for _, p in said if "81 per cent" in p["sentences"][0]["text"])

    actions.move_paragraph(minutes, paragraph=paragraph["id"], to=RESTRICTED, reason="Police", by=chair)

    address = place.format(pk=minutes.pk)
    seen = sign_in(world.people[Role.ADMINISTRATOR]).get(address)
    assert seen.status_code == 200
    assert "He is a kind" not in seen.content.decode()
    assert "He is a kind" in sign_in(chair).get(address).content.decode()
