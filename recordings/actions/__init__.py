"""Everything that can be done to a conference, its people, its recordings and who may hear them."""

from recordings.actions.conferences import (
    add_child,
    add_conference,
    add_person,
    change_conference,
    change_person,
    mark_held,
    remove_person,
)
from recordings.actions.listening import end_listening, give_listening_reason
from recordings.actions.presence import add_part, confirm_presence, remove_part, reopen_presence

__all__ = [
    "add_child",
    "add_conference",
    "add_part",
    "add_person",
    "change_conference",
    "change_person",
    "confirm_presence",
    "end_listening",
    "give_listening_reason",
    "mark_held",
    "remove_part",
    "remove_person",
    "reopen_presence",
]
