"""The mistakes that councils were fined for, tried through the page and through the API."""

import pytest
from django.urls import reverse
from django.utils import timezone

from minutes.documents import proof
from minutes.requests import actions
from minutes.requests.models import CopyFile, MinuteRequest, TypedCopy
from tests import factories
from tests.requests import made
from tests.requests.doors import DOORS, knock
from tests.requests.test_mistakes import MOTHERS_ADDRESS, both_fathers, carers, fathers_request

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("door", DOORS)]
Status = MinuteRequest.Status


def handed_over(request, family):
    """Every suggestion taken out, and the marks handed to somebody else."""
    made.decide_all(request, family)
    return actions.send_for_check(request, by=family.administrator)


def downloaded(browser, door, copy):
    """Every file of a copy, as this door gives it."""
    for file in copy.files.all():
        answer = browser.get(reverse(f"{door}:download", args=[file.pk]))
        assert answer.status_code == 200
        yield answer.getvalue()


def logged(door, family, **changes):
    """What is sent to log the mother's request, by the names that this door has for it."""
    said = {
        "name": "Kelly Hartley",
        "relationship": "mother",
        "channel": "letter",
        "attendance": str(family.mother.pk),
        "children": [str(row.child_id) for row in family.conference.children.all()],
        **changes,
    }
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    if door == "requests-api":
        return {**said, "conference": str(family.conference.pk), "received_at": f"{yesterday}T09:10:00Z"}
    boxes = {"day": yesterday.day, "month": yesterday.month, "year": yesterday.year}
    parts = {f"received_on_{box}": number for box, number in boxes.items()}
    return {
        **said,
        **parts,
        "received_time": "09:10",
        "asks_for": "minutes",
        "format": "pdf",
        "delivery": "post",
    }


def log_at(browser, door, family, **changes):
    about = [family.conference.pk] if door == "requests" else []
    path = reverse("requests:log" if door == "requests" else "requests-api:list", args=about)
    return browser.post(path, logged(door, family, **changes), **DOORS[door])


def test_nottinghamshire_a_fathers_copy_holds_nothing_of_the_mothers_or_the_other_fathers(door, sign_in):
    family = both_fathers()
    request = handed_over(fathers_request(family), family)
    colin = sign_in(family.second)
    assert knock(colin, door, "agree", request.pk).status_code in {201, 302}

    for content in downloaded(colin, door, TypedCopy.objects.get()):
        assert proof.search(content, ["Wayne Cotter", "Alfie Hartley"])
        assert not proof.search(content, [MOTHERS_ADDRESS, "Elmhurst", "Beckett", "Maisie", "overdose"])


def test_nottinghamshire_one_copy_is_not_let_go_to_a_second_person(door, sign_in):
    """It went to the mother. What is typed for either father lets nothing go, and no sending is made."""
    family = both_fathers()
    copy = made.sent(family)
    colin = sign_in(family.second)

    for address in ("3 Station Row", "27 Larkspur Court"):
        knock(colin, door, "release", copy.request_id, pages=copy.pages, envelope=address)

    assert copy.dispatches.count() == 1


def test_nottinghamshire_the_mothers_envelope_does_not_take_the_fathers_copy(door, sign_in):
    family = both_fathers()
    father = {"name": "Wayne Cotter", "relationship": "father", "attendance": family.father}
    copy = made.waiting(family, **father, address="3 Station Row\nWexborough")

    said = {"pages": copy.pages, "envelope": "27 Larkspur Court"}
    answer = knock(sign_in(family.second), door, "release", copy.request_id, **said)

    assert "envelope is not what is on this request" in answer.content.decode()
    assert not TypedCopy.objects.released().exists()


def test_birmingham_text_of_another_familys_record_stops_the_copy(door, sign_in):
    other = factories.child(name="Nobody Here")
    family = made.family()
    pasted = f"Strategy meeting for {other.case_reference}: the child was seen at home."
    content = {"sections": [made.section("Plan", made.paragraph(made.sentence(pasted, 0, family.recording)))]}
    made.approved(family.conference, content)
    request = handed_over(made.redacting(family), family)

    answer = knock(sign_in(family.second), door, "agree", request.pk)

    assert answer.status_code == 409
    assert "case reference of another family" in answer.content.decode()
    assert not TypedCopy.objects.exists()


