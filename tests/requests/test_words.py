"""The pure parts: what a reader may read, marks over text, what is suggested, what is searched for."""

from datetime import date

import pytest

from minutes.documents import Removed
from minutes.requests.known import birthday, contacts_of, names_of, places_of, school_of
from minutes.requests.marks import Mark, as_words, letters, pieces
from minutes.requests.reading import Away, Line, for_reader, left_out
from minutes.requests.searched import case_references, gather, spoken_of, telling
from minutes.requests.suggestions import Name, everywhere, find, parts_of_name


def content(*sentences):
    paragraph = {"id": "p", "speaker": "", "attendance_id": "", "sentences": list(sentences)}
    return {"sections": [{"code": "x", "title": "X", "paragraphs": [paragraph]}]}


def said(text, start=None, end=None, recording="r"):
    sources = [] if start is None else [[start, end]]
    return {"id": text, "text": text, "sources": sources, "recording": recording}


def texts(headings):
    return [line.text for heading in headings for one in heading.paragraphs for line in one.lines]


def test_a_sentence_that_touches_a_part_by_a_moment_is_left_out():
    away = [Away("r", 10, 20)]
    whole = content(
        said("before", 0, 10), said("into", 9.9, 11), said("out of", 19, 21), said("after", 20, 22)
    )

    assert texts(for_reader(whole, away)) == ["before", "after"]
    assert left_out(whole, away) == ["into", "out of"]


def test_a_part_of_another_recording_leaves_a_sentence_alone_and_one_of_no_recording_does_not():
    whole = content(said("here", 12, 13), said("unplaced", 12, 13, recording=""))

    assert texts(for_reader(whole, [Away("other", 10, 20)])) == ["here"]
    assert texts(for_reader(whole, [Away("", 10, 20)])) == []


def test_a_heading_under_which_nothing_is_left_goes_too():
    assert for_reader(content(said("shut", 12, 13)), [Away("r", 10, 20)]) == []


def test_a_sentence_without_a_time_is_kept_for_a_person_to_decide():
    (heading,) = for_reader(content(said("typed later")), [])

    assert [one.found for one in find(heading.paragraphs[0].lines, [])] == ["untimed"]


def test_where_marks_overlap_taken_out_wins_and_undecided_comes_next():
    marks = [Mark("l", 0, 9, "kept"), Mark("l", 4, 9, "suggested"), Mark("l", 6, 12, "out", "LOC")]

    found = [(piece.text, piece.decision) for piece in pieces("abcdefghijklmno", marks)]

    assert found == [("abcd", "kept"), ("ef", "suggested"), ("ghijkl", "out"), ("mno", "")]


def test_two_neighbours_taken_out_for_one_reason_are_one_mark_so_that_their_number_says_nothing():
    marks = [Mark("l", 0, 3, "out", "S2P3", id="1"), Mark("l", 3, 6, "out", "S2P3", id="2")]

    words = as_words(pieces("abcdef", marks), {"S2P3": "A"})

    assert words == (Removed("A"),)


def test_letters_follow_the_order_in_which_a_reader_meets_the_reasons():
    assert letters(["LOC", "S2P3", "LOC", "S3-H"]) == {"LOC": "A", "S2P3": "B", "S3-H": "C"}


def test_a_person_is_found_by_whole_first_and_last_name_but_not_by_the_readers_own():
    assert parts_of_name("Mr Wayne Cotter") == ["Mr Wayne Cotter", "Wayne Cotter", "Wayne", "Cotter"]
    assert "Hartley" not in parts_of_name("Sandra Hartley", shared=["Kelly", "Hartley"])


def test_addresses_numbers_dates_health_and_referrers_are_suggested():
    text = (
        "He lives at 14 Elmhurst Gardens, WX4 7QT, phone 01632 960 145 or +44 7700 900123, w@post.example. "
        "She was born on 4 May 1990. A neighbour rang. There is a live investigation. She takes methadone."
    )

    found = {one.found for one in find([Line("1", text)], [])}

    assert found == {"place", "phone", "email", "birth", "referrer", "police", "health"}


def test_the_longer_of_two_overlapping_suggestions_stands():
    names = [Name("Wayne", "person"), Name("Wayne Cotter", "person")]

    found = find([Line("1", "Wayne Cotter came. Waynesborough did not.")], names)

    assert [(one.start, one.end) for one in found] == [(0, 12)]


def test_everywhere_finds_the_words_in_any_case_and_spacing():
    lines = [Line("1", "Wayne  Cotter and WAYNE COTTER"), Line("2", "wayne cotters")]

    assert everywhere(lines, "Wayne Cotter") == [("1", 0, 13), ("1", 18, 30)]


