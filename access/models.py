"""The people who sign in, and the record of what they did."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar, NoReturn, TypeVar, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from access.retention import Retention
from access.roles import May, Role, allows

Answer = TypeVar("Answer")


class UserManager(BaseUserManager["User"]):
    """Makes accounts; there is no super user, for nobody may do everything."""

    def create_user(self, *, email: str, name: str, role: Role, password: str | None = None) -> User:
        user = self.model(email=self.normalize_email(email).lower(), name=name, role=role)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def service(self, name: str) -> User:
        """The account under which a part of the service acts, so that every audit line has an actor."""
        user = self.filter(email=f"{name}@service.invalid").first()
        return user or self.create_user(email=f"{name}@service.invalid", name=name, role=Role.SERVICE)

    def people(self) -> models.QuerySet[User]:
        """Everybody who signs in, by name; not the service's own accounts."""
        return self.exclude(role=Role.SERVICE).select_related("second_factor").order_by("name", "email")

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Somebody who works for the council and signs in, or a named part of the service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sign_outs = models.PositiveIntegerField(default=0)  # how often signed out everywhere

    asked: dict[str, Any] | None = None
    """What was asked about the signed-in person during this request; nothing is kept outside of one."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]
    objects: ClassVar[UserManager] = UserManager()
    retention = Retention(
        keep="while the person works here, then as long as the access log names them",
        erase="by hand",
        what="Staff accounts: name, e-mail address and role",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_role_known", condition=models.Q(role__in=Role.values))
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def may(self, may: May) -> bool:
        return allows(self, may)

    def ask_once(self, what: str, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question that many parts of one page ask; anywhere else it is asked each time."""
        if self.asked is None:
            return answer()
        if what not in self.asked:
            self.asked[what] = answer()
        return cast(Answer, self.asked[what])

    def get_session_auth_hash(self) -> str:
        """What a session must still agree with: the password, and the last signing out everywhere."""
        salt = "access.models.User.get_session_auth_hash"
        return salted_hmac(salt, f"{self.password}{self.sign_outs}", algorithm="sha256").hexdigest()


class SecondFactorQuerySet(models.QuerySet["SecondFactor"]):
    """Who has set up the second step of signing in."""

    def confirmed(self, user: User | str) -> SecondFactor | None:
        return self.select_related("user").filter(user=user, confirmed_at__isnull=False).first()

    def begun(self, user: User) -> SecondFactor | None:
        """Its secret may still be shown: nothing was confirmed with it."""
        return self.select_related("user").filter(user=user, confirmed_at=None).first()

    def spend_proof(self, user: User) -> bool:
        """Whether this person may sign something now: a code came in the last minutes, or none is set up."""
        factors = self.filter(user=user, confirmed_at__isnull=False)
        fresh = factors.filter(proved_at__gt=timezone.now() - SecondFactor.PROOF_LASTS)
        return bool(fresh.update(proved_at=None)) or not factors.exists()


class SecondFactor(models.Model):
    """The authenticator of one person: a sealed secret, believed once a code made with it came back."""

    PROOF_LASTS = timedelta(minutes=5)
    MOST_WRONG, WAIT = 5, timedelta(minutes=15)

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="second_factor")
    secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    proved_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    wrong_at = models.DateTimeField(null=True)

    objects = SecondFactorQuerySet.as_manager()
    retention = Retention(keep="as long as the account uses it", erase="with the account")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_waiting(self) -> bool:
        """Whether there were too many wrong codes a moment ago."""
        return (
            self.wrong >= self.MOST_WRONG
            and self.wrong_at is not None
            and self.wrong_at > timezone.now() - self.WAIT
        )


CLOSED: list[Callable[[User], set[uuid.UUID]]] = []


def close_events(source: Callable[[User], set[uuid.UUID]]) -> None:
    """A higher app says, when it is ready, which conferences are closed to somebody, their log included."""
    CLOSED.append(source)


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Questions about what was done. Rows are added by `audit.record` and never changed."""

    def visible_to(self, user: User) -> AuditEventQuerySet:
        found = self.all() if user.may(May.READ_AUDIT) else self.none()
        for closed in CLOSED:
            found = found.exclude(conference_id__in=closed(user))
        return found

    def about_conference(self, conference_id: uuid.UUID) -> AuditEventQuerySet:
        return self.filter(conference_id=conference_id)

    def before(self, sequence: int | None) -> AuditEventQuerySet:
        return self.filter(sequence__lt=sequence) if sequence else self

    def different(self, column: str) -> list[Any]:
        """Every value of an indexed column once: one step through the index for each, however many events."""
        table = self.model._meta.db_table
        after = f"SELECT {column} FROM {table} WHERE {column} > one ORDER BY {column} LIMIT 1"  # noqa: S608
        first = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH RECURSIVE every(one) AS (SELECT ({first})"  # noqa: S608
                f" UNION ALL SELECT ({after}) FROM every WHERE one IS NOT NULL)"
                " SELECT one FROM every WHERE one IS NOT NULL"
            )
            return [row[0] for row in cursor.fetchall()]

    def newest_first(self) -> AuditEventQuerySet:
        return self.order_by("-sequence")

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit event is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("An audit event is never deleted.")


class AuditEvent(models.Model):
    """One thing that somebody did, chained to the one before. Ids only: no name, no word of content."""

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        REFUSED = "refused", "Refused"

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True, db_index=True)
    actor_role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=80, db_index=True)
    on_model = models.CharField(max_length=80, blank=True)
    on_id = models.CharField(max_length=40, blank=True, db_index=True)
    conference_id = models.UUIDField(null=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    source = models.GenericIPAddressField(null=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = AuditEventQuerySet.as_manager()
    retention = Retention(
        keep="at least as long as the longest-kept recording",
        erase="never by the service",
        what="The access log: who opened, heard, changed or sent what, and when",
    )

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["verb", "sequence"], name="audit_by_verb"),
            models.Index(fields=["actor_id", "sequence"], name="audit_by_person"),
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["sequence"], name="audit_refused", condition=models.Q(outcome="refused")),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit event is never deleted.")


class AuditHead(models.Model):
    """The last link of the chain, so that a cut-off end is noticed. One row, locked by each writer."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    retention = Retention(keep="as long as the audit", erase="never by the service")

    class Meta:
        constraints = [models.CheckConstraint(name="one_audit_head", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"head {self.sequence}"
