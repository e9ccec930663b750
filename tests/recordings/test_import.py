"""Children, conferences and people from CSV: each bad line with its reason, all of it or nothing."""

import pytest

from access.models import AuditEvent
from recordings.importing import bring_in
from recordings.models import Attendance, Child, Conference
from tests import factories

pytestmark = pytest.mark.django_db

CHILDREN = """case_reference,name,born_on,school,address,address_withheld
WX-26-0417,Alfie Hartley,03/06/2019,"Larch School, Wexborough","9 Larch Crescent
Wexborough",yes
WX-26-0418,Unborn Hartley,,,,
"""
CONFERENCES = """reference,type,held_on,starts_at,chair,children,status
C-1,combined,2026-11-05,10:00,chair@wexborough.example,WX-26-0417; WX-26-0418,held
"""
PEOPLE = """conference,name,role,group,came,parental_responsibility,gets_letter,only_about
C-1,Kelly Hartley,Mother,family,attended,yes,yes,
C-1,Sean Doyle,Father,family,attended,no,no,WX-26-0417
"""
TABLES = {"children": CHILDREN, "conferences": CONFERENCES, "people": PEOPLE}


def everything():
    return [list(model.objects.values_list("pk", flat=True)) for model in (Child, Conference, Attendance)]


def reasons(found):
    return [(one.table, one.line, one.column, one.reason) for one in found.problems]


def test_looking_keeps_nothing_and_says_what_would_be_added(administrator):
    found = bring_in(TABLES, by=administrator, only_look=True)

    assert found.as_json()["counts"] == {
        "children": {"added": 2},
        "conferences": {"added": 1},
        "people": {"added": 2},
    }
    assert not found.done
    assert everything() == [[], [], []]
    assert not AuditEvent.objects.exists()


def test_bringing_in_keeps_all_of_it(administrator):
    assert bring_in(TABLES, by=administrator, only_look=False).done

    conference = Conference.objects.get()
    alfie, unborn = (row.child for row in conference.children.all())
    assert (alfie.name, alfie.school, alfie.address_withheld) == (
        "Alfie Hartley",
        "Larch School, Wexborough",
        True,
    )
    assert (str(alfie.born_on), alfie.address) == ("2019-06-03", "9 Larch Crescent\nWexborough")
    assert (unborn.name, unborn.born_on) == ("Unborn Hartley", None)
    assert (conference.status, conference.administrator) == ("held", administrator)
    father = conference.people.get(gets_letter=False)
    assert (father.name, [row.child for row in father.only_about.all()]) == ("Sean Doyle", [alfie])
    noted = AuditEvent.objects.get(verb="records.imported")
    assert noted.details == {"children_added": 2, "conferences_added": 1, "people_added": 2}


def test_the_same_tables_again_change_nothing(administrator):
    bring_in(TABLES, by=administrator, only_look=False)
    before = everything()

    found = bring_in(TABLES, by=administrator, only_look=False)

    assert everything() == before
    assert found.as_json()["counts"] == {
        "children": {"same": 2},
        "conferences": {"same": 1},
        "people": {"same": 2},
    }


def test_what_differs_is_brought_up_to_date_and_an_empty_cell_takes_nothing_away(administrator):
    bring_in(TABLES, by=administrator, only_look=False)
    later = {
        "children": "case_reference,name,born_on,school\nwx-26-0418,Ivy Hartley,2026-11-20,\n"
        "WX-26-0417,Alfie Hartley,,\n",
        "conferences": CONFERENCES.replace("10:00", "11:30").replace("; WX-26-0418", ""),
        "people": PEOPLE.replace("family,attended,no,no", "family,part,no,no").replace("0417\n", "0418\n"),
    }

    found = bring_in(later, by=administrator, only_look=False)

    assert [dict(one) for one in found.counts.values()] == [
        {"changed": 1, "same": 1},
        {"changed": 1},
        {"same": 1, "changed": 1},
    ]
    conference = Conference.objects.get()
    ivy = Child.objects.with_reference("WX-26-0418").get()
    assert (ivy.name, ivy.known_as, f"{conference.starts_at:%H:%M}") == (
        "Ivy Hartley",
        "Unborn Hartley",
        "11:30",
    )
    assert Child.objects.with_reference("WX-26-0417").get().school == "Larch School, Wexborough"
    assert conference.children.count() == 2
    assert conference.people.get(came="part").only_about.get().child == ivy


def test_every_bad_line_is_said_with_its_reason_and_nothing_is_kept(administrator):
    wrong = {
        "children": "case_reference,name,born_on,address_withheld\n,Nobody,,\n"
        "WX-1,Alfie Hartley,31/11/2019,perhaps\n"
        "WX-2,Maisie Hartley,2024-01-21,no\n",
        "conferences": "reference,type,held_on,chair,children\n"
        "C-1,picnic,2026-11-05,chair@wexborough.example,WX-2\n"
        "C-2,initial,2026-11-05,stranger@wexborough.example,WX-2\n"
        "C-3,initial,2026-11-05,chair@wexborough.example,WX-9\n",
        "people": "conference,name,role,capacity,gets_letter,only_about\nC-9,Kelly Hartley,Mother,,,\n",
    }

    found = bring_in(wrong, by=administrator, only_look=False)

    assert reasons(found) == [
        ("children", 2, "case_reference", "This field is required."),
        ("children", 3, "born_on", "Enter the day as 2026-11-05, 05/11/2026 or 5 November 2026."),
        ("children", 3, "address_withheld", "Enter yes or no."),
        (
            "conferences",
            2,
            "type",
            "Choose one of: initial, review, pre_birth, transfer_in, combined, reconvened.",
        ),
        ("conferences", 3, "", "Nobody who can be the chair signs in with this e-mail address."),
        ("conferences", 4, "", "A child with one of these case references is neither in the table nor here."),
        ("people", 2, "", "There is no conference with this reference that you may see."),
    ]
    assert not found.done
    assert everything() == [[], [], []]


