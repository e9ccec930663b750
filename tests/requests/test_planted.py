"""Planted secrets: none may be in any byte that leaves, and each kind is caught when redaction is sabotaged.

A few conferences in the gate. All of them: PLANTED=500 python -m pytest tests/requests/test_planted.py, or a
piece of them: PLANTED=100-199.
"""

import os
import random

import pytest

from access.errors import Conflict
from minutes import documents
from minutes.requests import actions
from minutes.requests.composing import Numbers, compose
from minutes.requests.making import make, prove, secrets_of
from minutes.requests.reading import for_reader
from minutes.requests.sources import Source, source_of
from tests.documents.leaks import PDF_LEAKS, WORD_LEAKS, changed_pdf, changed_word
from tests.requests import made, stranger
from tests.requests.planting import plant, redacted

pytestmark = pytest.mark.django_db
WHICH = [int(seed) for seed in os.environ.get("PLANTED", "6").split("-")]
SEEDS = range(WHICH[0]) if len(WHICH) == 1 else range(WHICH[0], WHICH[1] + 1)
KINDS = [
    "a restricted line",
    "another person's name",
    "another person's address",
    "another person's telephone",
    "another person's e-mail",
    "another person's health",
    "a half-sibling's name",
    "a half-sibling's school",
    "a half-sibling's birthday",
    "who referred",
]
ODDLY = [
    "a name in another spelling",
    "a street shortened",
    "a birthday in another spelling",
    "a telephone number in words",
]


def numbers(request):
    return Numbers("C-2026-0001", request.created_at)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_planted_secret_is_in_any_file_of_any_format(seed):
    planted = plant(seed)
    request = redacted(planted)

    files = make(request, numbers(request)).files

    assert set(files) == set(documents.FORMATS)
    for code, file in files.items():
        found = stranger.finds(file, [*planted.all, "Kelly Hartley", "removed"])
        assert found == ["Kelly Hartley", "removed"], code


@pytest.mark.parametrize("others", ["x", "Żółw! " * 40, "Line one.\nLine two."])
def test_a_copy_is_the_same_whatever_was_taken_out(others):
    """Longer, shorter or in other letters: what stood under a mark changes no byte of any file."""
    family = made.hartley()
    request = made.redacting(family)
    made.decide_all(request, family)
    line = next(line for line in source_of(request).lines() if line.text.startswith("Alfie had made"))
    ruling = actions.Ruling("out", "S2P3")
    actions.mark_words(request, passage=actions.Passage(line.id), ruling=ruling, by=family.administrator)
    before = make(request, numbers(request)).files

    content = request.version.content
    for paragraph in content["sections"][0]["paragraphs"]:
        for sentence in paragraph["sentences"]:
            sentence["text"] = others if sentence["id"] == line.id else sentence["text"]
    request.version.content = content
    request.redactions.filter(sentence=line.id).update(end=len(others))
    after = make(request, numbers(request)).files

    for code in set(documents.FORMATS) - {"docx"}:
        assert before[code] == after[code], code
    assert stranger.unpacked(before["docx"]) == stranger.unpacked(after["docx"])


def on_words(request, words):
    """The marks on these words."""
    lines = {line.id: line.text for line in source_of(request).lines()}
    return [
        mark
        for mark in request.redactions.all()
        if words in lines[mark.sentence]
        and mark.end > lines[mark.sentence].index(words)
        and mark.start < lines[mark.sentence].index(words) + len(words)
    ]


@pytest.mark.parametrize("kind", KINDS[1:] + ODDLY)
def test_a_mark_that_is_lost_on_the_way_is_caught_whatever_it_hid(kind):
    """Sabotage of what is composed: the marks on one kind of secret are not laid over the text."""
    planted = plant([*KINDS, *ODDLY].index(kind) + 100)
    request = redacted(planted)
    honest = secrets_of(request, source_of(request))
    words, marks = next(found for one in planted.secrets[kind] if (found := (one, on_words(request, one)))[1])
    for mark in marks:
        mark.delete()

    copy = compose(request, source_of(request), numbers(request))

    for code in documents.FORMATS:
        file = documents.render(copy, code=code)
        assert stranger.finds(file, [words]) == [words]
        with pytest.raises(Conflict, match=r"is still in the copy|not for this reader"):
            prove(file, honest)


def test_a_part_that_is_lost_on_the_way_is_caught():
    """Sabotage of what is composed: the text forgets who was in the room. The proof does not."""
    planted = plant(111)
    request = redacted(planted)
    honest = source_of(request)
    everything = Source(honest.rows, tuple(for_reader(request.version.content, [])))

    copy = compose(request, everything, numbers(request))

    for code in documents.FORMATS:
        with pytest.raises(Conflict, match=r"not for this reader|is still in"):
            prove(documents.render(copy, code=code), secrets_of(request, honest))


@pytest.fixture(scope="module")
def clean():
    """Finished files of no conference of these: the carriers."""
    from tests.documents.made import file_of

    return {code: file_of(code) for code in ("pdf", "docx", "html")}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_secret_is_caught_wherever_a_finished_file_hides_it(kind, clean):
    """Sabotage of what is finished: the secret is put into each hiding place of a real file."""
    planted = plant(KINDS.index(kind) + 200)
    request = redacted(planted)
    secrets = secrets_of(request, source_of(request))
    words = random.Random(kind).choice(planted.secrets[kind])

    leaking = [changed_pdf(clean["pdf"], leak, words) for leak in PDF_LEAKS]
    leaking += [changed_word(clean["docx"], leak, words) for leak in WORD_LEAKS]
    leaking += [clean["html"].replace(b"</main>", f"<!-- {words} --></main>".encode())]

    for file in leaking:
        with pytest.raises(Conflict):
            prove(file, secrets)
