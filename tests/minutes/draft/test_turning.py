"""A "not" that turns a decision, a view, an action or a short answer is never left unheard."""

from minutes import draft
from tests.minutes import conferences

CHAIR = {"name": "Ann Ellis", "role": "Independent Chair", "agency": ""}
TEACHER = {"name": "Tom Pike", "role": "Class Teacher", "agency": "School"}


def marked(*lines):
    rows = [
        {"section": "", "name": name, "text": words, "start": 10.0 * n, "end": 10.0 * n + 5, "flags": []}
        for n, (name, words) in enumerate(lines)
    ]
    people = [CHAIR, TEACHER]
    drafted = draft.from_transcript(conferences.Conference("x", people, rows).transcript(), attendance=people)
    rows = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
    rows.sort(key=lambda row: row["sources"][0][0])
    return {s["text"]: [f["about"] for f in s["flags"] if f["code"] == "negation"] for s in rows}


OPENING = (
    "Ann Ellis",
    "Good morning, my name is Ann Ellis and I am the independent chair of this conference.",
)
VIEWS = (
    "Ann Ellis",
    "Now I would like each agency's view: does the threshold for a plan appear to be met, Tom?",
)
VIEW = "From the school's side I have thought about it and I do not think the threshold for a plan is met."
DECISION = "My decision is that the children will not be subject to a child protection plan from today on."
REPORT = (
    "He has never been late this year and there is nothing that school would want to raise with you today."
)


def test_a_decision_and_a_view_that_turn_on_a_not_are_to_be_heard_and_a_report_is_not():
    found = marked(
        OPENING,
        ("Ann Ellis", "Tom, what is school seeing?"),
        ("Tom Pike", REPORT),
        VIEWS,
        ("Tom Pike", VIEW),
        ("Ann Ellis", DECISION),
    )

    assert found[VIEW] == ["not"]
    assert found[DECISION] == ["not"]
    assert found[REPORT] == []


def test_a_short_answer_within_a_long_turn_is_to_be_heard_and_a_question_is_not():
    long = "No. We have seen him every day since the start of September and he comes in with a smile."
    found = marked(
        OPENING,
        ("Ann Ellis", "Is there nothing else that worries you, Tom?"),
        ("Tom Pike", long),
        ("Ann Ellis", "Did mum say she hit him?"),
        ("Tom Pike", "She said she never touched him."),
        ("Tom Pike", "Then his sister told us that she had never seen it."),
    )

    assert found["No."] == ["No"]
    assert found["She said she never touched him."] == ["never"]
    assert found["Is there nothing else that worries you, Tom?"] == []
    assert found["Then his sister told us that she had never seen it."] == []


def test_no_sentence_that_is_suggested_to_a_person_turns_on_an_unheard_word():
    for conference in [*conferences.everything(), *conferences.held_out()]:
        drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)
        rows = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
        heard = {s["sources"][0][0] for s in rows if any(f["code"] == "negation" for f in s["flags"])}
        for row in drafted["suggestions"]:
            if {"not", "never", "no"} & set(row["text"].lower().split()) and not row["text"].endswith("?"):
                assert row["sources"][0][0] in heard, row["text"]
