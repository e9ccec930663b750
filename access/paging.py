"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def page_of(
    found: QuerySet[Row], size: int, number: str | None, *, ids: Sequence[UUID] | None = None
) -> Page[Row]:
    """One page of a list. Its rows' ids are found first; only those rows are fetched with what they show."""
    page = Paginator(found.values_list("pk", flat=True) if ids is None else ids, size).get_page(number)
    page.object_list = whole(found, list(page))
    return page


def first_of(found: QuerySet[Row], most: int | None = None) -> list[Row]:
    """The first rows of a list, or all of them, in the same way."""
    return whole(found, list(found.values_list("pk", flat=True)[:most]))


def whole(found: QuerySet[Row], ids: Sequence[UUID]) -> list[Row]:
    """These rows of a list with all that they show, in the order of their ids."""
    rows = found.in_bulk(ids) if ids else {}
    return [rows[pk] for pk in ids if pk in rows]
