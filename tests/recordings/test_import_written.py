"""How people and spreadsheets write a cell, and what is no answer however it is written."""

import pytest

from recordings.drafting import drafting_of
from recordings.importing import bring_in
from recordings.models import Child, Conference
from tests.recordings.test_import import CONFERENCES, TABLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    ["2019-06-03", "03/06/2019", "3/6/2019", "03.06.2019", "03-06-2019", "3 Jun 2019", "3 June 2019",
     "3-Jun-2019", "2019-06-03 00:00:00", "03/06/2019 00:00"],
)  # fmt: skip
def test_a_day_is_read_however_a_spreadsheet_writes_it(written, administrator):
    bring_in(
        {"children": f"case_reference,name,born_on\nWX-1,Alfie Hartley,{written}\n"},
        by=administrator,
        only_look=False,
    )

    assert str(Child.objects.get().born_on) == "2019-06-03"


@pytest.mark.parametrize("written", ["03/06/19", "06/25/2019", "43619", "29/02/2023", "0019-06-03", "2019"])
def test_a_day_that_may_be_another_is_no_day(written, administrator):
    table = f"case_reference,name,born_on\nWX-1,Alfie Hartley,{written}\n"

    [problem] = bring_in({"children": table}, by=administrator, only_look=True).problems

    assert (problem.line, problem.column) == (2, "born_on")


def test_a_line_with_too_many_cells_does_not_hide_what_is_wrong_below_it(administrator):
    table = "case_reference,name\nWX-1,Alfie Hartley,spare\n,Nobody\nWX-3,-\n"

    found = bring_in({"children": table}, by=administrator, only_look=True)

    assert [problem.line for problem in found.problems] == [2, 3, 4]


@pytest.mark.parametrize("written", ["=HYPERLINK(1)", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|!A0"])
def test_a_formula_is_no_name(written, administrator):
    table = f"case_reference,name\nWX-1,{written}\n"

    [problem] = bring_in({"children": table}, by=administrator, only_look=True).problems

    assert (problem.column, "formula" in problem.reason) == ("name", True)


def test_a_phone_number_is_no_formula(administrator):
    table = "case_reference,name,allocated_worker_phone\nWX-1,Alfie Hartley,+44 1632 960001\n"

    assert bring_in({"children": table}, by=administrator, only_look=True).problems == []


def test_an_address_that_says_withheld_is_withheld(administrator):
    table = "case_reference,name,address\nWX-1,Alfie Hartley,Withheld\n"

    bring_in({"children": table}, by=administrator, only_look=False)

    child = Child.objects.get()
    assert (child.address, child.address_withheld) == ("", True)


def test_choices_may_be_written_as_the_pages_say_them(administrator):
    tables = {
        **TABLES,
        "conferences": CONFERENCES.replace("combined", "Combined").replace("held\n", "HELD\n"),
    }

    assert bring_in(tables, by=administrator, only_look=False).done
    assert Conference.objects.get().status == "held"


def test_what_a_combined_conference_is_for_each_child_is_brought_in_and_brought_up_to_date(administrator):
    combined = {**TABLES, "conferences": CONFERENCES.replace("WX-26-0418", "WX-26-0418: Pre-birth")}
    later = {**combined, "conferences": combined["conferences"].replace("0417;", "0417: review;")}

    bring_in(combined, by=administrator, only_look=False)
    found = bring_in(later, by=administrator, only_look=False)

    assert [row.own_type for row in Conference.objects.get().children.all()] == ["review", "pre_birth"]
    assert found.shown["conferences"] == {"changed": 1}


def test_a_conference_without_a_child_is_a_mistake(administrator):
    tables = {**TABLES, "conferences": CONFERENCES.replace("WX-26-0417; WX-26-0418", ";")}

    [problem, *_] = bring_in(tables, by=administrator, only_look=True).problems

    assert (problem.column, problem.reason) == ("children", "This field is required.")


def test_what_speaks_against_machine_drafting_is_brought_in(administrator):
    noted = CONFERENCES.replace("status\n", "status,domestic_abuse\n").replace("held\n", "held,yes\n")

    bring_in({**TABLES, "conferences": noted}, by=administrator, only_look=False)

    assert not drafting_of(Conference.objects.get()).on
