"""What the pages say of approvals: which versions were approved, and as which amendment."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.models import Amendment, Minutes

TEXTS = ("replaces__content", "replaces__restricted", "version__content", "version__restricted")


def amendments_of(minutes: Minutes) -> list[Amendment]:
    """The amendments of these minutes with what they replace, oldest first."""
    related = minutes.amendments.select_related(
        "minutes__key", "replaces", "version", "opened_by", "replaces_approved_by", "approved_by"
    )
    return list(related.defer(*TEXTS))


def states_of(minutes: Minutes, amendments: Iterable[Amendment]) -> dict[int, str]:
    """What each approved version is called, by its number: "Approved, replaced by amendment 1"."""
    found: dict[int, str] = {}
    for amendment in amendments:
        before = found.get(amendment.replaces.number, "Approved")
        after = f"replaced by amendment {amendment.number}" if amendment.version else "being amended"
        found[amendment.replaces.number] = f"{before}, {after}"
        if amendment.version:
            found[amendment.version.number] = f"Approved as amendment {amendment.number}"
    if not found and minutes.approved_version:
        found[minutes.approved_version.number] = "Approved"
    return found
