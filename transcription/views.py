"""The pages of transcription: start it, watch it, read it, say whose voice it is; and the queue for IT."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from recordings.models import Conference, Recording
from transcription import actions, machines, progress, words
from transcription.forms import JoinForm, LinesForm, NameForm, SplitForm, StartForm
from transcription.models import Job, Segment, Speaker, Transcript

STOP_POLLING = 286
SHOWN_JOBS = 200


@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    """Have a recording transcribed."""
    recording = get_object_or_404(Recording.objects.visible_to(request.user), pk=pk)
    form = StartForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    actions.queue(recording, speakers=said.get("speakers"), model=said.get("model", ""), by=request.user)
    return _back_to_panel(request, recording.conference)


def transcription(request: Request, pk: UUID) -> HttpResponse:
    """How far a conference's transcription has got, for the page that asks every 5 seconds."""
    conference = get_object_or_404(Conference.objects.visible_to(request.user), pk=pk)
    require(request.user, May.READ_MINUTES)
    if not request.htmx:
        return redirect("recordings:conference", pk)
    panel = progress.context(conference, request.user)
    if request.GET.get("seen") == panel["seen"]:
        return HttpResponse(status=204)
    status = 200 if panel["moving"] else STOP_POLLING
    return render(request, "transcription/_transcription.html", {"panel": panel}, status=status)


@require_POST
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Stop transcribing; the words so far are kept."""
    transcript = get_object_or_404(Transcript.objects.visible_to(request.user), pk=pk)
    actions.cancel(transcript, by=request.user)
    return _back_to_panel(request, transcript.recording.conference)


@require_POST
def retry(request: Request, pk: UUID) -> HttpResponse:
    """Go on with a transcription that stopped."""
    transcript = get_object_or_404(Transcript.objects.visible_to(request.user), pk=pk)
    actions.retry(transcript, by=request.user)
    return _back_to_panel(request, transcript.recording.conference)


def transcript(request: Request, pk: UUID) -> HttpResponse:
    """The words, as far as there are any, and whose voices they are."""
    require(request.user, May.READ_MINUTES)
    found = get_object_or_404(Transcript.objects.visible_to(request.user).with_keys(), pk=pk)
    page = words.page(found, request.user)
    if not request.htmx:
        return render(request, "transcription/transcript.html", page)
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    status = 200 if page["status"].is_moving else STOP_POLLING
    return render(request, "transcription/_words.html", page | {"polled": True}, status=status)


@require_POST
def speaker_name(request: Request, pk: UUID) -> HttpResponse:
    """Say whose voice this is."""
    speaker = get_object_or_404(Speaker.objects.visible_to(request.user), pk=pk)
    form = NameForm(request.POST, conference=speaker.transcript.recording.conference)
    if form.is_valid():
        actions.name_speaker(speaker, attendance=form.cleaned_data["attendance"], by=request.user)
    else:
        require(request.user, May.NAME_SPEAKERS)
        messages.error(request, "Choose whose voice this is from the list.")
    return _back_to_voices(request, speaker)


@require_POST
def speaker_unname(request: Request, pk: UUID) -> HttpResponse:
    """Take back whose voice this is."""
    speaker = get_object_or_404(Speaker.objects.visible_to(request.user), pk=pk)
    actions.unname_speaker(speaker, by=request.user)
    return _back_to_voices(request, speaker)


@require_POST
def speaker_join(request: Request, pk: UUID) -> HttpResponse:
    """Say that this voice is the same as another one."""
    speaker = get_object_or_404(Speaker.objects.visible_to(request.user), pk=pk)
    form = JoinForm(request.POST, transcript=speaker.transcript)
    if form.is_valid():
        actions.join_voices(speaker, into=form.cleaned_data["into"], by=request.user)
    else:
        require(request.user, May.NAME_SPEAKERS)
        messages.error(request, "Choose which other voice this one is.")
    return redirect("transcription:transcript", speaker.transcript_id)


@require_POST
def lines(request: Request, pk: UUID) -> HttpResponse:
    """Give the ticked lines to another voice."""
    found = get_object_or_404(Transcript.objects.visible_to(request.user), pk=pk)
    require(request.user, May.NAME_SPEAKERS)
    form = LinesForm(request.POST, transcript=found)
    if form.is_valid():
        said, voice = form.cleaned_data["lines"], form.cleaned_data["voice"]
        actions.reassign_lines(found, lines=list(said), to=voice, by=request.user)
    else:
        messages.error(request, "Tick the lines first, then choose whose they are.")
    return redirect("transcription:transcript", pk)


def line(request: Request, pk: UUID) -> HttpResponse:
    """One line, to be cut where somebody else begins to speak."""
    require(request.user, May.NAME_SPEAKERS)
    found = get_object_or_404(Segment.objects.visible_to(request.user).with_keys(), pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = SplitForm(sent, transcript=found.transcript)
    if form.is_valid():
        actions.split_line(found, at=form.cleaned_data["at"], to=form.cleaned_data["voice"], by=request.user)
        return redirect("transcription:transcript", found.transcript_id)
    context = words.page_of_line(found) | {"form": form}
    return render(request, "transcription/line.html", context, status=400 if form.errors else 200)


def queue(request: Request) -> HttpResponse:
    """The jobs, for IT: states and counts, never a name or a word of content."""
    require(request.user, May.RUN_QUEUE)
    jobs = Job.objects.visible_to(request.user).newest_first()
    context = {"rows": machines.rows(jobs[:SHOWN_JOBS]), "counts": jobs.counted()}
    template = "transcription/_jobs.html" if request.htmx else "transcription/queue.html"
    return render(request, template, context)


@require_POST
def job_retry(request: Request, pk: UUID) -> HttpResponse:
    """Try a stopped job again."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    actions.retry_job(job, by=request.user)
    return redirect("transcription:queue")


@require_POST
def job_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Stop a job."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    actions.cancel_job(job, by=request.user)
    return redirect("transcription:queue")


def _back_to_panel(request: Request, conference: Conference) -> HttpResponse:
    if request.htmx:
        panel = progress.context(conference, request.user)
        return render(request, "transcription/_transcription.html", {"panel": panel})
    return redirect("recordings:conference", conference.pk)


def _back_to_voices(request: Request, speaker: Speaker) -> HttpResponse:
    if request.htmx:
        found = Transcript.objects.visible_to(request.user).with_keys().get(pk=speaker.transcript_id)
        return render(request, "transcription/_voices.html", words.page(found, request.user))
    return redirect("transcription:transcript", speaker.transcript_id)
