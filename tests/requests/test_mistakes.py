"""The cases that councils were fined for, each tried here and stopped. Names and text are invented."""

import pytest

from access.errors import Conflict
from minutes.documents import proof
from minutes.requests import actions
from minutes.requests.actions import Passage, Ruling, Seen
from recordings.models import Attendance, PartKind
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db

MOTHERS_ADDRESS = "14 Elmhurst Gardens"


def both_fathers() -> made.Family:
    """A mother and two fathers, each the father of one of her children; each father was out for a part."""
    family = made.family()
    family.father.came = Attendance.Came.PART
    family.father.save()
    second = factories.person(family.conference, name="Marlon Beckett", role="Maisie's father")
    family.more["second"] = second
    at = family.recording
    factories.part(at, kind=PartKind.PART_EXCLUDED, start_ms=0, end_ms=10_000, absent=[family.father, second])
    reason = made.section(
        "Reason for the conference",
        made.paragraph(
            made.sentence(f"Kelly has moved with the children to {MOTHERS_ADDRESS}.", 0, at),
            made.sentence("The children are well at school this term.", 10, at),
            made.sentence("Marlon Beckett was in hospital in May after an overdose.", 20, at),
            by=family.worker,
        ),
    )
    family.version = made.approved(family.conference, {"sections": [reason]})
    return family


def fathers_request(family, **changes):
    child = family.conference.children.order_by("order").first().child
    father = {
        "name": "Wayne Cotter",
        "relationship": "father",
        "attendance": family.father,
        "children": (child,),
        "address": "3 Station Row\nWexborough",
    }
    return made.redacting(family, **{**father, **changes})


def test_nottinghamshire_one_document_does_not_go_to_a_mother_and_two_fathers():
    """An unredacted assessment went to a mother and both fathers, each of one child."""
    family = both_fathers()
    request = fathers_request(family)
    made.decide_all(request, family)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)

    for file in copy.files.all():
        content = actions.open_file(file, by=family.second)
        assert proof.search(content, ["Wayne Cotter", "Alfie Hartley"])
        assert not proof.search(content, [MOTHERS_ADDRESS, "Elmhurst", "Beckett", "Maisie", "overdose"])


def test_nottinghamshire_a_copy_is_made_for_one_person_and_another_request_makes_another():
    family = both_fathers()
    first = made.ready(family)
    request = fathers_request(family)
    made.decide_all(request, family)
    second = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)

    assert first.key_id != second.key_id
    assert {first.number, second.number} == {1, 2}
    assert first.register_number != second.register_number


def test_birmingham_text_of_another_familys_record_is_noticed():
    """A plan held text copied from strategy meeting minutes about another family's child."""
    other = factories.child(name="Nobody Here")
    family = made.family()
    pasted = f"Strategy meeting for {other.case_reference}: the child was seen at home."
    content = {"sections": [made.section("Plan", made.paragraph(made.sentence(pasted, 0, family.recording)))]}
    made.approved(family.conference, content)
    request = made.redacting(family)
    made.decide_all(request, family)
    request = actions.send_for_check(request, by=family.administrator)

    with pytest.raises(Conflict, match="case reference of another family"):
        actions.agree_marks(request, by=family.second)


def test_birmingham_somebody_other_than_the_author_checks_before_release():
    family = made.hartley()
    request = made.redacting(family)
    made.decide_all(request, family)
    request = actions.send_for_check(request, by=family.administrator)

    with pytest.raises(Conflict, match="someone else"):
        actions.agree_marks(request, by=family.administrator)


def test_birmingham_a_request_cannot_name_children_of_another_conference():
    family, other = made.hartley(), made.hartley()

    with pytest.raises(Conflict, match="children who are on this conference"):
        actions.log_request(
            family.conference, asked=made.asked(other, attendance=None), by=family.administrator
        )
    with pytest.raises(Conflict, match="on the list of this conference"):
        actions.log_request(
            family.conference, asked=made.asked(family, attendance=other.mother), by=family.administrator
        )


def carers() -> made.Family:
    family = made.family()
    carer = factories.person(
        family.conference, name="Gwen Abbott", role="Foster carer", group=Attendance.Group.PROFESSIONAL
    )
    said = made.sentence(
        "They live with Gwen Abbott at 9 Harbour Lane, phone 01632 960 777.", 0, family.recording
    )
    family.more["carer"] = carer
    family.version = made.approved(
        family.conference, {"sections": [made.section("Placement", made.paragraph(said, by=family.worker))]}
    )
    return family


def test_telford_foster_carers_are_never_printed_by_default():
    """The system printed foster carers' details unless somebody thought of it."""
    family = carers()
    request = made.redacting(family)

    found = {mark.found for mark in request.redactions.all()}
    with pytest.raises(Conflict, match="not decided yet"):
        actions.send_for_check(request, by=family.administrator)

    assert {"person", "place", "phone"} <= found
    made.decide_all(request, family)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)
    for file in copy.files.all():
        content = actions.open_file(file, by=family.second)
        assert not proof.search(content, ["Gwen", "Abbott", "9 Harbour Lane", "01632 960 777"])


def test_telford_a_document_for_one_child_says_nothing_of_the_sibling():
    """A document about one child was sent to a sibling."""
    family = made.hartley()
    maisie = family.conference.children.get(order=1).child
    request = made.redacting(family, children=(maisie,))
    made.decide_all(request, family)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)

    content = actions.open_file(copy.files.get(format="pdf"), by=family.second)
    assert proof.search(content, ["Maisie Hartley"])
    assert not proof.search(content, ["Alfie"])


def test_norfolk_a_wrong_house_number_on_the_envelope_stops_the_copy():
    """A report went to the house next door."""
    family = made.hartley()
    copy = made.ready(family)

    with pytest.raises(Conflict, match="envelope is not what is on this request"):
        actions.release_copy(copy, seen=Seen(copy.pages, "72 Larkspur Court"), by=family.second)
    assert actions.release_copy(copy, seen=Seen(copy.pages, "27 larkspur  court,"), by=family.second)


def test_norfolk_an_address_that_was_never_read_back_stops_the_copy():
    family = made.hartley()
    request = actions.log_request(family.conference, asked=made.asked(family), by=family.administrator)
    request = actions.confirm_requester(request, proof=made.proof(), by=family.administrator)

    with pytest.raises(Conflict, match="Read the address back"):
        actions.start_redaction(request, by=family.administrator)


def test_plymouth_a_page_of_another_report_in_the_pile_stops_the_copy():
    """Pages of another family's report were picked up at the printer."""
    family = made.hartley()
    copy = made.ready(family)

    with pytest.raises(Conflict, match="counted other pages"):
        actions.release_copy(copy, seen=Seen(copy.pages + 1, "27 Larkspur Court"), by=family.second)


def test_words_that_nobody_suggested_go_when_a_person_takes_them_out():
    family = made.hartley()
    request = made.redacting(family)
    made.decide_all(request, family)
    sentence = family.version.content["sections"][0]["paragraphs"][0]["sentences"][1]["id"]
    passage = Passage(sentence, "toast for his sister")
    actions.mark_words(request, passage=passage, ruling=Ruling("out", "LOC"), by=family.administrator)
    copy = actions.agree_marks(actions.send_for_check(request, by=family.administrator), by=family.second)

    assert not proof.search(
        actions.open_file(copy.files.get(format="docx"), by=family.second), ["toast for his sister"]
    )
