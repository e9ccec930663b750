"""Recording in the room: takes, and what a recording keeps of the one that it comes from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recordings", "0014_merges")]

    operations = [
        migrations.AddField("recording", "started_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("recording", "pauses", models.JSONField(default=list)),
        migrations.AddField(
            "recording",
            "in_room",
            models.ManyToManyField(blank=True, related_name="heard_apart", to="recordings.attendance"),
        ),
        migrations.CreateModel(
            name="Take",
            fields=[
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="take",
                        serialize=False,
                        to="recordings.upload",
                    ),
                ),
                ("recorder", models.UUIDField()),
                ("restricted", models.BooleanField(default=False)),
                ("pauses", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "in_room",
                    models.ManyToManyField(blank=True, related_name="+", to="recordings.attendance"),
                ),
                (
                    "pocket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="recordings.vaultkey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("begun_at__isnull", False), _connector="OR"),
                        name="take_ends_after_it_began",
                    )
                ]
            },
        ),
    ]
