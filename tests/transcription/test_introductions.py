"""Suggestions of whose a voice is: from what people say of themselves, and never a guess between two."""

import pytest

from transcription.introductions import Line, suggestions

PEOPLE = {
    "a": "Priya Nair",
    "b": "Daniel Okafor",
    "c": "Kelly Hartley",
    "d": "Sandra Hartley",
    "e": "DC Gareth Pryce",
}


def suggested(text, people=PEOPLE):
    found = suggestions([Line("Speaker 1", text, 3.0)], people)
    return found["Speaker 1"].person if found else None


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("I'm Priya Nair, the health visitor.", "a"),
        ("Good morning, my name is Daniel Okafor and I am the social worker.", "b"),
        ("I\u2019m Kelly, I'm their mum.", "c"),
        ("I am DC Pryce from the child abuse team.", "e"),
        ("I'm Preya Nair.", "a"),
    ],
)
def test_who_says_their_name_is_suggested(text, person):
    assert suggested(text) == person


@pytest.mark.parametrize(
    "text",
    [
        "I'm worried about Kelly.",
        "Kelly, would you like to go first?",
        "I'm Hartley.",
        "I'm not sure.",
        "This is important.",
    ],
)
def test_who_does_not_is_not(text):
    assert suggested(text) is None


def test_a_suggestion_says_which_sentence_and_when():
    found = suggestions([Line("Speaker 2", "I'm Priya Nair.", 57.2)], PEOPLE)["Speaker 2"]

    assert (found.sentence, found.second) == ("I'm Priya Nair.", 57.2)


def test_one_person_is_suggested_for_one_voice_only():
    lines = [Line("Speaker 1", "I'm Priya Nair.", 1), Line("Speaker 2", "I'm Priya Nair.", 9)]

    assert set(suggestions(lines, PEOPLE)) == {"Speaker 1"}
