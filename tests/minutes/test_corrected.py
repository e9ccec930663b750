"""What is a correction, and that no sequence of changes takes a mark from its words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes import checks, text
from minutes.corrected import measures, still_says
from minutes.replacing import Wanted, replaced
from minutes.text import Hand, Line
from transcription.sentinels import PATTERNS

HAND = Hand(user="someone", at="2026-11-16T10:42:00+00:00")
LATER = Hand(user="someone", at="2026-11-16T11:42:00+00:00")


@pytest.mark.parametrize(
    ("code", "about", "corrected", "settled"),
    [
        ("number", "81", "It is eighty-one per cent.", False),
        ("number", "81", "It is 81% now.", False),
        ("number", "81", "It is 18 per cent.", True),
        ("number", "two hundred and five", "It is 205.", False),
        ("date", "5th of November", "It is on 5 November.", False),
        ("date", "5th of November", "It is on the 5th of December.", True),
        ("money", "£1,240", "It is 1240 pounds.", False),
        ("alcohol", "drinking", "He drinks.", False),
        ("alcohol", "drinking", "He is thinking.", True),
        ("negation", "never", "He was not there.", False),
        ("negation", "never", "He was there.", True),
    ],
)
def test_what_is_a_correction(code, about, corrected, settled):
    flag = {"id": "f", "code": code, "about": about}

    assert still_says(flag, corrected, f"It is {about} there.") is not settled


def test_numbers_are_the_same_in_words_and_digits():
    assert measures("Twenty-one, five and two hundred and five, on the 5th of May") >= {
        "21",
        "5",
        "205",
        "may",
    }
    assert measures("nineteen eighty") == {"19", "80"}


def drafted():
    """Three paragraphs of marked sentences."""
    said = [
        "He did not come at all.",
        "It was 81 or so of them.",
        "They both drank that very night.",
        "All was well.",
    ]
    codes = {"not": "negation", "81": "number", "drank": "alcohol"}

    def sentence(n):
        heard = said[n % len(said)]
        pieces = heard.split()
        flags = [{"id": f"f{n}", "code": codes[w], "about": w} for w in pieces if w in codes] or [
            {"id": f"f{n}", "code": "low_confidence", "about": ""}
        ]
        times = [n * 10.0 + at for at in range(len(pieces))]
        return {
            "id": f"s{n}", "origin": "machine", "text": heard, "heard": heard, "times": times, "flags": flags,
            "sources": [[n * 10.0, n * 10.0 + 7]], "recording": "r",
        }  # fmt: skip

    rows = [{"id": f"p{n}", "sentences": [sentence(2 * n), sentence(2 * n + 1)]} for n in range(4)]
    return {"sections": [{"code": "discussion", "title": "Discussion", "paragraphs": rows}]}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["split", "join", "move", "add", "replace", "comma"]),
        st.integers(0, 20), st.integers(0, 20), st.integers(1, 6),
    ),
    max_size=8,
)  # fmt: skip


def stepped(whole, kind, which, at, cut):
    pairs = list(text.paragraphs(whole))
    _, paragraph = pairs[which % len(pairs)]
    if kind == "move":
        return text.moved(whole, paragraph["id"], ("decision", "Decision"))
    chosen = paragraph["sentences"][at % len(paragraph["sentences"])]
    if kind == "replace":
        find, write = [("81", "18"), ("18", "27"), ("well", "not well"), ("night", "Friday")][cut % 4]
        return replaced(whole, Wanted(find, write), {s["id"] for s in text.sentences(whole)}, LATER)
    said = chosen["text"].split()
    new = {
        "split": "\n".join([" ".join(said[:cut]), " ".join(said[cut:])]),
        "add": " ".join([*said[:cut], "indeed", *said[cut:]])
        if cut in (0, len(said))
        else f"Indeed {chosen['text']}",
        "comma": chosen["text"].replace(" ", ", ", 1),
        "join": chosen["text"],
    }[kind]
    joins = kind == "join" and at % len(paragraph["sentences"]) > 0
    lines = [
        Line(s["id"], new if s is chosen else s["text"], join=joins and s is chosen)
        for s in paragraph["sentences"]
    ]
    changed = text.rewritten(paragraph, lines, HAND)
    return text.with_paragraph(whole, paragraph["id"], lambda _: changed)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the steps
@given(STEPS)
def test_no_sequence_of_splits_joins_moves_and_replacements_takes_a_mark_from_its_words(steps):
    whole = drafted()

    for kind, which, at, cut in steps:
        whole = stepped(whole, kind, which, at, cut)

    open_ = {one.id: one for one in checks.left([whole], set())}
    for sentence in text.sentences(whole):
        for code in ("negation", "number", "alcohol"):
            if PATTERNS[code].search(sentence["text"]):
                assert code in {flag["code"] for flag in open_[sentence["id"]].flags}, sentence
