"""Who is who, with a list and without one; with capitals and without."""

import pytest

from minutes.draft.recognising import recognise
from minutes.draft.sentences import sentences, turns

LIST = [
    {"name": "Ada Stone", "role": "Chair"},
    {"name": "Kim Reed", "role": "Mother"},
    {"name": "Dr Jo Fell", "role": "Paediatrician"},
    {"name": "Sam Orr", "role": "Social Worker"},
]


def who(*lines, attendance=()):
    segments = [
        {"start": 10.0 * n, "end": 10.0 * n + 8, "speaker": speaker, "text": text}
        for n, (speaker, text) in enumerate(lines)
    ]
    found = recognise(sentences(turns(segments)), attendance)
    return {label: (person.name, person.group) for label, person in found.items()}


def test_a_name_on_the_list_is_recognised_without_capitals():
    found = who(
        ("Speaker 1", "good morning everyone can we go round please"),
        ("Speaker 2", "hi i'm sam orr the social worker"),
        ("Speaker 3", "kim reed mum"),
        ("Speaker 4", "dr jo fell from the hospital"),
        ("Speaker 1", "thank you all"),
        ("Speaker 1", "what has happened since"),
        attendance=LIST,
    )

    assert found == {
        "Speaker 1": ("Ada Stone", "chair"),
        "Speaker 2": ("Sam Orr", "social_care"),
        "Speaker 3": ("Kim Reed", "family"),
        "Speaker 4": ("Dr Jo Fell", "health"),
    }


def test_the_chair_who_calls_people_by_name_is_none_of_them():
    found = who(
        ("Speaker 1", "Good afternoon. Let's begin."),
        ("Speaker 1", "Doctor Fell."),
        ("Speaker 2", "The medical was normal."),
        ("Speaker 1", "Kim?"),
        ("Speaker 3", "I was at work."),
        attendance=LIST,
    )

    assert found["Speaker 1"] == ("Ada Stone", "chair")
    assert found["Speaker 2"] == ("Dr Jo Fell", "health")
    assert found["Speaker 3"] == ("Kim Reed", "family")


@pytest.mark.parametrize("said", ["Yes.", "Eight.", "Aye. Twice.", "I'm Kelly's mother."])
def test_a_short_answer_is_no_name(said):
    found = who(
        ("Speaker 1", "Welcome, everyone. How do you put it?"),
        ("Speaker 2", said),
        ("Speaker 1", "Thank you."),
    )

    assert found["Speaker 2"][0] == ""


def test_what_somebody_says_of_others_does_not_make_them_one():
    found = who(
        ("Speaker 1", "Good morning. Who has met the family?"),
        (
            "Speaker 2",
            "It's true that I have, and what they told me is that the grandmother and her partner were out.",
        ),
        ("Speaker 1", "Thank you. Anything else?"),
    )

    assert found["Speaker 2"][1] != "family"


def test_nobody_said_anything():
    assert recognise([], LIST) == {}
