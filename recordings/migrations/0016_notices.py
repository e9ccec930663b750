"""The recording notice: whether it was read out, and who objected."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields

ANSWERS = [("yes", "Yes"), ("no", "No")]


class Migration(migrations.Migration):
    dependencies = [("recordings", "0015_takes"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "conference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="notice",
                        serialize=False,
                        to="recordings.conference",
                    ),
                ),
                (
                    "read",
                    models.CharField(
                        blank=True, choices=[*ANSWERS, ("unsure", "I do not remember")], max_length=10
                    ),
                ),
                ("objected", models.CharField(blank=True, choices=ANSWERS, max_length=10)),
                ("restricted_inside", models.CharField(blank=True, choices=ANSWERS, max_length=10)),
                ("said_at", models.DateTimeField(auto_now=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("words", recordings.vault.fields.SealedTextField(editable=True)),
                ("answer", recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="recordings.conference",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="recordings.attendance",
                    ),
                ),
            ],
            options={"ordering": ["noted_at"]},
        ),
    ]
