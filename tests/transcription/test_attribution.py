"""Whose words they are."""

from typing import NamedTuple

from transcription.attribution import attribute
from transcription.engine.words import Segment, Word, segment


class Turn(NamedTuple):
    start: float
    end: float
    speaker: str


def said(text: str, *times: tuple[float, float]) -> Segment:
    words = [
        Word(word=word, start=start, end=end, probability=0.9)
        for word, (start, end) in zip(text.split(), times, strict=True)
    ]
    return segment(words)


def lines(segments: list[Segment]) -> list[tuple[str | None, str]]:
    return [(part["speaker"], part["text"]) for part in segments]


ANSWER = said("Would you start? Yes, I will.", (0, 0.3), (0.3, 0.5), (0.5, 1), (1.6, 2), (2, 2.3), (2.3, 2.7))


def test_a_line_is_cut_where_the_speaker_changes():
    turns = [Turn(0, 1.2, "Speaker 1"), Turn(1.5, 3, "Speaker 2")]

    made = attribute([ANSWER], turns)

    assert lines(made) == [("Speaker 1", "Would you start?"), ("Speaker 2", "Yes, I will.")]
    assert (made[0]["start"], made[0]["end"], made[1]["start"]) == (0, 1, 1.6)


def test_no_word_is_lost_or_told_twice():
    turns = [Turn(0.0, 0.4, "Speaker 1"), Turn(0.4, 2.1, "Speaker 2"), Turn(2.1, 3, "Speaker 1")]

    made = attribute([ANSWER], turns)

    assert [word for part in made for word in part["words"]] == ANSWER["words"]


def test_one_speaker_keeps_the_line_whole_with_its_flags():
    flagged = {**ANSWER, "flags": [{"code": "no_speech", "reason": "", "words": []}]}

    [made] = attribute([flagged], [Turn(0, 3, "Speaker 1")])

    assert made == {**flagged, "speaker": "Speaker 1"}


def test_a_word_that_slips_over_the_edge_of_a_turn_stays_with_its_sentence():
    turns = [Turn(0, 0.45, "Speaker 2"), Turn(0.45, 3, "Speaker 1")]
    sentence = said("So then he went out", (0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.1), (1.1, 1.5))

    assert lines(attribute([sentence], turns)) == [("Speaker 1", "So then he went out")]


def test_a_short_answer_that_stands_apart_keeps_its_speaker():
    turns = [Turn(0, 1, "Speaker 1"), Turn(1.4, 1.8, "Speaker 2"), Turn(2.2, 3, "Speaker 1")]
    sentence = said("All right? Yes. Good then", (0, 0.4), (0.4, 0.9), (1.4, 1.7), (2.2, 2.5), (2.5, 2.9))

    assert [speaker for speaker, _ in lines(attribute([sentence], turns))] == [
        "Speaker 1",
        "Speaker 2",
        "Speaker 1",
    ]


def test_words_just_outside_any_turn_go_to_the_nearest_and_far_ones_to_nobody():
    near, far = said("Yes.", (3.3, 3.6)), said("Yes.", (30, 30.4))

    made = attribute([near, far], [Turn(0, 3, "Speaker 1")])

    assert [part["speaker"] for part in made] == ["Speaker 1", None]


def test_without_turns_nothing_changes():
    assert attribute([ANSWER], []) == [ANSWER]


def test_each_part_is_checked_again_and_keeps_what_held_for_the_whole():
    whole = said("Was it bad? No.", (0, 0.3), (0.3, 0.5), (0.5, 1), (1.6, 2))
    whole["flags"] = [
        {"code": "no_speech", "reason": "why", "words": []},
        {"code": "no_voice", "reason": "why", "words": [3]},
        {"code": "negation", "reason": "why", "words": [3]},
    ]

    asked, answered = attribute([whole], [Turn(0, 1.2, "Speaker 1"), Turn(1.5, 3, "Speaker 2")])

    assert [(flag["code"], flag["words"]) for flag in asked["flags"]] == [("no_speech", [])]
    assert [(flag["code"], flag["words"]) for flag in answered["flags"]] == [
        ("no_speech", []),
        ("no_voice", [0]),
        ("negation", [0]),
    ]