def test_birmingham_the_author_of_the_redaction_is_not_its_check(door, sign_in):
    family = made.hartley()
    request = handed_over(made.redacting(family), family)

    answer = knock(sign_in(family.administrator), door, "agree", request.pk)

    request.refresh_from_db()
    assert (answer.status_code, request.status) == (409, Status.SECOND_CHECK)


def test_birmingham_a_request_does_not_name_people_of_another_conference(door, sign_in):
    family, other = made.hartley(), made.hartley()
    joan = sign_in(family.administrator)
    theirs = [str(row.child_id) for row in other.conference.children.all()]

    log_at(joan, door, family, children=theirs)
    log_at(joan, door, family, attendance=str(other.mother.pk))

    assert not MinuteRequest.objects.exists()
    log_at(joan, door, family)
    assert MinuteRequest.objects.get().conference == family.conference


def test_telford_foster_carers_leave_only_if_a_person_says_so(door, sign_in):
    family = carers()
    request = made.redacting(family)
    joan, colin = sign_in(family.administrator), sign_in(family.second)

    answer = knock(joan, door, "send", request.pk)
    assert answer.status_code == 409
    assert "not decided yet" in answer.content.decode()

    made.decide_all(request, family)
    knock(joan, door, "send", request.pk)
    knock(colin, door, "agree", request.pk)
    for content in downloaded(colin, door, TypedCopy.objects.get()):
        assert not proof.search(content, ["Gwen", "Abbott", "9 Harbour Lane", "01632 960 777"])


def test_telford_nothing_goes_to_the_foster_carers_by_mistake(door, sign_in):
    family = carers()
    family.more["carer"].address = "9 Harbour Lane\nWexborough"
    family.more["carer"].save()
    request = made.checked(family, address="9 Harbour Lane\nWexborough")
    start = "redaction_start" if door == "requests" else "redaction"

    answer = knock(sign_in(family.administrator), door, start, request.pk)

    assert answer.status_code == 409
    assert "withheld from them" in answer.content.decode()


def test_telford_a_document_for_one_child_says_nothing_of_the_sibling(door, sign_in):
    family = made.hartley()
    maisie = family.conference.children.get(order=1).child
    request = handed_over(made.redacting(family, children=(maisie,)), family)
    colin = sign_in(family.second)
    knock(colin, door, "agree", request.pk)

    for content in downloaded(colin, door, TypedCopy.objects.get()):
        assert not proof.search(content, ["Alfie"])
    assert CopyFile.objects.exists()


@pytest.mark.parametrize("envelope", ["72 Larkspur Court", "27 Larkspur Road", "28 Larkspur Court", "27"])
def test_norfolk_a_wrong_house_number_on_the_envelope_stops_the_copy(door, sign_in, envelope):
    family = made.hartley()
    copy = made.waiting(family)
    colin, said = sign_in(family.second), {"pages": copy.pages}

    answer = knock(colin, door, "release", copy.request_id, **said, envelope=envelope)

    assert "envelope is not what is on this request" in answer.content.decode()
    assert not TypedCopy.objects.released().exists()
    knock(colin, door, "release", copy.request_id, **said, envelope="27 larkspur  court,")
    assert TypedCopy.objects.released().exists()


def test_norfolk_an_address_that_was_never_read_back_stops_the_redaction(door, sign_in):
    family = made.hartley()
    request = actions.log_request(family.conference, asked=made.asked(family), by=family.administrator)
    request = actions.confirm_requester(request, proof=made.proof(), by=family.administrator)
    start = "redaction_start" if door == "requests" else "redaction"

    answer = knock(sign_in(family.administrator), door, start, request.pk)

    assert answer.status_code == 409
    assert "Read the address back" in answer.content.decode()


def test_plymouth_a_page_too_many_in_the_pile_stops_the_copy(door, sign_in):
    family = made.hartley()
    copy = made.waiting(family)
    said = {"pages": copy.pages + 1, "envelope": "27 Larkspur Court"}

    answer = knock(sign_in(family.second), door, "release", copy.request_id, **said)

    assert "counted other pages" in answer.content.decode()
    assert not TypedCopy.objects.released().exists()