def test_of_two_lines_with_one_reference_neither_quietly_wins(administrator):
    twice = {
        "children": "case_reference,name,school\nWX-1,Alfie Hartley,Larch\nwx -1,Alfie Hartley,Beech\n",
        "conferences": "reference,type,held_on,chair,children\n"
        "C-1,initial,2026-11-05,chair@wexborough.example,WX-1\n"
        "C-1,review,2026-11-05,chair@wexborough.example,WX-1\n",
        "people": "conference,name,role,came\nC-1,Ann Moss,Friend,attended\nC-1,Ann Moss,Aunt,\n"
        "C-1,ann moss,friend,apologies\n",
    }

    found = bring_in(twice, by=administrator, only_look=False)

    assert reasons(found) == [
        ("children", 3, "", "This stands in line 2 already."),
        ("conferences", 3, "", "This stands in line 2 already."),
        ("people", 4, "", "This stands in line 2 already."),
    ]
    assert everything() == [[], [], []]


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ("C-1,Ann Moss,Friend,supporter,yes,", "gets no papers"),
        ("C-1,Ann Moss,Friend,,,WX-7", "1 of these children are not on the conference"),
    ],
)
def test_the_rules_of_the_pages_are_the_rules_of_the_tables(people, reason, administrator):
    tables = {**TABLES, "people": f"conference,name,role,capacity,gets_letter,only_about\n{people}\n"}

    found = bring_in(tables, by=administrator, only_look=True)

    assert [problem.line for problem in found.problems] == [2]
    assert reason in found.problems[0].reason


def test_a_case_reference_of_a_child_with_another_name_is_a_mistake(administrator):
    bring_in(TABLES, by=administrator, only_look=False)

    found = bring_in(
        {"children": CHILDREN.replace("Alfie Hartley", "Callum Doyle")}, by=administrator, only_look=False
    )

    assert [(one.line, one.reason) for one in found.problems] == [
        (2, "This case reference belongs to a child with another name.")
    ]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("case_reference;name\nWX-1;Alfie Hartley\n", 0, ""),
        ("case_reference\tname\r\nWX-1\tAlfie Hartley\r\n", 0, ""),
        ("\ufeffCase reference,NAME,\nWX-1,Alfie Hartley,\n\n,,\n", 0, ""),
        ('case_reference,name\n="WX-1","Alfie ""Alf"" Hartley"\n', 0, ""),
        ("case_reference,name,colour\nWX-1,Alfie Hartley,red\n", 1, "There is no such column"),
        ("case_reference,name,name\nWX-1,Alfie Hartley,Alf\n", 1, "stands there twice"),
        ("name\nAlfie Hartley\n", 1, "This column is missing"),
        ("case_reference,name\nWX-1,Alfie Hartley,spare\n", 2, "more cells than there are columns"),
        ('case_reference,name\nWX-1,"Alfie Hartley\n', 2, "do not end"),
        ("case_reference,name\nWX-1,Alfie\x00Hartley\n", 2, "Null characters"),
        ("case_reference,name\nWX-1,\u202eAlfie Hartley\n", 2, "cannot be seen"),
        ("case_reference,name\nWX-1,Alfie\x07 Hartley\n", 2, "cannot be seen"),
        ("case_reference,name\nWX-1,\u200b\n", 2, "cannot be seen"),
        ("case_reference,name\nWX-1,-\n", 2, "no letter"),
        ("case_reference,name\nWX-1,\u00c1ine N\u00ed Bhroin\u2019s baby\n", 0, ""),
    ],
    ids=[
        "semicolon",
        "tab",
        "bom",
        "excel",
        "unknown",
        "twice",
        "missing",
        "spare",
        "quote",
        "nul",
        "turned",
        "bell",
        "nothing",
        "dash",
        "accents",
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(content, line, reason, administrator):
    found = bring_in({"children": content}, by=administrator, only_look=True)

    assert [problem.line for problem in found.problems] == ([line] if line else [])
    assert reason in "".join(problem.reason for problem in found.problems)


def test_the_number_of_a_line_is_that_of_the_spreadsheet_whatever_a_cell_holds(administrator):
    content = 'case_reference,name,address\nWX-1,Alfie Hartley,"one\ntwo\nthree"\n,Maisie Hartley,\n'

    found = bring_in({"children": content}, by=administrator, only_look=True)

    assert [problem.line for problem in found.problems] == [5]


def test_thousands_of_bad_lines_are_counted_and_not_all_shown(administrator):
    found = bring_in(
        {"children": "case_reference,name\n" + ",Nobody\n" * 300}, by=administrator, only_look=True
    )

    assert (len(found.problems), found.unsaid) == (200, 100)


def test_what_somebody_may_not_see_is_not_changed_by_an_import(administrator):
    bring_in(TABLES, by=administrator, only_look=False)
    Conference.objects.get().conflicts.create(
        user=administrator, noted_by=factories.user(), reason="A cousin of the mother"
    )

    found = bring_in({"people": PEOPLE, "conferences": CONFERENCES}, by=administrator, only_look=False)

    assert not found.done
    assert {problem.table for problem in found.problems} == {"people", "conferences"}
