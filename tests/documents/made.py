"""An invented copy for the tests of documents. Everyone and everywhere in it is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from minutes.documents import Child, Conference, Copy, Key, Paragraph, Person, Removed, Section, render

CONFERENCE = Conference(
    kind="Initial child protection conference",
    held_on=date(2026, 11, 5),
    chair="Margaret Ellison",
    times="10:00 to 11:25",
    place="Wexborough Civic Centre, room 4",
    minute_taker="Joan Pereira",
    machine_draft=True,
)
ATTENDANCE = (
    Person(("Margaret Ellison",), ("Independent chair",), ("Wexborough Council",)),
    Person(("Daniel Okafor",), ("Social worker",), ("Wexborough Council",)),
    Person(("Kelly Hartley",), ("Mother",)),
    Person(("Sandra Hartley",), ("Grandmother",)),
    Person(("Priya Nair",), ("Health visitor",), ("Wexborough Community Health",)),
    Person(("Dr Amina Rashid",), ("GP",), ("Larkfield Surgery",), came="Sent apologies"),
    Person((Removed("A"),), (Removed("A"),), (), came="Did not come"),
)
SECTIONS = (
    Section(
        ("Reason for the conference",),
        (
            Paragraph(
                (
                    "A strategy discussion was held on Friday 16 October 2026, and it was agreed to start "
                    "enquiries under section 47 of the Children Act. On 14 October ",
                    Removed("A"),
                    " rang the police because Alfie and Maisie were alone in the flat for about two hours "
                    "in the evening. Alfie told the officer that he had made toast for his sister because "
                    "she was crying.",
                ),
                ("Daniel Okafor, social worker",),
            ),
            Paragraph(
                ("There have been three earlier contacts this year about an untidy and unsafe home.",),
                ("Daniel Okafor, social worker",),
            ),
        ),
    ),
    Section(
        ("Health",),
        (
            Paragraph(
                (
                    "Maisie is up to date with her immunisations, and her weight is on the 25th centile. She "
                    "is a cheerful little girl, and Kelly is warm with her. ",
                    Removed("B"),
                ),
                ("Priya Nair, health visitor",),
            ),
            Paragraph(("I stopped it because it made me feel sick.",), ("Kelly Hartley, mother",)),
        ),
    ),
)


def copy(**changes: Any) -> Copy:
    """The smallest copy that has one of everything."""
    made = Copy(
        council="Wexborough Council",
        recipient="Kelly Hartley",
        register_number="C-2026-0007",
        copy_number=1,
        copies=1,
        version=8,
        approved_by="Margaret Ellison",
        approved_on=date(2026, 11, 18),
        made_at=datetime(2026, 11, 24, 15, 10, tzinfo=UTC),
        corrections_to="Safeguarding Unit, Civic Centre, Wexborough",
        corrections_by=date(2026, 12, 22),
        complaints_to="Complaints, Civic Centre, Wexborough",
        phone="01632 960 145",
        conference=CONFERENCE,
        children=(Child("Alfie Hartley", "3 June 2019"), Child("Maisie Hartley", "21 January 2024")),
        attendance=ATTENDANCE,
        sections=SECTIONS,
        key=(
            Key(
                "A", "This is about another person, who has not agreed, and it would not be fair to share it."
            ),
            Key("B", "This is information about health that a health professional has not agreed to share."),
        ),
        distribution=("Kelly Hartley, copy 1, paper",),
    )
    return replace(made, **changes)


@cache
def file_of(code: str) -> bytes:
    """The file of the plain copy in one format, made once for all the tests that only read it."""
    return render(copy(), code=code)
