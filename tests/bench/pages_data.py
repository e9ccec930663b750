"""A council's whole record, made in bulk for `tests.bench.pages`. Everybody in it is invented."""

import itertools
import os
import random
from datetime import time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import AutoField
from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.letters.models import ChildDecision, Letter
from minutes.models import Minutes, Version
from minutes.requests.models import MinuteRequest
from recordings.models import Attendance, Child, Conference, ConferenceChild, Recording, VaultKey
from recordings.models.people import NameMark
from recordings.vault import keys, sealed, short
from recordings.vault.fields import Sealed, SealedField
from recordings.vault.lookup import lookup_digest, name_digests
from tests.bench import pages_again

CONFERENCES, CHILDREN_EACH, PEOPLE_EACH, BATCH = 200_000, 1.25, 3, 2_000
TIMES, A_PAGE = 10, 25  # one in ten is sealed row by row
FIRST = ["Alfie", "Maisie", "Noah", "Ava", "Leo", "Ivy", "Omar", "Zara", "Finn", "Ruby", "Kai", "Esme"]
LAST = ["Hartley", "Bancroft", "Cotter", "Okafor", "Nair", "Marsh", "Pereira", "Saleh", "Garside", "Pryce"]
ROLES = [("Mother", "family"), ("Social worker", "professional"), ("Class teacher", "professional")]
LATELY = 60  # days: minutes of an older conference are approved, and its letter has gone
numbers = itertools.count(1)
dice = random.Random(7)


class Keys:
    """Fresh keys, wrapped by one provider; the open bytes of the batch at hand are kept beside them."""

    def __init__(self):
        self.provider, self.rows, self.open = keys.provider(), [], {}

    def fresh(self):
        row, plain = VaultKey(), os.urandom(32)
        found = self.provider.wrap(row.pk, plain)
        row.wrapped, row.provider = found.bytes, found.provider
        row.kek_id, row.kek_version = found.kek_id, found.kek_version
        self.rows.append(row)
        self.open[row.pk] = plain
        return row

    def store(self):
        store(VaultKey, self.rows)
        self.rows, self.open = [], {}


def seal_all(row, key, plain):
    """Every sealed value that was assigned, as the field itself would seal it."""
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField):
            value = row.__dict__.get(field.attname)
            if value in (None, "") and field.null:
                row.__dict__[field.attname] = None
            elif not isinstance(value, Sealed):
                bound = sealed.context(key.pk, row.pk, str(field.column))
                row.__dict__[field.attname] = Sealed(short.seal_field(field.encode(value), plain, bound))
    return row


