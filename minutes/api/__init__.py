"""Minutes over the API: the same actions as the pages."""

from minutes.api.correcting import corrections
from minutes.api.correcting import decide as decide_correction
from minutes.api.heading import change_template, write_template
from minutes.api.reading import checks, detail, minutes_list, version, versions
from minutes.api.shortening import propose_wording, take_wording
from minutes.api.steps import (
    approve,
    clear,
    here,
    name_version,
    part,
    redo,
    reopen,
    restore,
    start,
    suggestion,
    undo,
)
from minutes.api.writing import add, move, name, paragraph, replace, settle, type_sentences

__all__ = [
    "add",
    "approve",
    "change_template",
    "checks",
    "clear",
    "corrections",
    "decide_correction",
    "detail",
    "here",
    "minutes_list",
    "move",
    "name",
    "name_version",
    "paragraph",
    "part",
    "propose_wording",
    "redo",
    "reopen",
    "replace",
    "restore",
    "settle",
    "start",
    "suggestion",
    "take_wording",
    "type_sentences",
    "undo",
    "version",
    "versions",
    "write_template",
]
