"""What stands around the conferences of `pages_data`: messages, jobs, reviews, holds, endings, the log.

Ten years of it, as busy as the conferences are: a review of one in a hundred, a hold on one in two thousand,
a recording that ended for one in fifty, and five lines of the access log for each. The words that were
heard in old conferences are destroyed, and jobs are kept for 90 days, as the service does it.
"""

import itertools
from datetime import timedelta

from django.utils import timezone

from access.models import AuditEvent, AuditHead
from access.roles import Role
from minutes.requests.models import Message
from recordings.models import (
    Conference,
    Destruction,
    Hold,
    ListeningReason,
    Recording,
    RetentionRule,
    VaultKey,
)
from recordings.reviews.models import Review
from recordings.reviews.scorecard import QUESTIONS
from tests.bench.pages_rows import Keys, dice, name, seal_all, store
from transcription.models import Job, Transcript

BATCH = 20_000
LATELY, PAPERS, JOBS = timedelta(days=60), timedelta(days=100), timedelta(days=90)
VERBS = [
    "conference.changed",
    "recording.received",
    "recording.listened",
    "recording.listened",
    "minutes.read",
]


def fill(people):
    """Everything around the conferences there are."""
    one_of = {role: next(one for one in people if one.role == role) for role in Role if role != Role.SERVICE}
    RetentionRule.objects.create(kind="with_record", basis="75th birthday", effective_from="2010-01-01",
                                 set_by=one_of[Role.INFORMATION_GOVERNANCE])  # fmt: skip
    conferences = Conference.objects.filter(status="held").order_by("held_on")
    heard(one_of[Role.CHAIR])
    reviews(conferences, one_of[Role.QUALITY_REVIEWER])
    endings(conferences, one_of)
    messages(conferences.count() // 50)
    log(conferences)


def batches(rows):
    """As many of them as fit in memory, several times."""
    found = rows.iterator(chunk_size=BATCH)
    while some := list(itertools.islice(found, BATCH)):
        yield some


def heard(by):
    """A transcript of every recording, made on the day it came, and its job while that is kept."""
    today, now = timezone.localdate(), timezone.now()
    for some in batches(Recording.objects.values_list("pk", "conference__held_on")):
        keys, papers, jobs = [], [], []
        for recording, day in some:
            old, at = day < today - PAPERS, now - (today - day)
            key = VaultKey(wrapped=None if old else b"none", destroyed_at=now if old else None,
                           provider="bench", kek_id="none", kek_version=1)  # fmt: skip
            keys.append(key)
            papers.append(Transcript(key=key, recording_id=recording, asked_by=by, model_name="base",
                                     created_at=at, finished_at=at))  # fmt: skip
            if day > today - JOBS:
                jobs.append(Job(kind="transcribe", subject=papers[-1].pk, state="done", run_after=at,
                                attempt=1, done=100, total=100, finished_at=at))  # fmt: skip
        store(VaultKey, keys)
        store(Transcript, papers)
        store(Job, jobs)


def reviews(conferences, reviewer):
    """One in a hundred, the newest two still going on."""
    ring, reasons, made, now = Keys(), [], [], timezone.now()
    chosen = list(conferences.filter(held_on__lt=timezone.localdate() - LATELY)[::100])
    for place, conference in enumerate(reversed(chosen)):
        key, own = ring.fresh(), ring.fresh()
        at = now - (timezone.localdate() - conference.held_on) + LATELY
        going_on = place < 2
        reason = ListeningReason(key=key, user=reviewer, conference=conference, purpose="sample",
                                 note="Why.", opened_at=at, ends_at=now + LATELY if going_on else at,
                                 closed_at=None if going_on else at)  # fmt: skip
        reasons.append(seal_all(reason, key, ring.open[key.pk]))
        scores = {question.code: {"score": "3", "evidence": "What was heard."} for question in QUESTIONS}
        review = Review(key=own, reason=reason, reviewer=reviewer, scores=scores,
                        finished_at=None if going_on else at)  # fmt: skip
        made.append(seal_all(review, own, ring.open[own.pk]))
    ring.store()
    store(ListeningReason, reasons)
    store(Review, made)


def endings(conferences, one_of):
    """Holds, recordings that were destroyed, and some that wait for a second person."""
    ring, holds, ended, now = Keys(), [], [], timezone.now()
    first, second, rule = (
        one_of[Role.INFORMATION_GOVERNANCE],
        one_of[Role.QUALITY_REVIEWER],
        RetentionRule.objects.get(),
    )
    for conference in conferences[::2000]:
        key = ring.fresh()
        held = Hold(key=key, conference=conference, reason="court", note="Why.", placed_by=first)
        holds.append(seal_all(held, key, ring.open[key.pk]))
    oldest = Recording.objects.order_by("conference__held_on")
    gone = list(oldest.values_list("pk", "conference__held_on")[: oldest.count() // 50])
    for place, (recording, day) in enumerate(gone):
        key, done = ring.fresh(), place > 60
        row = Destruction(key=key, recording_id=recording, rule=rule, ends_on=day + timedelta(days=1500),
                          state="done" if done else "proposed", proposed_by=first,
                          proposed_at=now)  # fmt: skip
        if done:
            row.approved_by, row.approved_at, row.backups_end_on = second, now, timezone.localdate()
            row.certificate, row.certificate_sha256 = "none", "0" * 64
        ended.append(seal_all(row, key, ring.open[key.pk]))
    ring.store()
    store(Hold, holds)
    store(Destruction, ended)
    done = Recording.objects.filter(destructions__state="done")
    Recording.objects.filter(pk__in=done.values("pk")).update(erased_at=now, erased_by=second)


def messages(count):
    """What came by e-mail in ten years: the last dozen wait to be sorted, the others were set aside."""
    ring, made, now = Keys(), [], timezone.now()
    for place in range(count):
        key, new = ring.fresh(), place < 12
        state, aside = ("new", "") if new else ("aside", "spam")
        row = Message(key=key, channel="email", state=state, aside=aside,
                      received_at=now - timedelta(hours=9 * place), sender="somebody@bench.example",
                      name=name(), blob="none", size=1, sha256="0" * 64,
                      fingerprint=f"{place:064}")  # fmt: skip
        made.append(seal_all(row, key, ring.open[key.pk]))
    ring.store()
    store(Message, made)


def log(conferences):
    """Five lines for each conference, in the order of its days; they are not chained to each other."""
    numbers = itertools.count(1)
    now, today = timezone.now(), timezone.localdate()
    for some in batches(conferences.values_list("pk", "held_on", "chair", "administrator")):
        events = []
        for (pk, day, chair, office), verb in itertools.product(some, VERBS):
            actor, role = (chair, Role.CHAIR) if dice.random() < 0.6 else (office, Role.ADMINISTRATOR)
            refused = dice.random() < 0.001
            details = {"from_second": 0, "to_second": 60} if verb == "recording.listened" else {}
            events.append(
                AuditEvent(sequence=next(numbers), at=now - (today - day), actor_id=actor, actor_role=role,
                           verb=verb, on_model="recordings.recording", on_id=str(pk), conference_id=pk,
                           outcome="refused" if refused else "done", details=details,
                           previous="0" * 64, digest="0" * 64)
            )  # fmt: skip
        store(AuditEvent, events)
    AuditHead.objects.update_or_create(pk=1, defaults={"sequence": next(numbers) - 1, "digest": "0" * 64})
