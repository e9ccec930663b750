"""Everything that can be done to a conference, its people, its recordings and who may hear them."""

from recordings.actions.arrivals import (
    begin_arrival,
    discard_arrival,
    drop_arrival,
    hold_arrival,
    match_arrival,
    put_back_arrival,
    set_aside_arrival,
)
from recordings.actions.children import add_child, change_child, remove_child, set_child_type
from recordings.actions.conferences import add_conference, change_conference
from recordings.actions.conflicts import lift_conflict, note_conflict
from recordings.actions.drafting import note_facts, switch_drafting
from recordings.actions.keeping import (
    approve_destruction,
    keep_after_all,
    lift_hold,
    list_due,
    place_hold,
    propose_destruction,
    read_certificate,
    set_rule,
)
from recordings.actions.listening import end_listening, give_listening_reason
from recordings.actions.merging import merge_children, undo_merge
from recordings.actions.people import add_person, change_person, remove_person, show_address
from recordings.actions.notices import answer_notice, note_objection
from recordings.actions.order import place_recording, say_start
from recordings.actions.presence import add_part, confirm_presence, remove_part, reopen_presence
from recordings.actions.sound import note_listening, note_listening_copy
from recordings.actions.standing import (
    add_discussion,
    add_report,
    change_report,
    choose_discussion,
    decide_quorum,
    mark_held,
    move_conference,
    reconvene,
    remove_report,
)
from recordings.actions.takes import (
    begin_take,
    end_take,
    finish_take,
    note_room,
    pause_take,
    prepare_takes,
    resume_take,
)
from recordings.actions.uploads import (
    LARGEST,
    begin_upload,
    describe_recording,
    expire_upload,
    receive_recording,
    refuse_upload,
    take_back_upload,
)

__all__ = [
    "LARGEST",
    "add_child",
    "add_conference",
    "add_discussion",
    "add_part",
    "add_person",
    "add_report",
    "answer_notice",
    "approve_destruction",
    "begin_arrival",
    "begin_take",
    "begin_upload",
    "change_child",
    "change_conference",
    "change_person",
    "change_report",
    "choose_discussion",
    "confirm_presence",
    "decide_quorum",
    "describe_recording",
    "discard_arrival",
    "drop_arrival",
    "end_listening",
    "end_take",
    "expire_upload",
    "finish_take",
    "give_listening_reason",
    "hold_arrival",
    "keep_after_all",
    "lift_conflict",
    "lift_hold",
    "list_due",
    "mark_held",
    "match_arrival",
    "merge_children",
    "move_conference",
    "note_conflict",
    "note_facts",
    "note_listening",
    "note_listening_copy",
    "note_objection",
    "note_room",
    "pause_take",
    "place_hold",
    "place_recording",
    "prepare_takes",
    "propose_destruction",
    "put_back_arrival",
    "read_certificate",
    "receive_recording",
    "reconvene",
    "refuse_upload",
    "remove_child",
    "remove_part",
    "remove_person",
    "remove_report",
    "reopen_presence",
    "resume_take",
    "say_start",
    "set_aside_arrival",
    "set_child_type",
    "set_rule",
    "show_address",
    "switch_drafting",
    "take_back_upload",
    "undo_merge",
]
