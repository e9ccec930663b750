"""Which names a person must hear: misheard, shared, unsure or on no list, and how seldom that is."""

import pytest

from minutes import draft
from minutes.draft import spoken_names
from minutes.draft.spoken_names import NEARLY, SHARED, UNLISTED, UNSURE
from tests.minutes import conferences

RECORD = (
    {"name": "Dr Priya Okafor", "role": "Paediatrician", "agency": "Health"},
    {"name": "Kelly Hartley", "role": "Mother", "agency": ""},
    {"name": "Stephen Marsh", "role": "Father", "agency": ""},
)


def marks(*lines, record=RECORD, others=(), unsure=()):
    segments = [
        {
            "start": 10.0 * n,
            "end": 10.0 * n + 5,
            "speaker": "Speaker 1",
            "flags": [],
            "words": [
                {
                    "word": word,
                    "start": 10.0 * n + at,
                    "end": 10.0 * n + at + 0.5,
                    "probability": sure(word, unsure),
                }
                for at, word in enumerate(line.split())
            ],
        }
        for n, line in enumerate(lines)
    ]
    drafted = draft.from_transcript({"segments": segments}, attendance=record, others=others)
    flags = (
        flag
        for section in drafted["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        for flag in sentence["flags"]
    )
    return [(flag["about"], flag["reason"]) for flag in flags if flag["code"] == "name"]


def sure(word, unsure):
    return 0.5 if word.strip(".,") in unsure else 0.95


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I spoke to Doctor Okaffer about it.", "Okaffer"),
        ("On Monday Kellie came in.", "Kellie"),
        ("We met Steven at home.", "Steven"),
        ("We met Mrs Hartly's sister.", "Hartly's"),
        ("I'm pree-okafar the paediatrician.", "pree-okafar"),
    ],
)
def test_a_name_that_is_nearly_one_on_the_record_is_to_be_heard(said, name):
    assert (name, NEARLY) in marks(said)


def test_names_as_they_stand_on_the_record_are_no_checks_nor_are_days_titles_and_other_words():
    said = (
        "Kelly, Stephen and Dr Okafor met Mrs Hartley on Thursday in May.",
        "Kelly's mum said Mr Marsh was late.",
        "Please tell Stephen that Miss is what they call the teacher.",
    )

    assert marks(*said) == []


def test_a_childs_name_on_the_record_counts_though_no_child_was_in_the_room():
    assert marks("I saw Macey at nursery.", others=["Maisie Hartley"]) == [("Macey", NEARLY)]
    assert marks("I saw Maisie at nursery.", others=["Maisie Hartley"]) == []


def test_somebody_on_no_list_is_to_be_heard_where_the_words_say_that_it_is_somebody():
    said = (
        "Her partner Dean was there.",
        "Dean left with a man called Rourke.",
        "We live near Brook Street.",
    )

    assert marks(*said) == [("Dean", UNLISTED), ("Rourke", UNLISTED)]


def test_a_spelling_that_is_not_on_the_record_is_a_check_once():
    assert marks("I saw Kellie.", "I saw Kellie again.", "And Kellie too.") == [("Kellie", NEARLY)]


def test_a_name_that_was_heard_unsurely_is_to_be_heard_each_time():
    said = ("I saw Kelly.", "I saw Kelly again.")

    assert marks(*said, unsure={"Kelly"}) == [("Kelly", UNSURE)] * 2


def test_a_first_name_of_two_people_is_to_be_heard_unless_the_other_name_says_who_it_is():
    record = (*RECORD, {"name": "Stephen Pike", "role": "Teacher", "agency": "School"})

    assert marks("I saw Stephen Marsh.", record=record) == []
    assert marks("I saw Stephen.", "Then Stephen left.", record=record) == [("Stephen", SHARED)]


def test_a_first_name_of_two_people_is_to_be_heard_wherever_something_is_taken_up():
    record = ({"name": "Ann Ellis", "role": "Independent Chair", "agency": ""}, *RECORD)
    record = (*record, {"name": "Stephen Pike", "role": "Teacher", "agency": "School"})
    segments = conferences.Conference(
        "two", list(record), [line(n, words) for n, words in enumerate(PLAN)]
    ).transcript()
    drafted = draft.from_transcript(segments, attendance=record)
    taken = {row["sources"][0][0] for row in drafted["suggestions"] if "Stephen" in row["text"]}
    rows = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
    marked = {s["sources"][0][0] for s in rows if any(flag["code"] == "name" for flag in s["flags"])}

    assert len(taken) == 2
    assert taken <= marked


PLAN = (
    "My name is Ann Ellis and I am the independent chair.",
    "My decision is that there will be a child protection plan under the category of neglect.",
    "Now the outline plan. Stephen will take the children to the dentist by Friday the 13th of November.",
    "Stephen will ring the health visitor by Monday the 16th of November.",
)


def line(n, words):
    return {
        "section": "",
        "name": "Ann Ellis",
        "text": words,
        "start": 10.0 * n,
        "end": 10.0 * n + 5,
        "flags": [],
    }


def test_a_chair_is_not_drowned_in_names_where_they_were_heard_well():
    for conference in conferences.held_out():
        drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)
        rows = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
        marked = sum(flag["code"] == "name" for s in rows for flag in s["flags"])

        assert marked <= 2, conference.name


@pytest.mark.parametrize(("one", "other"), [("stephen", "steven"), ("kelly", "kellie"), ("jon", "john")])
def test_names_that_sound_alike_are_nearly_one_another(one, other):
    assert spoken_names.is_nearly(one, other)
    assert not spoken_names.is_nearly(one, "margaret")
