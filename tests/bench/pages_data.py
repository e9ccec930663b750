"""A council's whole record, made in bulk for `tests.bench.pages`. Everybody in it is invented."""

from datetime import time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.letters.models import ChildDecision, Letter
from minutes.models import Minutes, Version
from minutes.requests.models import CopyFile, Dispatch, MinuteRequest, TypedCopy
from recordings.models import Attendance, Child, Conference, ConferenceChild, Recording
from recordings.models.people import NameMark
from recordings.vault.fields import Sealed
from recordings.vault.lookup import lookup_digest, name_digests
from tests.bench import pages_again, pages_around
from tests.bench.pages_requests import request
from tests.bench.pages_rows import Keys, dice, name, numbers, seal, seal_all, store

CONFERENCES, CHILDREN_EACH, PEOPLE_EACH, BATCH = 200_000, 1.25, 3, 2_000
TIMES = 10  # one in so many is sealed row by row
ROLES = [("Mother", "family"), ("Social worker", "professional"), ("Class teacher", "professional")]
LATELY = 60  # days: minutes of an older conference are approved, and its letter has gone


def users():
    """60 chairs, 12 administrators, and one of each other role."""
    password = make_password("a long enough sentence")
    wanted = [(Role.CHAIR, 60), (Role.ADMINISTRATOR, 12), (Role.QUALITY_REVIEWER, 1),
              (Role.INFORMATION_GOVERNANCE, 1), (Role.IT, 1)]  # fmt: skip
    made = [
        User(
            email=f"{role.value}{n:03}@bench.example", name=f"{role.label} {n}", role=role, password=password
        )
        for role, count in wanted
        for n in range(count)
    ]
    User.objects.bulk_create(made)
    return made


