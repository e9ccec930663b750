"""Everything that can be done to minutes."""

from minutes.actions.approving import approve, reopen, start_checking
from minutes.actions.byhand import start_typing, type_sentences
from minutes.actions.checking import clear_check, mark_suggested_part, settle_suggestion
from minutes.actions.correcting import (
    accept_correction,
    log_correction,
    note_comment,
    refuse_correction,
)
from minutes.actions.drafting import start_draft
from minutes.actions.editing import (
    add_paragraph,
    edit_paragraph,
    move_paragraph,
    name_paragraph,
    settle_clash,
)
from minutes.actions.heading import change_template, write_template
from minutes.actions.replacing import replace_words
from minutes.actions.shortening import propose_wording, take_wording
from minutes.actions.undoing import redo, undo
from minutes.actions.versions import name_version, note_reading, restore_version

__all__ = [
    "accept_correction",
    "add_paragraph",
    "approve",
    "change_template",
    "clear_check",
    "edit_paragraph",
    "log_correction",
    "mark_suggested_part",
    "move_paragraph",
    "name_paragraph",
    "name_version",
    "note_comment",
    "note_reading",
    "propose_wording",
    "redo",
    "refuse_correction",
    "reopen",
    "replace_words",
    "restore_version",
    "settle_clash",
    "settle_suggestion",
    "start_checking",
    "start_draft",
    "start_typing",
    "take_wording",
    "type_sentences",
    "undo",
    "write_template",
]
