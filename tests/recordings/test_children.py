"""A child over time: expected, born and named, kept from harm, and recorded twice by mistake."""

from datetime import date

import pytest
from django.urls import reverse

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings import actions
from recordings.models import Child, ConferenceChild, Merge
from tests import factories

pytestmark = pytest.mark.django_db


def facts(child, **changes):
    return {"name": child.name, "case_reference": child.case_reference, "type": "", **changes}


def test_an_unborn_child_keeps_the_history_when_it_is_born_and_named(team):
    row = actions.add_child(
        team.conference, name="Unborn Hartley", expected_on=date(2026, 11, 20), by=team.administrator
    )
    born = {"born_on_day": "18", "born_on_month": "11", "born_on_year": "2026"}

    path = reverse("recordings:child_change", args=[row.pk])
    before = team.desk.get(path).text
    team.desk.post(path, facts(row.child, name="Ivy Hartley", **born))

    child = Child.objects.get(pk=row.child_id)
    assert "Born meanwhile?" in before
    assert (child.name, child.known_as, child.born_on) == (
        "Ivy Hartley",
        "Unborn Hartley",
        date(2026, 11, 18),
    )
    assert child.conferences.get() == row
    assert Child.objects.named("unborn hartley").get() == Child.objects.named("ivy").get() == child
    assert AuditEvent.objects.filter(verb="child.born").exists()


def test_siblings_share_a_conference_each_with_a_type_of_their_own(team):
    sister = actions.add_child(team.conference, name="Maisie Hartley", type="review", by=team.administrator)
    brother = team.conference.children.first()

    assert (sister.own_type_words, brother.own_type_words) == ("Review", "Initial")
    actions.set_child_type(sister, type="initial", by=team.administrator)
    assert ConferenceChild.objects.get(pk=sister.pk).type == ""
    with pytest.raises(Conflict, match="For one child"):
        actions.set_child_type(sister, type="combined", by=team.administrator)


def test_a_withheld_address_is_on_no_page_until_somebody_who_may_asks_and_that_is_recorded(team, sign_in):
    actions.change_child(team.child, address="4 Quiet Lane", address_withheld=True, by=team.administrator)
    pages = [
        reverse("recordings:child", args=[team.child.pk]),
        reverse("recordings:child_change", args=[team.conference.children.get().pk]),
        reverse("recordings-api:child", args=[team.child.pk]),
    ]
    path = reverse("recordings:child_address", args=[team.child.pk])

    assert not any("Quiet Lane" in team.desk.get(page).text for page in pages)
    assert "Quiet Lane" in team.desk.post(path).text
    assert sign_in(team.others[Role.ADMINISTRATOR]).post(path).status_code == 409
    assert sign_in(team.people[Role.QUALITY_REVIEWER]).post(path).status_code == 403
    assert AuditEvent.objects.filter(verb="address.shown").count() == 1
    api = reverse("recordings-api:child_address", args=[team.child.pk])
    assert team.desk.post(api).json() == {"address": "4 Quiet Lane"}
    assert sign_in(team.others[Role.ADMINISTRATOR]).post(api).status_code == 409


def test_saving_the_form_of_a_withheld_address_keeps_it_and_a_new_one_replaces_it(team):
    actions.change_child(team.child, address="4 Quiet Lane", address_withheld=True, by=team.administrator)
    path = reverse("recordings:child_change", args=[team.conference.children.get().pk])

    team.desk.post(path, facts(team.child, address="", address_withheld="on"))
    assert Child.objects.get(pk=team.child.pk).address == "4 Quiet Lane"
    team.desk.post(path, facts(team.child, address="5 Loud Lane", address_withheld="on"))
    assert Child.objects.get(pk=team.child.pk).address == "5 Loud Lane"


def test_a_case_reference_belongs_to_one_child(team):
    other = factories.conference(chair=team.chair).children.get().child

    with pytest.raises(Conflict, match="belongs to another record"):
        actions.change_child(other, case_reference=team.child.case_reference, by=team.administrator)
    with pytest.raises(TypeError):
        actions.change_child(other, colour="red", by=team.administrator)


def test_a_child_on_a_conference_by_mistake_is_taken_off_unless_something_hangs_on_it(team):
    row = actions.add_child(team.conference, name="Callum Doyle", by=team.administrator)

    team.desk.post(reverse("recordings:child_remove", args=[row.pk]))

    assert not ConferenceChild.objects.filter(pk=row.pk).exists()
    assert Child.objects.filter(pk=row.child_id).exists()


@pytest.fixture
def twice(team):
    team.double = factories.child(name="Alfie Hartley", address="4 Quiet Lane", address_withheld=True)
    team.review = factories.conference(chair=team.chair, children=[team.double], type="review")
    return team


def test_two_records_are_put_together_and_taken_apart_with_all_that_hangs_on_them(twice):
    path = reverse("recordings:child_merge", args=[twice.child.pk])
    said = {"case_reference": twice.double.case_reference, "reason": "Same name and day of birth"}

    asked = twice.desk.post(path, said).text
    assert "Is this the same child?" in asked
    assert not Merge.objects.exists()
    twice.desk.post(path, {**said, "sure": "yes"})

    merge, kept = Merge.objects.get(), Child.objects.get(pk=twice.child.pk)
    assert {row.conference for row in kept.conferences.all()} == {twice.conference, twice.review}
    assert kept.address_withheld
    page = twice.desk.get(reverse("recordings:child", args=[kept.pk])).text
    assert "Take the two apart again" in page

    twice.desk.post(reverse("recordings:merge_undo", args=[merge.pk]))
    assert kept.conferences.get().conference == twice.conference
    assert Child.objects.get(pk=twice.double.pk).conferences.get().conference == twice.review
    with pytest.raises(Conflict, match="already"):
        actions.undo_merge(merge, by=twice.administrator)


def test_a_record_that_was_put_to_another_one_is_not_changed_or_merged_again(twice):
    merge = actions.merge_children(twice.double, into=twice.child, reason="Same", by=twice.administrator)
    double = Child.objects.get(pk=twice.double.pk)

    with pytest.raises(Conflict, match="put together"):
        actions.change_child(double, school="Larch School", by=twice.administrator)
    with pytest.raises(Conflict, match="already"):
        actions.merge_children(double, into=twice.child, reason="Same", by=twice.administrator)
    with pytest.raises(Conflict, match="one record already"):
        actions.merge_children(twice.child, into=twice.child, reason="Same", by=twice.administrator)
    again = actions.add_child(
        factories.conference(chair=twice.chair, children=[]),
        name=double.name,
        case_reference=double.case_reference,
        by=twice.administrator,
    )
    assert (again.child, str(merge)) == (twice.child, str(merge.pk))


def test_records_that_are_on_one_conference_are_not_merged(team):
    other = actions.add_child(team.conference, name="Maisie Hartley", by=team.administrator).child

    with pytest.raises(Conflict, match="Both records are on one conference"):
        actions.merge_children(other, into=team.child, reason="Same", by=team.administrator)


def test_a_reference_that_leads_nowhere_is_said_at_its_field(team):
    path = reverse("recordings:child_merge", args=[team.child.pk])

    answer = team.desk.post(path, {"case_reference": "WX-0", "reason": "Same"})

    assert "There is no other record with this case reference" in answer.text
