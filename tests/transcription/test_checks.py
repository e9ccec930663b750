"""What is flagged, why, and on which words."""

import pytest

from transcription import checks
from transcription.engine.words import Segment, Word, segment


def said(text: str, *, seconds_each: float = 0.4, probability: float = 0.95, start: float = 0.0) -> Segment:
    words = [
        Word(
            word=word,
            start=start + at * seconds_each,
            end=start + (at + 0.9) * seconds_each,
            probability=probability,
        )
        for at, word in enumerate(text.split())
    ]
    return segment(words)


def codes(part: Segment) -> list[str]:
    return [flag["code"] for flag in checks.of_segment(part)]


def flagged(part: Segment, code: str) -> list[str]:
    found = next(flag for flag in checks.of_segment(part) if flag["code"] == code)
    return [part["words"][at]["word"] for at in found["words"]]


def test_clear_plain_speech_has_no_flags():
    assert codes(said("She goes to school every day and she likes it there.")) == []


def test_a_line_the_software_was_unsure_of_is_flagged_as_a_whole():
    part = said("He said that it was fine", probability=0.4)

    assert flagged(part, "low_confidence") == []


def test_one_unsure_word_is_named():
    part = said("Her name is Maisie and she is happy")
    part["words"][3]["probability"] = 0.2

    assert flagged(part, "low_confidence") == ["Maisie"]


def test_more_words_than_anybody_can_say_are_flagged():
    assert "too_fast" in codes(said("all of these words in no time at all", seconds_each=0.05))
    assert "too_fast" not in codes(said("all of these words in good time", seconds_each=0.25))


@pytest.mark.parametrize(
    "text",
    [
        "you you you you you",
        "thank you thank you thank you thank you",
        "I don't know I don't know I don't know",
        "and then he went out. and then he went out. and then he went out. and then he went out.",
    ],
)
def test_the_same_words_again_and_again_are_flagged(text):
    assert "repetition" in codes(said(text))


@pytest.mark.parametrize("text", ["No, no, I said no to him.", "It was very, very cold in there."])
def test_repeating_a_word_as_people_do_is_not_flagged(text):
    assert "repetition" not in codes(said(text))


def test_what_may_not_be_english_is_flagged():
    assert "language" in codes(said("Ona jest bardzo zmęczona i śpi źle"))
    assert "language" in codes(said("Merhaba nasilsiniz cocuklar bugun okula gitmedi galiba"))
    assert "language" not in codes(said("Amélie goes to her nan's café on Fridays"))


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ({"certainty": -0.9, "repetition": 1.2, "no_speech": 0.1}, "low_confidence"),
        ({"certainty": -0.2, "repetition": 2.6, "no_speech": 0.1}, "repetition"),
        ({"certainty": -0.2, "repetition": 1.2, "no_speech": 0.8}, "no_speech"),
        ({"certainty": -0.2, "repetition": 1.2, "no_speech": 0.1, "english": 0.3}, "language"),
    ],
)
def test_the_speech_model_s_own_doubts_are_flagged(figures, code):
    assert [flag["code"] for flag in checks.of_passage(**figures)] == [code]


def test_another_language_is_named_and_said_not_to_be_translated():
    figures = {"certainty": -0.2, "repetition": 1.2, "no_speech": 0.1, "english": 0.01}

    [polish], [unknown] = (checks.of_passage(**figures, language=code) for code in ("pl", "xx"))

    assert polish["reason"] == "Another language, perhaps Polish. It is not translated"
    assert unknown["reason"] == "Another language. It is not translated"


def test_the_first_reason_for_a_whole_line_stays():
    named = checks.of_passage(certainty=-0.2, repetition=1.2, no_speech=0.1, language="pl")

    kept = checks.once_each([*named, *checks.of_segment(said("Ona jest bardzo zmęczona i śpi źle"))])

    assert [flag["reason"] for flag in kept if flag["code"] == "language"] == [named[0]["reason"]]


def test_a_sure_passage_has_no_flags():
    assert checks.of_passage(certainty=-0.2, repetition=1.4, no_speech=0.05) == []


def test_words_where_no_voice_was_heard_are_named():
    part = said("somebody speaks and then nobody does", seconds_each=1.0, start=100.0)
    voice = [0.9] * round(3 / 0.032) + [0.01] * round(4 / 0.032)

    [flag] = checks.of_voice(part, voice=voice, start=100.0)

    assert flag["code"] == "no_voice"
    assert [part["words"][at]["word"] for at in flag["words"]] == ["nobody", "does"]


def test_words_under_a_voice_are_not_flagged():
    part = said("somebody speaks")

    assert checks.of_voice(part, voice=[0.9] * 40, start=0.0) == []


def test_a_flag_about_the_whole_line_stands_for_those_about_its_words():
    one, whole = checks.of_segment(said("a b", probability=0.2)), said("no")
    whole_flag = next(flag for flag in one if flag["code"] == "low_confidence")
    words_flag = {**whole_flag, "words": [0]}

    kept = checks.once_each([words_flag, whole_flag])

    assert kept == [whole_flag]
    assert whole["flags"] == []


def test_every_flag_has_its_reason_in_plain_words():
    assert set(checks.SENTINELS) | set(checks.INVENTED) <= set(checks.REASONS)
    assert all(reason[0].isupper() and "_" not in reason for reason in checks.REASONS.values())
