"""What people said about passages of the minutes, as much of it as somebody may read."""

from __future__ import annotations

from access.models import User
from minutes import saving
from minutes.models import Correction, Minutes
from minutes.sight import sight_of
from minutes.text import paragraphs


def shown_to(minutes: Minutes, user: User) -> list[Correction]:
    """What somebody may read of them: not what is about a passage they may not see."""
    found = Correction.objects.visible_to(user).filter(minutes=minutes).opened()
    sight = sight_of(minutes, user)
    if sight.restricted:
        return list(found)
    seen = {
        paragraph["id"] for whole in sight.of(saving.newest(minutes)) for _, paragraph in paragraphs(whole)
    }
    return [one for one in found if str(one.paragraph) in seen]
