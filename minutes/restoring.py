"""An older text brought back: what is restricted now stays restricted, and no statement is lost; pure."""

from __future__ import annotations

from collections.abc import Callable

from minutes import text
from minutes.sight import Sight, marks_of
from minutes.statements import carried_over
from minutes.text import Text

Both = tuple[Text, Text]


def brought_back(older: Both, newest: Both, *, may_read_restricted: bool) -> Both:
    """Both texts as they were, but no passage crosses into the restricted part or out of it by this.

    Taking one out asks for a reason, and who may not read the restricted part leaves it as it is now.
    """
    content = Sight(restricted=False, apart=frozenset(_marks(newest[1]))).open(older[0])
    before = _marks(older[1])
    if may_read_restricted:
        restricted = _with(older[1], newest[1], lambda own: not own & before)
    else:
        restricted, content = newest[1], _with(content, newest[0], lambda own: bool(own & before))
    return carried_over(content, newest[0]), carried_over(restricted, newest[1])


def _with(whole: Text, other: Text, wanted: Callable[[set[str]], bool]) -> Text:
    """A text with the paragraphs of another one that are wanted for what their sentences are known by."""
    for section, paragraph in text.paragraphs(other):
        own = {mark for sentence in paragraph["sentences"] for mark in marks_of(sentence)}
        if wanted(own) and text.find(whole, paragraph["id"]) is None:
            whole = text.placed(whole, paragraph, (section["code"], section["title"]))
    return whole


def _marks(whole: Text) -> set[str]:
    return {mark for sentence in text.sentences(whole) for mark in marks_of(sentence)}
