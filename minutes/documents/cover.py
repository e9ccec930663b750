"""What the cover sheet and the last page say: one wording for every format."""

from minutes.documents.content import Copy, full_date


def notices(copy: Copy) -> list[tuple[str, str]]:
    """The notices on the cover, each with its heading, in plain words for the person who receives it."""
    return [
        (
            "This copy is private",
            f"It was made for {copy.recipient} and for nobody else. It is confidential because it is about a "
            f"child and a family. {copy.approved_by} checked the minutes and approved them on "
            f"{full_date(copy.approved_on)}.",
        ),
        (
            "What is in it",
            "Minutes sum up the main points of a meeting. They are not every word that was said. Where a "
            "passage has been taken out there is a black mark with a letter, and the key on the last pages "
            "says why. Any part of the meeting that you did not attend is not in this copy.",
        ),
        (
            "Please keep it safe",
            "You may show it to your solicitor, to an advocate or to a person who is helping you. Please do "
            "not copy it, post it online or pass it to anyone else: that could "
            "harm a child and may break the law.",
        ),
        ("If something is wrong", f"{_corrections(copy)} {_unhappy(copy)}"),
        (
            "Another language, large print, audio or easy read",
            f"Phone {copy.phone} and tell us what you need. It costs nothing.",
        ),
        (
            "If this reached you by mistake",
            f"Please do not read on. Phone {copy.phone} and we will collect it.",
        ),
    ]


def closing(copy: Copy) -> list[tuple[str, str]]:
    """The last headings: how to put something right, and how to complain."""
    return [
        ("To correct something", _corrections(copy)),
        (
            "To complain",
            f"If you are unhappy with this copy, or with how we dealt with your request, write to "
            f"{copy.complaints_to}. You can also ask the Information Commissioner: phone 0303 123 1113, or "
            "write to the Information Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF. "
            "A complaint does not change the decision of the conference while we look at it.",
        ),
    ]


def _corrections(copy: Copy) -> str:
    return (
        f"Tell the chair at {copy.corrections_to} by {full_date(copy.corrections_by)}. "
        "We will write down what you say and keep it with the minutes, even where the chair does not agree."
    )


def _unhappy(copy: Copy) -> str:
    return (
        f"If you are unhappy with this copy, write to {copy.complaints_to}. "
        "You can also ask the Information Commissioner: the last page says how."
    )
