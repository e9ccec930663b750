"""Sentences are cut where a reader would cut them, and tidied by the stated rules only."""

import pytest

from minutes.draft import from_transcript
from minutes.draft.sentences import sentences, split_text, tidy, turns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Rashid wrote. She was late.", ["Dr. Rashid wrote.", "She was late."]),
        ("He came at 19.40. She came at 20:15.", ["He came at 19.40.", "She came at 20:15."]),
        ("The arrears are £1,240. That is our job.", ["The arrears are £1,240.", "That is our job."]),
        ("It opens at 7.45 a.m. on Monday.", ["It opens at 7.45 a.m. on Monday."]),
        ("It closed at 5 p.m. The police came.", ["It closed at 5 p.m.", "The police came."]),
        ("At St. Oswin's. He likes it.", ["At St. Oswin's.", "He likes it."]),
        ("Mr. J. Cotter was invited. No reply.", ["Mr. J. Cotter was invited.", "No reply."]),
        ("Is it? Yes. No. I see!", ["Is it?", "Yes.", "No.", "I see!"]),
        (
            "One. Daniel will visit. Two. Kelly will ring.",
            ["One. Daniel will visit.", "Two. Kelly will ring."],
        ),
        ("He said, e.g. when tired, no. 12 is best.", ["He said, e.g. when tired, no. 12 is best."]),
        ("Well... I think so.", ["Well...", "I think so."]),
        ("She weighs 3.2 kg. 14 days late.", ["She weighs 3.2 kg.", "14 days late."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("no stop at the end", ["no stop at the end"]),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_does(text, expected):
    assert split_text(text) == expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("Um, Anwen Price, school nurse.", "Anwen Price, school nurse."),
        ("I was a, I was there.", "I was a, I was there."),
        ("The the report was, er, late.", "The report was, late."),
        ("I've worked, you know, hard.", "I've worked hard."),
        ("He is sch- school age.", "He is school age."),
        ("She had had enough, and that that was it.", "She had had enough, and that that was it."),
        ("Um.", ""),
        ("I am not, not going.", "I am not, not going."),
        ("The umbrella hums.", "The umbrella hums."),
    ],
)
def test_only_hesitations_are_left_out(heard, expected):
    assert tidy(heard) == expected


def test_a_sentence_cut_across_two_segments_is_one_sentence_again():
    spoken = turns(
        [
            {"start": 0, "end": 2, "speaker": "Speaker 1", "text": "I saw her on"},
            {"start": 2.2, "end": 4, "speaker": "Speaker 1", "text": "Monday. She was well."},
        ]
    )

    assert [sentence.text for sentence in sentences(spoken)] == ["I saw her on Monday.", "She was well."]


def test_the_seconds_come_from_the_words_own_times():
    words = [
        {"word": " Yes.", "start": 1.0, "end": 1.4, "probability": 0.9},
        {"word": " He", "start": 3.0, "end": 3.2, "probability": 0.9},
        {"word": " came.", "start": 3.2, "end": 3.9, "probability": 0.9},
    ]

    found = sentences(
        turns([{"start": 1, "end": 4, "speaker": "Speaker 1", "text": "Yes. He came.", "words": words}])
    )

    assert [(sentence.start, sentence.end) for sentence in found] == [(1.0, 1.4), (3.0, 3.9)]


def test_a_flag_goes_with_the_sentence_that_holds_its_words():
    segment = {
        "start": 0,
        "end": 4,
        "speaker": "Speaker 1",
        "text": "He was late. He was not brought.",
        "flags": [{"code": "negation", "reason": "A short answer", "words": [5]}],
    }

    drafted = from_transcript({"segments": [segment]})

    first, second = drafted["sections"][0]["paragraphs"][0]["sentences"]
    assert first["flags"] == []
    assert second["flags"] == [{"code": "negation", "reason": "A short answer", "about": "not"}]


def test_a_date_is_one_flag_and_numbers_apart_are_two():
    text = "On Thursday the 5th of November 2026 he was seven and she was only just two."
    flags = [
        {"code": "date", "reason": "A date", "words": [1, 5, 6]},
        {"code": "number", "reason": "A number", "words": [3, 9, 15]},
    ]

    drafted = from_transcript(
        {"segments": [{"start": 0, "end": 6, "speaker": "Speaker 1", "text": text, "flags": flags}]}
    )

    [sentence] = drafted["sections"][0]["paragraphs"][0]["sentences"]
    assert [(flag["code"], flag["about"]) for flag in sentence["flags"]] == [
        ("date", "Thursday the 5th of November 2026"),
        ("number", "seven"),
        ("number", "two."),
    ]
