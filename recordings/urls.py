"""Where the pages and the API of conferences and recordings are."""

from django.urls import URLPattern, URLResolver, path

from recordings import paths
from recordings.api import arrivals as api_arrivals
from recordings.api import conferences as api
from recordings.api import copies as api_copies
from recordings.api import drafting as api_drafting
from recordings.api import keeping as api_keeping
from recordings.api import notices as api_notices
from recordings.api import sound as api_sound
from recordings.api import takes as api_takes
from recordings.api import uploads as api_uploads
from recordings.views import (
    arrivals,
    conferences,
    copies,
    drafting,
    keeping,
    presence,
    recorder,
    sound,
    uploads,
)

app_name = "recordings"

urlpatterns: list[URLPattern | URLResolver] = [
    *paths.pages,
    path("conferences/", conferences.conferences, name="conferences"),
    path("conferences/new/", conferences.conference_add, name="conference_add"),
    path("conferences/<uuid:pk>/", conferences.conference, name="conference"),
    path("conferences/<uuid:pk>/held/", conferences.conference_held, name="conference_held"),
    path("conferences/<uuid:pk>/drafting/", drafting.drafting, name="drafting"),
    path("conferences/<uuid:pk>/drafting/switch/", drafting.drafting_switch, name="drafting_switch"),
    path("conferences/<uuid:pk>/trail/", conferences.trail, name="trail"),
    path("conferences/<uuid:pk>/presence/", presence.presence, name="presence"),
    path("conferences/<uuid:pk>/presence/confirm/", presence.presence_confirm, name="presence_confirm"),
    path("conferences/<uuid:pk>/presence/reopen/", presence.presence_reopen, name="presence_reopen"),
    path("conferences/<uuid:pk>/record/", recorder.record, name="record"),
    path("conferences/<uuid:pk>/notice/", recorder.notice_answer, name="notice"),
    path("conferences/<uuid:pk>/objections/", recorder.objection_add, name="objection_add"),
    path("takes/<uuid:pk>/finish/", recorder.take_finish, name="take_finish"),
    path("recordings/<uuid:pk>/move/", recorder.recording_move, name="recording_move"),
    path("recordings/<uuid:pk>/start/", recorder.recording_start, name="recording_start"),
    path("conferences/<uuid:pk>/uploads/", uploads.uploads, name="uploads"),
    path("uploads/<uuid:pk>/take-back/", uploads.upload_take_back, name="upload_take_back"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/<uuid:pk>/", arrivals.arrival, name="arrival"),
    path("arrivals/<uuid:pk>/set-aside/", arrivals.arrival_set_aside, name="arrival_set_aside"),
    path("arrivals/<uuid:pk>/put-back/", arrivals.arrival_put_back, name="arrival_put_back"),
    path("arrivals/<uuid:pk>/destroy/", arrivals.arrival_discard, name="arrival_discard"),
    path("recordings/<uuid:pk>/", sound.recording, name="recording"),
    path("recordings/<uuid:pk>/sound/", sound.sound, name="sound"),
    path("recordings/<uuid:pk>/waveform/", sound.waveform, name="waveform"),
    path("recordings/<uuid:pk>/parts/new/", presence.part_add, name="part_add"),
    path("parts/<uuid:pk>/remove/", presence.part_remove, name="part_remove"),
    path("recordings/<uuid:pk>/copies/new/", copies.sound_copy_add, name="sound_copy_add"),
    path("listening-copies/<uuid:pk>/", copies.sound_copy, name="sound_copy"),
    path("listening-copies/<uuid:pk>/agree/", copies.sound_copy_agree, name="sound_copy_agree"),
    path("listening-copies/<uuid:pk>/refuse/", copies.sound_copy_refuse, name="sound_copy_refuse"),
    path("listening-copies/<uuid:pk>/destroy/", copies.sound_copy_end, name="sound_copy_end"),
    path("listening-copies/<uuid:pk>/sound/", copies.sound_copy_sound, name="sound_copy_sound"),
    path("listening-copies/<uuid:pk>/download/", copies.sound_copy_download, name="sound_copy_download"),
    path("keeping/", keeping.keeping, name="keeping"),
    path("keeping/rules/new/", keeping.rule_add, name="rule_add"),
    path("conferences/<uuid:pk>/holds/new/", keeping.hold_add, name="hold_add"),
    path("keeping/holds/<uuid:pk>/lift/", keeping.hold_lift, name="hold_lift"),
    path("recordings/<uuid:pk>/destruction/", keeping.destruction_add, name="destruction_add"),
    path("conferences/<uuid:pk>/destruction/", keeping.record_destruction_add, name="record_destruction_add"),
    path("keeping/destructions/<uuid:pk>/", keeping.destruction, name="destruction"),
    path("keeping/destructions/<uuid:pk>/approve/", keeping.destruction_approve, name="destruction_approve"),
    path("keeping/destructions/<uuid:pk>/keep/", keeping.destruction_withdraw, name="destruction_withdraw"),
    path("keeping/destructions/<uuid:pk>/certificate/", keeping.certificate, name="certificate"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    *paths.api_pages,
    path("conferences/", api.conferences, name="conferences"),
    path("conferences/<uuid:pk>/", api.conference, name="conference"),
    path("conferences/<uuid:pk>/children/", api.children, name="children"),
    path("conferences/<uuid:pk>/people/", api.people, name="people"),
    path("conferences/<uuid:pk>/presence/confirm/", api.presence_confirm, name="presence_confirm"),
    path("conferences/<uuid:pk>/notice/", api_notices.notice, name="notice"),
    path("conferences/<uuid:pk>/objections/", api_notices.objections, name="objections"),
    path("conferences/<uuid:pk>/takes/", api_takes.takes, name="takes"),
    path("takes/<uuid:pk>/", api_takes.take, name="take"),
    path("takes/<uuid:pk>/begin/", api_takes.begin, name="take_begin"),
    path("takes/<uuid:pk>/room/", api_takes.room, name="take_room"),
    path("takes/<uuid:pk>/pause/", api_takes.pause, name="take_pause"),
    path("takes/<uuid:pk>/resume/", api_takes.resume, name="take_resume"),
    path("takes/<uuid:pk>/end/", api_takes.end, name="take_end"),
    path("takes/<uuid:pk>/finish/", api_takes.take_finish, name="take_finish"),
    path("recordings/<uuid:pk>/place/", api_notices.recording_place, name="recording_place"),
    path("recordings/<uuid:pk>/start/", api_notices.recording_start, name="recording_start"),
    path("conferences/<uuid:pk>/drafting/", api_drafting.drafting, name="drafting"),
    path("conferences/<uuid:pk>/drafting/switch/", api_drafting.drafting_switch, name="drafting_switch"),
    path("conferences/<uuid:pk>/uploads/", api_uploads.uploads, name="uploads"),
    path("conferences/<uuid:pk>/recordings/", api_sound.recordings, name="recordings"),
    path("uploads/<uuid:pk>/", api_uploads.upload, name="upload"),
    path("arrivals/", api_arrivals.arrivals, name="arrivals"),
    path("arrivals/<uuid:pk>/", api_arrivals.arrival, name="arrival"),
    path("arrivals/<uuid:pk>/match/", api_arrivals.arrival_match, name="arrival_match"),
    path("arrivals/<uuid:pk>/set-aside/", api_arrivals.arrival_set_aside, name="arrival_set_aside"),
    path("arrivals/<uuid:pk>/put-back/", api_arrivals.arrival_put_back, name="arrival_put_back"),
    path("arrivals/<uuid:pk>/destroy/", api_arrivals.arrival_discard, name="arrival_discard"),
    path("recordings/<uuid:pk>/", api_sound.recording, name="recording"),
    path("recordings/<uuid:pk>/sound/", api_sound.sound, name="sound"),
    path("recordings/<uuid:pk>/waveform/", api_sound.waveform, name="waveform"),
    path("recordings/<uuid:pk>/parts/", api.parts, name="parts"),
    path("recordings/<uuid:pk>/listening-copies/", api_copies.sound_copies, name="sound_copies"),
    path("listening-copies/<uuid:pk>/", api_copies.sound_copy, name="sound_copy"),
    path("listening-copies/<uuid:pk>/agree/", api_copies.sound_copy_agree, name="sound_copy_agree"),
    path("listening-copies/<uuid:pk>/refuse/", api_copies.sound_copy_refuse, name="sound_copy_refuse"),
    path("listening-copies/<uuid:pk>/sound/", api_copies.sound_copy_sound, name="sound_copy_sound"),
    path("listening-copies/<uuid:pk>/download/", api_copies.sound_copy_download, name="sound_copy_download"),
    path("keeping/", api_keeping.keeping, name="keeping"),
    path("keeping/rules/", api_keeping.rules, name="rules"),
    path("keeping/holds/", api_keeping.holds, name="holds"),
    path("conferences/<uuid:pk>/holds/", api_keeping.hold_add, name="hold_add"),
    path("keeping/holds/<uuid:pk>/lift/", api_keeping.hold_lift, name="hold_lift"),
    path("keeping/destructions/", api_keeping.destructions, name="destructions"),
    path("recordings/<uuid:pk>/destruction/", api_keeping.destruction_add, name="destruction_add"),
    path(
        "conferences/<uuid:pk>/destruction/",
        api_keeping.record_destruction_add,
        name="record_destruction_add",
    ),
    path("keeping/destructions/<uuid:pk>/", api_keeping.destruction, name="destruction"),
    path(
        "keeping/destructions/<uuid:pk>/approve/", api_keeping.destruction_approve, name="destruction_approve"
    ),
    path(
        "keeping/destructions/<uuid:pk>/keep/", api_keeping.destruction_withdraw, name="destruction_withdraw"
    ),
    path("keeping/destructions/<uuid:pk>/certificate/", api_keeping.certificate, name="certificate"),
]
