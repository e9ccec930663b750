"""Short periodic work: drafts are pulled, so nothing below has to know of minutes."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db.models import Exists, OuterRef, QuerySet

from access.errors import Conflict
from access.models import User
from minutes import actions, council
from minutes.drafting import first_texts
from minutes.models import Minutes
from recordings.drafting import drafting_of
from recordings.models import Conference, Recording, Take
from transcription.models import Transcript

logger = logging.getLogger(__name__)


@shared_task
def start_due_drafts() -> int:
    """Draft minutes for each conference whose recordings are all transcribed. Safe to run twice."""
    drafted = 0
    for conference in due():
        if not drafting_of(conference).on:
            continue
        transcripts = _transcripts(conference)
        name = council.for_new()
        content, restricted = first_texts(conference, transcripts, name)
        texts = (council.laid_out(content, name), restricted)
        try:
            actions.start_draft(conference, texts=texts, by=User.objects.service("drafting"), template=name)
        except Conflict:
            logger.info("conference %s has minutes already", conference.pk)
            continue
        drafted += 1
    return drafted


def due() -> QuerySet[Conference]:
    """Conferences with recordings, all of them transcribed, and without minutes."""
    kept = Recording.objects.filter(conference=OuterRef("pk"), erased_at=None)
    finished = Transcript.objects.finished().filter(recording=OuterRef("pk"))
    waiting = kept.exclude(Exists(finished))
    without = Conference.objects.exclude(Exists(Minutes.objects.filter(conference=OuterRef("pk"))))
    recording_still = Take.objects.unfinished().filter(upload__conference=OuterRef("pk"))
    return without.filter(Exists(kept)).exclude(Exists(waiting)).exclude(Exists(recording_still))


def _transcripts(conference: Conference) -> list[Transcript]:
    """The newest finished transcript of each recording, in the order of the recordings."""
    recordings = Recording.objects.filter(conference=conference, erased_at=None).in_order()
    finished = Transcript.objects.finished().select_related("recording__key", "key").order_by("finished_at")
    newest = {transcript.recording_id: transcript for transcript in finished.filter(recording__in=recordings)}
    return [newest[recording.pk] for recording in recordings]
