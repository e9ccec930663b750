"""An address that is kept from somebody: knowing it, or giving it as one's own, opens nothing."""

import pytest
from django.utils import timezone

from access.errors import Conflict
from minutes.requests import actions, checks
from minutes.requests.addresses import is_same_place, lines_of
from minutes.requests.known import names_to_find
from minutes.requests.models import MinuteRequest
from recordings.models import Attendance
from tests import factories
from tests.requests import made
from tests.requests.doors import DOORS, knock

pytestmark = pytest.mark.django_db

HIDDEN = "14 Elmhurst Gardens\nWexborough\nWX2 6HD"
SAID = "Kelly has moved with the children to 14 Elmhurst Gardens, near WX2 6HD."


@pytest.fixture
def family():
    """A father who was there, and a mother whose address he must not have."""
    family = made.family()
    family.father.came = Attendance.Came.ATTENDED
    family.father.save()
    family.mother.address, family.mother.address_withheld = HIDDEN, True
    family.mother.safe_contact = "07700 900 123 or kelly@post.example"
    family.mother.save()
    reason = made.paragraph(made.sentence(SAID, 0, family.recording), by=family.worker)
    family.version = made.approved(family.conference, {"sections": [made.section("Reason", reason)]})
    return family


def fathers(family, **changes):
    father = {"name": "Wayne Cotter", "relationship": "father", "attendance": family.father}
    return {**father, "address": "3 Station Row\nWexborough", **changes}


def searched(request) -> set[str]:
    return {words for name in names_to_find(request) for words in name.to_search}


@pytest.mark.parametrize(
    "typed", [HIDDEN, "14 Elmhurst Gardens", "14, elmhurst gdns", "Flat 2, 14 Elmhurst Gardens WX26HD"]
)
def test_an_address_that_is_withheld_is_searched_for_whoever_gives_it_as_their_own(family, typed):
    request = actions.log_request(
        family.conference, asked=made.asked(family, **fathers(family, address=typed)), by=family.administrator
    )

    assert {"14 Elmhurst Gardens", "Elmhurst Gardens", "WX2 6HD"} <= searched(request)


def test_an_address_that_is_not_withheld_is_searched_for_as_well_when_they_only_say_it_is_theirs(family):
    family.mother.address_withheld = False
    family.mother.save()
    request = actions.log_request(
        family.conference,
        asked=made.asked(family, **fathers(family, address=HIDDEN)),
        by=family.administrator,
    )

    assert {"14 Elmhurst Gardens", "WX2 6HD"} <= searched(request)


def test_a_child_who_lives_there_does_not_open_it(family):
    """The child's own entry was never marked as withheld; the mother's was."""
    child = family.conference.children.order_by("order").first().child
    child.address = HIDDEN
    child.save()
    request = actions.log_request(
        family.conference,
        asked=made.asked(family, **fathers(family, children=(child,))),
        by=family.administrator,
    )

    assert {"14 Elmhurst Gardens", "WX2 6HD"} <= searched(request)


def test_an_old_address_of_the_readers_own_does_not_open_it(family):
    """They lived there together once: she is there still, and it is withheld now."""
    family.father.address = HIDDEN
    family.father.save()
    request = actions.log_request(
        family.conference, asked=made.asked(family, **fathers(family)), by=family.administrator
    )

    assert "14 Elmhurst Gardens" in searched(request)


def test_it_is_theirs_to_read_if_the_record_says_that_they_live_there(family):
    child = family.conference.children.order_by("order").first().child
    child.address, child.address_withheld = HIDDEN, True
    child.save()
    request = made.redacting(family, address=HIDDEN)

    assert "14 Elmhurst Gardens" not in searched(request)
    assert request.status == MinuteRequest.Status.REDACTING


@pytest.mark.parametrize("delivery", ["post", "link", "email"])
def test_nothing_is_sent_to_an_address_or_contact_that_is_withheld_from_them(family, delivery):
    to = HIDDEN if delivery == "post" else "Kelly@post.example"
    request = made.checked(family, **fathers(family, address=to, delivery=delivery))

    with pytest.raises(Conflict, match="withheld from them"):
        actions.start_redaction(request, by=family.administrator)


def test_the_code_does_not_go_to_a_telephone_that_is_withheld_from_them(family):
    fathers_own = fathers(family, address="wayne@post.example", delivery="link")
    request = made.checked(family, code_by="telephone", code_to="07700900123", **fathers_own)

    with pytest.raises(Conflict, match="withheld from them"):
        actions.start_redaction(request, by=family.administrator)


@pytest.mark.parametrize("door", DOORS)
def test_an_address_that_was_changed_to_it_after_the_copy_was_made_stops_the_release(family, sign_in, door):
    copy = made.waiting(family, **fathers(family))
    changed = {"address": HIDDEN, "delivery": "post", "on": timezone.localdate()}
    actions.confirm_address(copy.request, by=family.administrator, **changed)
    seen = {"pages": copy.pages, "envelope": "14 Elmhurst Gardens"}

    answer = knock(sign_in(family.second), door, "release", copy.request_id, **seen)

    copy.refresh_from_db()
    assert copy.released_at is None
    assert "withheld from them" in answer.content.decode()


def test_it_can_be_collected_instead_or_sent_elsewhere(family):
    request = made.checked(family, **fathers(family, address=HIDDEN))
    for address, delivery in (("", "collected"), ("3 Station Row\nWexborough", "post")):
        request = actions.confirm_address(
            request, address=address, delivery=delivery, on=timezone.localdate(), by=family.administrator
        )
        assert not [check for check in checks.before_redaction(request) if check.blocks]


def test_where_foster_carers_live_is_kept_from_everybody_without_being_marked(family):
    family.mother.address_withheld = False
    family.mother.save()
    carer = {"name": "Gwen Abbott", "role": "Foster carer", "address": "9 Harbour Lane\nWX1 1AA"}
    factories.person(family.conference, group=Attendance.Group.PROFESSIONAL, **carer)
    request = made.checked(family, **fathers(family, address="9 Harbour Lane"))

    with pytest.raises(Conflict, match="withheld from them"):
        actions.start_redaction(request, by=family.administrator)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("27 Larkspur Road\nWX4 7QT", "27, Larkspur Rd", True),
        ("27 Larkspur Road, WX4 7QT", "wx47qt", True),
        ("Flat 2\n27 Larkspur Road", "Flat 2, 3 Station Row", False),
        ("27 Larkspur Road", "127 Larkspur Road", False),
        ("27 Larkspur Road\nWexborough", "12 Larkspur Road\nWexborough", False),
        ("Rose Cottage\nWexborough", "rose cottage", True),
        ("", "27 Larkspur Road", False),
    ],
)
def test_two_spellings_of_one_place_are_one(one, other, same):
    assert is_same_place(one, other) is same


def test_a_house_number_is_never_looked_for_without_its_street():
    assert lines_of("27, Larkspur Road, Wexborough WX4 7QT") == ["27 Larkspur Road", "Wexborough", "WX4 7QT"]
