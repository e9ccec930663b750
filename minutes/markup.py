"""One sentence as HTML: a long meeting has thousands, and a template for each would take seconds."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from minutes.showing import Piece, Said


def html_of(said: Said) -> SafeString:
    """The words with their flags, then the seconds as a link that plays them."""
    typed = " s--typed" if said.typed else ""
    words = "".join(_piece(piece) for piece in said.pieces)
    span = (
        f'<span class="s{typed}" id="s-{escape(said.id)}" data-from="{said.start}" data-to="{said.end}"'
        f' data-recording="{escape(said.recording)}">{words}</span>'
    )
    return mark_safe(span + _source(said))  # noqa: S308 - every part was escaped above


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
        f'&nbsp;<a class="src" href="{_address(said.recording)}#t={said.start}" data-play-from="{said.start}"'
        f' data-play-to="{said.end}"><span class="vh">Play from </span>{said.clock}</a> '
    )


@lru_cache(maxsize=256)
def _address(recording: str) -> str:
    return escape(reverse("recordings:recording", args=[recording]))
