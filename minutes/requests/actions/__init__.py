"""Everything that can be done to a request, its marks and its copies."""

from minutes.requests.actions.log import (
    Asked,
    close,
    confirm_address,
    confirm_requester,
    log_request,
    sort_request,
    withdraw,
)
from minutes.requests.actions.redact import (
    Passage,
    Ruling,
    choose_again,
    decide,
    mark_words,
    send_for_check,
    start_redaction,
    undo,
)
from minutes.requests.actions.release import (
    Seen,
    agree_marks,
    open_file,
    record_delivery,
    release_copy,
    send_back,
    take_back,
)
from minutes.requests.actions.wait import (
    allow_open_parts,
    ask_chair,
    ask_for_answer,
    extend,
    note_answer,
    refuse,
)

__all__ = [
    "Asked",
    "Passage",
    "Ruling",
    "Seen",
    "agree_marks",
    "allow_open_parts",
    "ask_chair",
    "ask_for_answer",
    "choose_again",
    "close",
    "confirm_address",
    "confirm_requester",
    "decide",
    "extend",
    "log_request",
    "mark_words",
    "note_answer",
    "open_file",
    "record_delivery",
    "refuse",
    "release_copy",
    "send_back",
    "send_for_check",
    "sort_request",
    "start_redaction",
    "take_back",
    "undo",
    "withdraw",
]
