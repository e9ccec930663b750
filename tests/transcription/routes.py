"""Who may do what with transcription."""

from django.utils import timezone

from access.roles import Role
from recordings.models import VaultKey
from tests.routes import Route, about_conference, about_recording
from transcription.models import Job, Segment, Speaker, Transcript

CASE = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
READ = CASE | {Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE}
IT = frozenset({Role.IT})


def about_transcript(world, *, state="running"):
    transcript = Transcript.objects.create(
        key=VaultKey.objects.fresh(), recording=world.recording, asked_by=world.people[Role.CHAIR]
    )
    ended = {"finished_at": timezone.now()} if state == "dead" else {}
    Job.objects.create(
        kind="transcribe", subject=transcript.pk, state=state, run_after=timezone.now(),
        lease_until=timezone.now(), worker="worker", **ended,
    )  # fmt: skip
    return {"pk": transcript.pk}


def about_stopped_transcript(world):
    return about_transcript(world, state="dead")


def about_job(world):
    return {"pk": Job.objects.get(subject=about_transcript(world)["pk"]).pk}


def about_stopped_job(world):
    return {"pk": Job.objects.get(subject=about_stopped_transcript(world)["pk"]).pk}


def about_speaker(world):
    speaker = Speaker.objects.create(transcript_id=about_transcript(world)["pk"], label="Speaker 1", order=1)
    Segment.objects.create(
        transcript=speaker.transcript, speaker=speaker, index=0, start_ms=0, end_ms=900,
        heard={"text": "Yes.", "words": [], "flags": []},
    )  # fmt: skip
    return {"pk": speaker.pk}


def about_line(world):
    speaker = Speaker.objects.get(pk=about_speaker(world)["pk"])
    return {"pk": speaker.segments.get().pk}


def the_mother(world):
    return {"attendance": str(world.mother.pk)}


def route(name, allowed, method="get", kwargs=about_transcript, **more):
    return Route(f"transcription:{name}", allowed=allowed, method=method, kwargs=kwargs, own=True, **more)


def api(name, allowed, method="get", kwargs=about_transcript, **more):
    return Route(f"transcription-api:{name}", allowed=allowed, method=method, kwargs=kwargs, own=True, **more)


def for_it(name, method="get", **more):
    return Route(name, allowed=IT, method=method, **more)


ROUTES = [
    route("transcription", READ, kwargs=about_conference),
    route("start", CASE, "post", kwargs=about_recording),
    route("transcript", READ),
    route("cancel", CASE, "post"),
    route("retry", CASE, "post", kwargs=about_stopped_transcript),
    route("speaker_name", CASE, "post", kwargs=about_speaker, data=the_mother),
    route("speaker_unname", CASE, "post", kwargs=about_speaker),
    route("speaker_join", CASE, "post", kwargs=about_speaker),
    route("lines", CASE, "post"),
    route("line", CASE, kwargs=about_line),
    for_it("transcription:queue"),
    for_it("transcription:job_retry", "post", kwargs=about_stopped_job),
    for_it("transcription:job_cancel", "post", kwargs=about_job),
    api("start", CASE, "post", kwargs=about_recording),
    api("transcript", READ),
    api("words", READ),
    api("cancel", CASE, "post"),
    api("retry", CASE, "post", kwargs=about_stopped_transcript),
    api("speaker_name", CASE, "post", kwargs=about_speaker, data=the_mother),
    api("lines", READ),
    api("line_split", CASE, "post", kwargs=about_line, data=lambda world: {"at": 1}),
    api("speaker_unname", CASE, "post", kwargs=about_speaker),
    api("speaker_join", CASE, "post", kwargs=about_speaker),
    for_it("transcription-api:queue"),
    for_it("transcription-api:job_cancel", "post", kwargs=about_job),
    for_it("transcription-api:job_retry", "post", kwargs=about_stopped_job),
]
