"""Every line comes under the heading it was said for, whoever the people and whatever the words."""

import pytest

from minutes import draft
from tests.minutes import conferences
from tests.minutes.conferences import Conference

ALL = conferences.everything()
NEVER_SEEN = conferences.held_out()


@pytest.mark.parametrize("conference", ALL, ids=lambda conference: conference.name)
@pytest.mark.parametrize(
    ("names_known", "listed"), [(True, True), (False, True), (False, False)], ids=["names", "list", "voices"]
)
def test_nearly_all_lines_are_under_the_right_heading(
    conference: Conference, names_known: bool, listed: bool
):
    people = conference.attendance if listed else []

    drafted = draft.from_transcript(conference.transcript(names_known=names_known), attendance=people)

    wrong = conferences.misplaced(conference, drafted)
    allowed = 0.15 if listed else 0.2  # without a list, some never say who they are
    assert len(wrong) <= allowed * len(conference.lines), [line["text"] for line, _ in wrong]


def test_conferences_that_the_draft_was_not_made_with_come_out_nearly_as_well():
    wrong = lines = 0

    for conference in NEVER_SEEN:
        drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)
        wrong += len(conferences.misplaced(conference, drafted))
        lines += len(conference.lines)

    assert wrong <= 0.15 * lines


@pytest.mark.parametrize("conference", [*ALL, *NEVER_SEEN], ids=lambda conference: conference.name)
@pytest.mark.parametrize("names_known", [True, False], ids=["names", "voices"])
def test_nothing_of_a_restricted_part_stands_under_an_open_heading(conference: Conference, names_known: bool):
    people = conference.attendance if names_known else []

    drafted = draft.from_transcript(conference.transcript(names_known=names_known), attendance=people)

    wrong = conferences.misplaced(conference, drafted)
    assert [line["text"] for line, _ in wrong if line["section"] == "police_restricted"] == []
    assert [line["text"] for line, code in wrong if code == "police_restricted"] == []


@pytest.mark.parametrize("conference", [*ALL, *NEVER_SEEN], ids=lambda conference: conference.name)
def test_no_word_is_lost_and_none_is_added(conference: Conference):
    drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)

    heard = [word for sentence in in_time_order(drafted) for word in sentence["heard"].split()]

    assert heard == [word for line in conference.lines for word in line["text"].split()]


def test_every_sentence_keeps_seconds_inside_the_line_it_came_from():
    conference = ALL[0]

    drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)

    for sentence in in_time_order(drafted):
        [[start, end]] = sentence["sources"]
        assert start < end
        assert any(line["start"] - 0.01 <= start and end <= line["end"] + 0.01 for line in conference.lines)


def test_a_speaker_nobody_confirmed_keeps_the_number_and_is_only_suggested_a_name():
    conference = ALL[0]

    drafted = draft.from_transcript(
        conference.transcript(names_known=False), attendance=conference.attendance
    )

    labels = {p["speaker"] for section in drafted["sections"] for p in section["paragraphs"]}
    assert labels == {f"Speaker {n}" for n in range(1, 9)}
    suggested = {row["speaker"]: row["name"] for row in drafted["speakers"]}
    assert suggested["Speaker 5"] == "Priya Nair"


def test_the_sections_stand_in_the_order_of_the_template():
    conference = ALL[0]

    codes = [section["code"] for section in draft.from_transcript(conference.transcript())["sections"]]

    assert codes[0] == "introduction"
    assert codes.index("decision") < codes.index("outline_plan") < codes.index("close")
    assert codes[-1] == "police_restricted"


def test_the_signs_of_safety_template_gathers_the_same_sentences_under_its_own_headings():
    conference = next(c for c in ALL if c.name == "prebirth_signs_of_safety")

    drafted = draft.from_transcript(conference.transcript(), template="signs_of_safety")

    titles = [section["title"] for section in drafted["sections"]]
    assert "Safety scale and views" in titles
    assert len(in_time_order(drafted)) == len(in_time_order(draft.from_transcript(conference.transcript())))


def test_an_empty_transcript_gives_an_empty_draft():
    drafted = draft.from_transcript({"segments": []})

    assert drafted["sections"] == []
    assert drafted["suggestions"] == []


def test_a_machine_that_hears_no_stop_for_minutes_still_gives_sentences_under_headings():
    said = "and then we went to see her at home and she was well and the house was tidy " * 20

    drafted = draft.from_transcript({"segments": [{"start": 0, "end": 120, "speaker": "A", "text": said}]})

    sentences = in_time_order(drafted)
    assert max(len(sentence["text"].split()) for sentence in sentences) <= 70
    assert " ".join(sentence["heard"] for sentence in sentences) == said.strip()


def test_twenty_thousand_words_are_drafted_in_seconds():
    conference = ALL[0]
    segments = conference.transcript()["segments"]
    length = segments[-1]["end"] + 5
    long = [
        {**segment, "start": segment["start"] + n * length, "end": segment["end"] + n * length}
        for n in range(13)
        for segment in segments
    ]

    drafted = draft.from_transcript({"segments": long}, attendance=conference.attendance)

    assert sum(len(sentence["text"].split()) for sentence in in_time_order(drafted)) > 18_000


def in_time_order(drafted):
    found = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
    return sorted(found, key=lambda sentence: sentence["sources"][0])