def store(model, rows):
    """As bulk_create would, without its sentences: COPY in PostgreSQL, one prepared sentence in SQLite."""
    fields = [each for each in model._meta.concrete_fields if not isinstance(each, AutoField)]
    columns = ", ".join(connection.ops.quote_name(each.column) for each in fields)
    values = (
        [each.get_db_prep_save(each.pre_save(row, True), connection) for each in fields] for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
                for each in values:
                    copy.write_row(each)
        else:
            marks = ", ".join("?" * len(fields))
            sentence = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"
            cursor.connection.cursor().executemany(sentence, values)


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


def fill(scale: float) -> str:
    """Everything; in words what was made."""
    Conference._meta.get_field("created_at").auto_now_add = False  # each was added before it was held
    people = users()
    chairs = [one for one in people if one.role == Role.CHAIR]
    office = [one for one in people if one.role == Role.ADMINISTRATOR]
    left = round(CONFERENCES * scale / TIMES)
    while left:
        count = min(BATCH, left)
        with transaction.atomic():
            batch(count, chairs, office)
        left -= count
    pages_again.multiply(TIMES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages_again.seal_again(TIMES, looked_at())
    counts = (Conference.objects.count(), Child.objects.count(), Attendance.objects.count())
    return "{:,} conferences, {:,} children, {:,} people".format(*counts)


def looked_at():
    """The days of the conferences far down the list and at its end, which some pages open."""
    days = Conference.objects.order_by("-held_on").values_list("held_on", flat=True)
    middle, every = days.count() // 2, 2 * A_PAGE
    return {*days[max(middle - every, 0) : middle + every], *days.reverse()[: 12 * A_PAGE]}


def batch(count, chairs, office):
    """Some conferences with all that hangs from them, in a dozen inserts."""
    ring, today = Keys(), timezone.localdate()
    made = {model: [] for model in (Conference, Child, NameMark, ConferenceChild, Attendance, Recording,
                                    ChildDecision, Minutes, Version, Letter, MinuteRequest)}  # fmt: skip
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
        if dice.random() < 0.01
        else today - timedelta(days=dice.randint(1, 3650))
    )
    past, key = day <= today, ring.fresh()
    plain = ring.open[key.pk]
    held = Conference(
        key=key, type=dice.choice(["initial", "review", "review"]), status="held" if past else "planned",
        held_on=day, starts_at=time(10, 0), place="Room 1", chair=chair, administrator=administrator,
        strategy_discussion_on=day - timedelta(days=14),
        created_at=timezone.now() - timedelta(days=max((today - day).days, 0) + 14),
    )  # fmt: skip
    if past:
        held.presence_confirmed_at, held.presence_confirmed_by = timezone.now(), chair
        recording(ring, made, held, chair)
    made[Conference].append(seal_all(held, key, plain))
    for order in range(2 if dice.random() < CHILDREN_EACH - 1 else 1):
        child(ring, made, held, order, decided=past and dice.random() < 0.9995)
    for order, (role, group) in enumerate(ROLES[:PEOPLE_EACH]):
        row = Attendance(
            conference=held, name=name(), role=role, agency="", group=group, came="attended", order=order
        )
        made[Attendance].append(seal_all(row, key, plain))
    if past:
        old = day < today - timedelta(days=LATELY)
        minutes_of(ring, made, held, approved=old)
        letter(ring, made, held, row, sent=old or dice.random() < 0.9)
        if dice.random() < 0.02:
            request(ring, made, held, row, ended=old)


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


def seal(plain, key, ring, row, column):
    return short.seal_field(plain, ring.open[key.pk], sealed.context(key.pk, row.pk, column))


def letter(ring, made, held, to, *, sent):
    key = ring.fresh()
    row = Letter(key=key, conference=held, recipient=to, due_on=held.held_on + timedelta(days=1), name=name(),
                 address="1 High Street\nAldermere", number=f"L-{next(numbers)}", pages=2,
                 status="sent" if sent else "draft")  # fmt: skip
    if sent:
        row.signed_at, row.signed_by = timezone.now(), held.chair
        row.sent_on, row.sent_by = held.held_on, held.administrator
    made[Letter].append(seal_all(row, key, ring.open[key.pk]))


def request(ring, made, held, to, *, ended):
    key, day = ring.fresh(), held.held_on
    row = MinuteRequest(key=key, reference=f"R-{next(numbers)}", conference=held, channel="letter",
                        received_at=held.created_at, taken_by=held.administrator, name=name(),
                        relationship="mother", attendance=to, local_due_on=day + timedelta(days=28),
                        legal_due_on=day + timedelta(days=30),
                        status="closed" if ended else "triage")  # fmt: skip
    made[MinuteRequest].append(seal_all(row, key, ring.open[key.pk]))


def child(ring, made, held, order, *, decided):
    key = ring.fresh()
    row = Child(key=key, name=name(), born_on_text="2019-06-03", case_reference=f"WX-{next(numbers):07}")
    row.case_reference_digest = lookup_digest(row.case_reference)
    made[NameMark] += [NameMark(child=row, digest=digest) for digest in sorted(name_digests(row.name))]
    made[Child].append(seal_all(row, key, ring.open[key.pk]))
    link = ConferenceChild(conference=held, child=row, order=order)
    made[ConferenceChild].append(link)
    if decided:
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


def name():
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}{next(numbers)}"
