"""Everything that can be done to a decision and to a letter."""

from minutes.letters.actions.decisions import copy_plan, decide, reopen_decision, save_decision
from minutes.letters.actions.letters import (
    Going,
    change_letter,
    drop_letter,
    make_letters,
    sign_letter,
    take_back_letter,
    want_letter_after_all,
)
from minutes.letters.actions.sending import (
    Sent,
    enclose_translation,
    open_letter_file,
    record_arrival,
    send_letter,
    set_leaflet,
)
from minutes.letters.actions.suggested import leave_suggestion, take_noted, take_suggestion
from minutes.letters.writing import ActionLine, ViewLine, Written

__all__ = [
    "ActionLine",
    "Going",
    "Sent",
    "ViewLine",
    "Written",
    "change_letter",
    "copy_plan",
    "decide",
    "drop_letter",
    "enclose_translation",
    "leave_suggestion",
    "make_letters",
    "open_letter_file",
    "record_arrival",
    "reopen_decision",
    "save_decision",
    "send_letter",
    "set_leaflet",
    "sign_letter",
    "take_back_letter",
    "take_noted",
    "take_suggestion",
    "want_letter_after_all",
]