def look_over():
    """What PostgreSQL finds out about its tables within minutes by itself, and SQLite never."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def fill(scale: float) -> str:
    """Everything; in words what was made."""
    if connection.vendor == "sqlite":  # while it is made only: else each page is written many times
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -4000000")
    people = users()
    chairs = [one for one in people if one.role == Role.CHAIR]
    office = [one for one in people if one.role == Role.ADMINISTRATOR]
    left = round(CONFERENCES * scale / TIMES)
    while left:
        count = min(BATCH, left)
        with transaction.atomic():
            batch(count, chairs, office)
        left -= count
    first = set(Conference.objects.values_list("pk", flat=True))
    pages_again.multiply(TIMES)
    with transaction.atomic():
        pages_around.fill(people)
    look_over()
    pages_again.seal_again(TIMES, first, looked_at())
    look_over()
    connection.close()  # the next one is as the service's own
    counts = (Conference.objects.count(), Child.objects.count(), Attendance.objects.count())
    return "{:,} conferences, {:,} children, {:,} people".format(*counts)


def looked_at():
    """The conferences far down in lists, which some pages open."""
    who = {role: User.objects.filter(role=role).order_by("email").first() for role in Role}
    chair, office = who[Role.CHAIR], who[Role.ADMINISTRATOR]
    conferences = Conference.objects.order_by("-held_on", "-starts_at", "pk")
    letters = Letter.objects.filter(conference__administrator=office).exclude(sent_on=None)
    asked = MinuteRequest.objects.ended().order_by("-received_at")
    kept = Recording.objects.unlisted().oldest_first().values_list("conference", flat=True)
    return {
        *around(conferences.values_list("pk", flat=True), conferences.count() // 2),
        *around(letters.order_by("-sent_on").values_list("conference", flat=True), 19 * 25),
        *around(asked.filter(conference__chair=chair).values_list("conference", flat=True), 0),
        *around(asked.values_list("conference", flat=True), 0),
        *around(asked.values_list("conference", flat=True), 98 * 25),
        *around(TypedCopy.objects.newest_first().values_list("request__conference", flat=True), 0),
        *around(kept, 0),
        *around(kept, kept.count() // 2),
    }


def around(found, place):
    """A page or two on both sides."""
    return found[max(place - 100, 0) : place + 100]


def batch(count, chairs, office):
    """Some conferences with all that hangs from them, in a dozen inserts."""
    ring, today = Keys(), timezone.localdate()
    made = {model: [] for model in (Conference, Child, NameMark, ConferenceChild, Attendance, Recording,
                                    ChildDecision, Minutes, Version, Letter, MinuteRequest, TypedCopy,
                                    CopyFile, Dispatch)}  # fmt: skip
    for _ in range(count):
        one(ring, made, dice.choice(chairs), dice.choice(office), today)
    rows = made.pop(Child), made.pop(Conference)
    ring.store()
    store(Child, rows[0])
    store(Conference, rows[1])
    for model, some in made.items():
        store(model, some)


def one(ring, made, chair, administrator, today):
    """One conference: most were held in the last ten years, a few are still to come."""
    day = (
        today + timedelta(days=dice.randint(1, 60))
        if dice.random() < 0.016
        else today - timedelta(days=dice.randint(1, 3650))
    )
    past, key, now = day <= today, ring.fresh(), timezone.now()
    plain = ring.open[key.pk]
    held = Conference(
        key=key, type=dice.choice(["initial", "review", "review"]), status="held" if past else "planned",
        held_on=day, starts_at=time(10, 0), place="Room 1", chair=chair, administrator=administrator,
        strategy_discussion_on=day - timedelta(days=14), letters_made_at=now if past else None,
        created_at=now - timedelta(days=max((today - day).days, 0) + 14),
    )  # fmt: skip
    lately = day > today - timedelta(days=LATELY)
    if past and (not lately or dice.random() < 0.96):
        recording(ring, made, held, chair)
        if not lately or dice.random() < 0.9:
            held.presence_confirmed_at, held.presence_confirmed_by = now, chair
    made[Conference].append(seal_all(held, key, plain))
    for order in range(2 if dice.random() < CHILDREN_EACH - 1 else 1):
        child(ring, made, held, order, decided=past and dice.random() < 0.9995)
    for order, (role, group) in enumerate(ROLES[:PEOPLE_EACH]):
        row = Attendance(
            conference=held, name=name(), role=role, agency="", group=group, came="attended", order=order
        )
        made[Attendance].append(seal_all(row, key, plain))
    if past:
        minutes_of(ring, made, held, approved=not lately)
        letter(ring, made, held, row, sent=not lately or dice.random() < 0.9)
        if dice.random() < 0.02:
            request(ring, made, held, row, made[Version][-1] if not lately else None)


def minutes_of(ring, made, held, *, approved):
    key, other = ring.fresh(), ring.fresh()
    now = timezone.now()
    row = Minutes(key=key, restricted_key=other, conference=held)
    version = Version(minutes=row, number=1, content_sha256="0" * 64, author=held.chair)
    if approved:
        row.status, row.approved_at, row.approved_by = "approved", now, held.chair
        row.approved_version_id = version.pk
    version.content = Sealed(seal(b'{"sections":[]}', key, ring, version, "content"))
    version.restricted = Sealed(seal(b'{"sections":[]}', other, ring, version, "restricted"))
    made[Version].append(seal_all(version, key, ring.open[key.pk]))
    made[Minutes].append(row)


def letter(ring, made, held, to, *, sent):
    key = ring.fresh()
    row = Letter(key=key, conference=held, recipient=to, due_on=held.held_on + timedelta(days=1), name=name(),
                 address="1 High Street\nAldermere", number=f"L-{next(numbers)}", pages=2,
                 status="sent" if sent else "draft")  # fmt: skip
    if sent:
        row.signed_at, row.signed_by = timezone.now(), held.chair
        row.sent_on, row.sent_by = held.held_on, held.administrator
    made[Letter].append(seal_all(row, key, ring.open[key.pk]))


def child(ring, made, held, order, *, decided):
    key = ring.fresh()
    row = Child(key=key, name=name(), born_on_text="2019-06-03", case_reference=f"WX-{next(numbers):07}")
    row.case_reference_digest = lookup_digest(row.case_reference)
    made[NameMark] += [NameMark(child=row, digest=digest) for digest in sorted(name_digests(row.name))]
    made[Child].append(seal_all(row, key, ring.open[key.pk]))
    link = ConferenceChild(conference=held, child=row, order=order)
    made[ConferenceChild].append(link)
    if decided:
        link.decided_at = timezone.now()
        own = ring.fresh()
        decision = ChildDecision(key=own, row=link, outcome="plan_made", category="neglect", reasons="Why.",
                                 decided_at=timezone.now(), decided_by=held.chair)  # fmt: skip
        made[ChildDecision].append(seal_all(decision, own, ring.open[own.pk]))


def recording(ring, made, held, chair):
    key = ring.fresh()
    row = Recording(key=key, conference=held, received_by=chair, blob="none", size=1, blob_sha256="0" * 64,
                    fingerprint="0" * 64, container="wav", codec="pcm_s16le", duration_ms=3_600_000,
                    filename="conference.wav")  # fmt: skip
    made[Recording].append(seal_all(row, key, ring.open[key.pk]))
