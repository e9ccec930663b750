"""A council's whole record, made in bulk for `tests.bench.pages`. Everybody in it is invented."""

import itertools
import os
import random
from datetime import time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.letters.models import ChildDecision, Letter
from minutes.models import Minutes
from recordings.models import Attendance, Child, Conference, ConferenceChild, Recording, VaultKey
from recordings.models.people import NameMark
from recordings.vault import keys, sealed, short
from recordings.vault.fields import Sealed, SealedField
from recordings.vault.lookup import lookup_digest, name_digests

CONFERENCES, CHILDREN_EACH, PEOPLE_EACH, BATCH = 200_000, 1.25, 3, 2_000
FIRST = ["Alfie", "Maisie", "Noah", "Ava", "Leo", "Ivy", "Omar", "Zara", "Finn", "Ruby", "Kai", "Esme"]
LAST = ["Hartley", "Bancroft", "Cotter", "Okafor", "Nair", "Marsh", "Pereira", "Saleh", "Garside", "Pryce"]
ROLES = [("Mother", "family"), ("Social worker", "professional"), ("Class teacher", "professional")]
LATELY = 60
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
        VaultKey.objects.bulk_create(self.rows)
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
    left = round(CONFERENCES * scale)
    while left:
        count = min(BATCH, left)
        with transaction.atomic():
            batch(count, chairs, office)
        left -= count
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counts = (Conference.objects.count(), Child.objects.count(), Attendance.objects.count())
    return "{:,} conferences, {:,} children, {:,} people".format(*counts)


def batch(count, chairs, office):
    """Some conferences with all that hangs from them, in a dozen inserts."""
    ring, today = Keys(), timezone.localdate()
    made = {model: [] for model in (Conference, Child, NameMark, ConferenceChild, Attendance, Recording,
                                    ChildDecision, Minutes, Letter)}  # fmt: skip
    for _ in range(count):
        one(ring, made, dice.choice(chairs), dice.choice(office), today)
    rows = made.pop(Child), made.pop(Conference)
    ring.store()
    Child.objects.bulk_create(rows[0])
    Conference.objects.bulk_create(rows[1])
    for model, some in made.items():
        model.objects.bulk_create(some)


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
