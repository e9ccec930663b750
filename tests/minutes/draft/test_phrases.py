"""What a sentence sounds like is learned from phrases that anybody can read and add to."""

import pytest

from minutes.draft import phrases

TOPICS = {
    "introduction", "recording_notice", "introductions", "reason_for_conference", "agency_report",
    "child_views", "parent_views", "discussion", "threshold_views", "decision", "outline_plan",
    "contingency", "core_group",
    "review_date", "complaints", "close",
}  # fmt: skip


def test_every_heading_has_phrases_of_the_chair_and_of_the_others():
    path = phrases.Path(phrases.__file__).with_name("phrases.txt")

    found = {(one.topic, one.who) for one in phrases.examples(path.read_text())}

    assert {topic for topic, _ in found} == TOPICS
    assert {(topic, "chair") for topic in TOPICS} <= found


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("Could everybody tell us their name and their job?", "chair", "introductions"),
        ("How does Alfie see his life?", "chair", "child_views"),
        ("My reasons are these two injuries.", "chair", "decision"),
        ("Who would collect him if you are out?", "other", "discussion"),
        ("Safe journey, everyone.", "chair", "close"),
    ],
)
def test_a_sentence_nobody_wrote_down_sounds_like_its_heading(text, who, expected):
    scores = phrases.model().score(text, who, {"alfie": "children"})

    assert max(scores, key=scores.get) == expected


def test_words_nobody_knows_say_nothing():
    assert set(phrases.model().score("Xylophone quagmire", "chair").values()) == {0.0}


def test_a_phrase_that_is_added_is_learned():
    added = "== close, chair\nshall we wrap up\n== introduction, chair\nhello all\n"

    scores = phrases.learn(phrases.examples(added)).score("Let us wrap up.", "chair")

    assert scores["close"] > scores["introduction"]


def test_names_numbers_months_and_short_forms_are_written_alike():
    found = list(phrases.features("I'll see Kim on 3 May.", {"kim": "<name>"}))

    assert found[:7] == ["i", "will", "see", "<name>", "on", "<n>", "<month>"]
    assert "will see" in found
