"""Listening copies: numbered, sealed, and gone by themselves."""

import django.db.models.deletion
import recordings.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recordings", "0017_arrivals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SoundCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("subject_access", "A subject access request"),
                            ("court", "A court asked for it"),
                            ("complaint", "A complaint"),
                            ("review", "A review of practice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("for_whom", recordings.vault.fields.SealedTextField(editable=True)),
                ("start_ms", models.BigIntegerField()),
                ("end_ms", models.BigIntegerField()),
                ("taken_out", models.JSONField(default=list)),
                (
                    "fill",
                    models.CharField(
                        choices=[
                            ("tone", "A tone, so that everybody hears that something is taken out"),
                            ("silence", "Silence"),
                        ],
                        default="tone",
                        max_length=10,
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("m4a", "M4A: plays anywhere"), ("opus", "Opus: the smallest")],
                        default="m4a",
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Needs a second person"),
                            ("making", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                            ("refused", "Not agreed"),
                            ("ended", "Destroyed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("size", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "key",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="recordings.vaultkey",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sound_copies",
                        to="recordings.recording",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("recording", "number"), name="sound_copy_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("end_ms__gt", models.F("start_ms")), ("start_ms__gte", 0)),
                        name="sound_copy_has_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="sound_copy_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sound_copy_decided_at_with_by",
                    ),
                ],
            },
        ),
    ]
