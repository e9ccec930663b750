"""manage.py draft_file: JSON on standard output, or one line that says what is wrong."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.minutes import conferences


def test_it_prints_sections_with_paragraphs_and_sourced_sentences(tmp_path):
    conference = conferences.everything()[1]
    transcript, people = tmp_path / "transcript.json", tmp_path / "people.json"
    transcript.write_text(json.dumps(conference.transcript()))
    people.write_text(json.dumps(conference.attendance))
    printed = StringIO()

    call_command("draft_file", transcript, attendance=people, stdout=printed)

    section = json.loads(printed.getvalue())["sections"][0]
    assert section["code"] == "introductions"
    assert section["paragraphs"][0]["sentences"][0]["sources"][0][0] == conference.lines[0]["start"]


def said(**odd):
    return json.dumps({"segments": [{"start": 0, "end": 1, "text": "Hello.", **odd}]})


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "not json", "[" * 100_000, '{"segments": [{"text": "Hello"}]}'),
        *(said(start=float("nan")), said(end=float("inf")), said(end=10**400), said(text="\ud800")),
        *(
            said(words="abc"),
            said(words=[{"word": "Hello."}]),
            said(words=[{"word": 1, "start": "a", "end": 2}]),
        ),
        *(said(flags=7), said(flags=[{"code": []}]), said(flags=[{"code": "number", "words": 5}])),
    ],
)
def test_what_is_not_a_transcript_is_refused_in_one_line(tmp_path, content):
    transcript = tmp_path / "transcript.json"
    transcript.write_text(content)

    with pytest.raises(CommandError) as refused:
        call_command("draft_file", transcript)

    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("draft_file", tmp_path / "none.json")


@pytest.mark.parametrize(
    "content",
    [
        {"segments": [{"start": 0, "end": 1, "text": "Good morning."}], "made_by": {"x": 1}},
        [{"start": 0, "end": 1, "speaker": {"label": "A"}, "text": "Good morning.", "words": None}],
        {"transcript": {"segments": [{"start": 0, "end": 1, "speaker": 7, "text": "Good morning."}]}},
        {"lines": [{"start": 0, "end": 1, "name": "A", "text": "Good morning.", "flags": []}]},
    ],
)
def test_a_transcript_in_another_shape_is_read(tmp_path, content):
    assert (
        printed_for(tmp_path, content)["sections"][0]["paragraphs"][0]["sentences"][0]["text"]
        == "Good morning."
    )


def test_words_that_do_not_spell_the_text_are_left_and_the_order_is_that_of_time(tmp_path):
    odd = {
        "start": 5,
        "end": 9,
        "speaker": "A",
        "text": "He was not there.",
        "words": [{"word": "x", "start": 5, "end": 6}],
    }

    printed = printed_for(tmp_path, [odd, {"start": 0, "end": 2, "speaker": "B", "text": "Was he there?"}])

    rows = [s for section in printed["sections"] for p in section["paragraphs"] for s in p["sentences"]]
    assert sorted((s["sources"][0][0], s["text"]) for s in rows) == [
        (0, "Was he there?"),
        (5, "He was not there."),
    ]


def test_no_words_give_no_sections(tmp_path):
    assert printed_for(tmp_path, {"segments": []})["sections"] == []


PERSON = {"name": "Ann Bell", "role": "Social Worker", "group": "social_care"}


@pytest.mark.parametrize(
    "people",
    [
        ["Ann Bell (Social Worker)"],
        ["Ann Bell, Social Worker"],
        {"Ann Bell": "Social Worker"},
        {"attendees": [{"full_name": "Ann Bell", "job_title": "Social Worker", "present": True}]},
    ],
)
def test_an_attendance_list_in_another_shape_is_read(tmp_path, people):
    said = [{"start": 0, "end": 2, "speaker": "Ann Bell", "text": "I have visited twice."}]

    [speaker] = printed_for(tmp_path, said, people)["speakers"]

    assert {key: speaker[key] for key in PERSON} == PERSON


@pytest.mark.parametrize("people", ["x", 7, [7], [{"name": {"first": "Ann"}}]])
def test_what_is_no_attendance_list_is_refused_in_one_line(tmp_path, people):
    with pytest.raises(CommandError, match="is not an attendance list") as refused:
        printed_for(tmp_path, [{"start": 0, "end": 2, "text": "Yes."}], people)

    assert "\n" not in str(refused.value)


def printed_for(folder, content, people=None):
    transcript, listed = folder / "transcript.json", folder / "people.json"
    transcript.write_text(json.dumps(content))
    listed.write_text(json.dumps(people))
    printed = StringIO()
    call_command("draft_file", transcript, attendance=None if people is None else listed, stdout=printed)
    return json.loads(printed.getvalue())
