"""Recordings that recorders bring by themselves, until they are matched."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields

STATES = [
    ("arriving", "Arriving"),
    ("held", "Waiting to be matched"),
    ("set_aside", "Not a conference: waiting for information governance"),
    ("discarded", "Destroyed"),
]


def person(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("recordings", "0016_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(choices=STATES, default="arriving", max_length=20)),
                ("filename", recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("fingerprint", models.CharField(blank=True, db_index=True, max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                ("duration_ms", models.BigIntegerField(default=0)),
                ("arrived_at", models.DateTimeField(auto_now_add=True)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("brought_by", person()),
                (
                    "key",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="recordings.vaultkey",
                    ),
                ),
                ("set_aside_by", person(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(state__in=["held", "set_aside"]),
                        fields=("fingerprint",),
                        name="arrival_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(set_aside_at=None, set_aside_by=None)
                        | models.Q(set_aside_at__isnull=False, set_aside_by__isnull=False),
                        name="arrival_set_aside_at_with_by",
                    ),
                ],
            },
        ),
    ]
