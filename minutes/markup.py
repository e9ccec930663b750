"""Paragraphs and sentences as HTML: a long meeting has thousands, and a template for each would take seconds.

A browser counts too: each element and each attribute costs it time before the page can be used, so a sentence
has two elements, and what a screen reader says of a link stands on the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from minutes.naming import Name
from minutes.showing import Piece, Said, Shown, sound_at


def html_of(paragraph: Shown, may_edit: bool) -> SafeString:  # noqa: FBT001 - a template filter has one argument
    """Who spoke, what they said, and the link that opens it to be edited."""
    quiet = " quiet" if paragraph.is_gap else ""
    words = "".join(_sentence(said) for said in paragraph.sentences)
    edit = _edit(paragraph) if may_edit and not paragraph.is_statement else ""
    return mark_safe(  # noqa: S308 - every part was escaped
        f'<div class="para" id="p-{escape(paragraph.id)}">{_speaker(paragraph)}'
        f'<p class="para__text{quiet}">{words}{edit}</p></div>\n'
    )


def offered(suggestion: Mapping[str, Any]) -> SafeString:
    """A suggestion with its sentence, and the two buttons of the page's one form for them."""
    one = {name: escape(str(value)) for name, value in suggestion.items()}
    presses = _press(one, "take", one["button"]) + _press(one, "leave", "Leave it out", " btn--bare")
    return mark_safe(  # noqa: S308 - every part was escaped
        f'<div class="suggest" id="suggestion-{one["id"]}"><div><p class="small quiet">{one["lead"]}. From '
        f'<a class="src" href="{one["sound"]}#t={one["start"]}" data-play-from="{one["start"]}"'
        f' aria-label="Play from {one["clock"]}">{one["clock"]}</a></p><p>{one["text"]}</p></div>'
        f'<div class="row">{presses}</div></div>\n'
    )


def _press(one: Mapping[str, str], name: str, words: str, bare: str = "") -> str:
    return (
        f'<button class="btn btn--s{bare}" form="suggestions" formaction="{one["address"]}" name="{name}"'
        f' value="yes" aria-label="{words} from {one["clock"]}">{words}</button>'
    )


def _speaker(paragraph: Shown) -> str:
    name = paragraph.name
    unsure = "" if name.confirmed else " speaker--unsure"
    words = "" if paragraph.is_gap else f"<b>{escape(name.name) or 'Nobody named'}</b>{_role(name)}"
    return f'<p class="speaker{unsure}">{words}</p>'


def _role(name: Name) -> str:
    if name.confirmed:
        return f"<small>{escape(name.role)}</small>" if name.role else ""
    perhaps = f"<br><small>perhaps {escape(name.suggested)}</small>" if name.suggested else ""
    return f"<br><small>not confirmed</small>{perhaps}"


def _edit(paragraph: Shown) -> str:
    where = paragraph.sentences[0].clock if paragraph.sentences else ""
    at = f" at {where}" if where else ""
    label = escape(f"Edit what {paragraph.name.name or 'nobody named'} said{at}")
    return f'<a class="small edit" data-edit href="{escape(paragraph.address)}" aria-label="{label}">Edit</a>'


def _sentence(said: Said) -> str:
    """The words with their flags, then the seconds as a link that plays them."""
    typed = " s--typed" if said.typed else ""
    words = "".join(_piece(piece) for piece in said.pieces)
    span = (
        f'<span class="s{typed}" id="s-{escape(said.id)}" data-from="{said.start}" data-to="{said.end}"'
        f' data-recording="{escape(said.recording)}">{words}</span>'
    )
    return span + _source(said)


def _piece(piece: Piece) -> str:
    if not piece.flag:
        return escape(piece.text)
    kind = " flag--ok" if piece.settled else (" flag--unsure" if piece.unsure else "")
    done = '<span class="vh">, done</span>' if piece.settled else ""
    label = f"<i>{escape(piece.label)}{done}</i>"
    apart = "" if piece.text else " "
    return f'{apart}<mark class="flag{kind}" id="f-{escape(piece.flag)}">{escape(piece.text)} {label}</mark>'


def _source(said: Said) -> str:
    if not said.clock:
        return ' <span class="gap">typed by a person</span> '
    return (
        f'&nbsp;<a class="src" href="{escape(sound_at(said.recording))}#t={said.start}"'
        f' aria-label="Play from {said.clock}">{said.clock}</a> '
    )
