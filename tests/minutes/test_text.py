"""Any sequence of edits keeps what was not touched, and tells a person's words from the software's."""

from hypothesis import given
from hypothesis import strategies as st

from minutes import text
from minutes.text import Hand, Line

HAND = Hand(user="someone", at="2026-11-16T10:42:00+00:00")
WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")


def sentence(n):
    heard = [f"{word}{n}" for word in WORDS]
    times = [n * 10.0 + i for i in range(len(heard))]
    words = " ".join(heard)
    made = {"id": f"s{n}", "origin": "machine", "text": words, "heard": words, "times": times}
    return {**made, "sources": [[n * 10.0, n * 10.0 + 6]], "recording": "r", "flags": [flag(n, heard[2])]}


def flag(n, about):
    return {"id": f"f{n}", "about": about}


def start():
    paragraphs = [{"id": f"p{n}", "sentences": [sentence(2 * n), sentence(2 * n + 1)]} for n in range(3)]
    return {"sections": [{"code": "discussion", "title": "Discussion", "paragraphs": paragraphs}]}


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "split", "join", "type", "move"]),
        st.integers(min_value=0, max_value=20),
        st.integers(min_value=0, max_value=20),
    ),
    max_size=8,
)


def lines_for(kind, sentences, at):
    found = [Line(s["id"], s["text"]) for s in sentences]
    chosen, words = found[at], found[at].text.split()
    if kind == "change":
        found[at] = Line(chosen.id, f"{chosen.text} changed")
    elif kind == "split" and len(words) > 1:
        found[at] = Line(
            chosen.id, f"{' '.join(words[: len(words) // 2])}\n{' '.join(words[len(words) // 2 :])}"
        )
    elif kind == "join" and at > 0:
        found[at] = Line(chosen.id, chosen.text, join=True)
    elif kind == "type":
        found.append(Line("", "Typed by a person."))
    return found


@given(EDITS)
def test_untouched_sentences_keep_their_sources_and_a_persons_words_are_marked(edits):
    whole = start()

    for kind, which, at in edits:
        pairs = list(text.paragraphs(whole))
        _, paragraph = pairs[which % len(pairs)]
        if kind == "move":
            whole = text.moved(whole, paragraph["id"], ("decision", "Decision"))
            continue
        lines = lines_for(kind, paragraph["sentences"], at % len(paragraph["sentences"]))
        changed = text.rewritten(paragraph, lines, HAND)
        whole = text.with_paragraph(whole, paragraph["id"], lambda _, changed=changed: changed)

    originals = {s["id"]: s for s in text.sentences(start())}
    for one in text.sentences(whole):
        if "edited_by" not in one and one["origin"] == "machine":
            assert one == originals[one["id"]]
        if one["origin"] == "person":
            assert one["author"] == HAND.user
        assert one["origin"] == "person" or one["sources"]


@given(EDITS)
def test_no_second_of_the_recording_is_lost_by_splitting_and_joining(edits):
    whole = start()

    for kind, which, at in edits:
        if kind not in {"split", "join", "move"}:
            continue
        pairs = list(text.paragraphs(whole))
        _, paragraph = pairs[which % len(pairs)]
        if kind == "move":
            whole = text.moved(whole, paragraph["id"], ("decision", "Decision"))
            continue
        lines = lines_for(kind, paragraph["sentences"], at % len(paragraph["sentences"]))
        changed = text.rewritten(paragraph, lines, HAND)
        whole = text.with_paragraph(whole, paragraph["id"], lambda _, changed=changed: changed)

    seconds = sum(end - begin for s in text.sentences(whole) for begin, end in s["sources"])
    assert seconds == sum(end - begin for s in text.sentences(start()) for begin, end in s["sources"])
    words = sorted(word for s in text.sentences(whole) for word in s["heard"].split())
    assert words == sorted(word for s in text.sentences(start()) for word in s["heard"].split())
    flags = sorted(flag["id"] for s in text.sentences(whole) for flag in s["flags"])
    assert flags == sorted(f"f{n}" for n in range(6))


def test_a_word_heard_in_no_time_keeps_its_place_when_a_sentence_is_split():
    words = {"id": "s", "origin": "machine", "text": "a b c", "heard": "a b c", "times": [10.0, 10.0, 12.0]}
    heard = {**words, "sources": [[10.0, 12.0]], "recording": "r", "flags": []}

    for pieces in ("a\nb c", "a b\nc"):
        made = text.rewritten({"id": "p", "sentences": [heard]}, [Line("s", pieces)], HAND)["sentences"]

        assert [bool(one["sources"]) for one in made] == [True, True]
