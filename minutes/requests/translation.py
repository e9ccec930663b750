"""Whether a translation goes with a copy: where an interpreter was used, the record is translated too."""

from __future__ import annotations

from minutes.requests.models import MinuteRequest, Order

ENGLISH = {"", "english", "none"}


def language_of(request: MinuteRequest) -> str:
    """The language they read, if that is not English; "their language" where only an interpreter is noted."""
    there = request.attendance
    for said in (request.language, there.language if there else ""):
        if said.strip().casefold() not in ENGLISH:
            return str(said).strip()
    return "their language" if there and there.interpreter else ""


def translation_missing(request: MinuteRequest) -> str:
    """The language of a translation that is expected and not checked yet, or nothing."""
    language = language_of(request)
    made = Order.objects.filter(copy__request=request, kind=Order.Kind.TRANSLATION).checked()
    return "" if not language or made.exists() else language


def missing_says(request: MinuteRequest) -> str:
    """What the pages say about it, or nothing."""
    language = translation_missing(request)
    if not language:
        return ""
    under_way = Order.objects.filter(copy__request=request, kind=Order.Kind.TRANSLATION).unfinished().first()
    if under_way is None:
        return (
            f"A translation into {language} is expected, and nobody has ordered one. The English copy can go."
        )
    if under_way.state == Order.State.RETURNED:
        return f"The translation into {language} is back. Somebody else checks it."
    return f"The translation into {language} is being made, due {under_way.due_on:%-d %B %Y}."