def test_what_a_removed_passage_gives_away_alone_is_searched_for_too():
    passage = "Ask Wayne Cotter at 14 Elmhurst Gardens on 01632 960 145."

    assert {"14 Elmhurst Gardens", "01632 960 145"} <= set(telling(passage))
    assert any("Wayne Cotter" in words for words in telling(passage))
    assert case_references("See WX-26-0001 there.") == ["WX-26-0001"]
    assert telling("He was born on 2 November 2012.") == []


def test_words_kept_in_one_place_are_searched_for_when_they_stand_unmarked_in_another():
    common = {"taken_out": [], "names": ["Sandra"], "left_out": []}

    assert gather(**common, kept="Sandra Hartley", standing="Kelly came.").shown == frozenset()
    assert gather(**common, kept="Sandra Hartley", standing="Sandra came.").shown == {"Sandra"}
    assert gather(**common, kept="", standing="Kelly came.").shown == {"Sandra"}


def test_a_short_courtesy_from_a_shut_part_is_not_a_secret_and_a_long_sentence_is():
    secrets = gather(
        taken_out=[],
        names=[],
        left_out=["Thank you.", "Officers came to the flat at night."],
        kept="",
        standing="",
    )

    assert secrets.unshown == {"Officers came to the flat at night."}


def test_a_word_heard_in_no_time_lies_in_the_part_that_begins_with_it():
    said = {"id": "s", "text": "Secret.", "sources": [[60.0, 60.0]], "recording": "r"}
    paragraph = {"id": "p", "speaker": "", "sentences": [said]}
    content = {"sections": [{"code": "x", "title": "X", "paragraphs": [paragraph]}]}

    assert for_reader(content, [Away("r", 60.0, 90.0)]) == []
    assert len(for_reader(content, [Away("r", 30.0, 60.0)])) == 1


def known_of_a_family():
    return [
        *names_of("Zoë O'Marchbanks-Łuc", "person", []),
        *names_of("Will Page", "person", []),
        *names_of("Jo Ng", "child", []),
        *names_of("Katherine Hartley", "person", ["Kelly", "Hartley"]),
        *places_of("Flat 3, 27 Larkspur Road\nWexborough\nWX4 7QT", []),
        *contacts_of("ring (07700) 900123 after six, or write to zoe@post.example", []),
        *school_of("St Wilfrida's Church of England Primary School", []),
        birthday(date(2015, 4, 3)),
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Zoe O\u2019Marchbanks Luc\u2019s mother rang.", "Zoe O\u2019Marchbanks Luc\u2019s"),
        ("ZOË came.", "ZOË"),
        ("The O'Marchbanks side.", "O'Marchbanks"),
        ("We saw Zoe\u2019s car.", "Zoe\u2019s"),
        ("The Ngs live there.", "Ngs"),
        ("Jo was there.", "Jo"),
        ("J.N. was there.", "J.N"),
        ("Kate rang.", "Kate"),
        ("K. Hartley rang.", "K. Hartley"),
        ("He said that Will knows.", "Will"),
        ("She is at 27 Larkspur Rd. now.", "27 Larkspur Rd."),
        ("It is in Larkspur road.", "Larkspur road"),
        ("The code is wx47qt now.", "wx47qt"),
        ("The code is W X 4 7 Q T now.", "W X 4 7 Q T"),
        ("Ring 07700-900-123 then.", "07700-900-123"),
        ("Ring oh seven seven double oh nine hundred one two three.", None),
        ("Write to zoe at post dot example then.", "zoe at post dot example"),
        ("She goes to St. Wilfridas now.", "St. Wilfridas"),
        ("She goes to Saint Wilfrida\u2019s now.", "Saint Wilfrida\u2019s"),
        ("It was the third of April then.", "third of April"),
        ("It says 03.04.15 there.", "03.04.15"),
        ("It says April 3rd, 2015 there.", "April 3rd, 2015"),
        ("It says 2015-04-03 there.", "2015-04-03"),
    ],
)
def test_another_spelling_of_what_is_on_the_record_is_suggested(written, found):
    suggested = {written[one.start : one.end] for one in find([Line("1", written)], known_of_a_family())}

    assert suggested == {found or written[5:-1]}


@pytest.mark.parametrize(
    "written",
    [
        "They will page the doctor, and will ring.",
        "It is no good.",
        "The key is lost.",
        "We lost 27 of them.",
    ],
)
def test_words_of_every_day_are_nobodys_name(written):
    assert find([Line("1", written)], known_of_a_family()) == []


def test_who_is_spoken_of_behind_a_shut_door_is_told_by_capitals():
    said = "Darren was seen with Tommy Fiddler on Monday, and Darren's mother said so."

    assert spoken_of(said) == ["Darren", "Tommy Fiddler", "Tommy", "Fiddler"]
    assert spoken_of("The school was told. She is well.") == []
