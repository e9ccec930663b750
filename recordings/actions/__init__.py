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
from recordings.actions.presence import add_part, confirm_presence, remove_part, reopen_presence
from recordings.actions.sound import note_listening, note_listening_copy
from recordings.actions.uploads import (
    begin_upload,
    describe_recording,
    expire_upload,
    receive_recording,
    refuse_upload,
    take_back_upload,
)

__all__ = [
    "add_child",
    "add_conference",
    "add_part",
    "add_person",
    "approve_destruction",
    "begin_upload",
    "change_conference",
    "change_person",
    "confirm_presence",
    "describe_recording",
    "end_listening",
    "expire_upload",
    "give_listening_reason",
    "keep_after_all",
    "lift_hold",
    "list_due",
    "mark_held",
    "note_facts",
    "note_listening",
    "note_listening_copy",
    "place_hold",
    "propose_destruction",
    "read_certificate",
    "receive_recording",
    "refuse_upload",
    "remove_part",
    "remove_person",
    "reopen_presence",
    "set_rule",
    "switch_drafting",
    "take_back_upload",
]
