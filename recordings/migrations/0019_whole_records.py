"""A whole record ends as a recording does: by rule, and by two people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recordings", "0018_sound_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="retentionrule",
            name="rule_has_basis_or_days",
        ),
        migrations.AddField(
            model_name="conference",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conference",
            name="erased_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="destruction",
            name="conference",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="endings",
                to="recordings.conference",
            ),
        ),
        migrations.AlterField(
            model_name="destruction",
            name="recording",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="destructions",
                to="recordings.recording",
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erased_at", None), ("erased_by", None)),
                    models.Q(("erased_at__isnull", False), ("erased_by__isnull", False)),
                    _connector="OR",
                ),
                name="conference_erased_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conference", None), ("recording__isnull", False)),
                    models.Q(("conference__isnull", False), ("recording", None)),
                    _connector="OR",
                ),
                name="ends_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("conference",),
                name="one_ending_of_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis__gt", ""), ("days", None), ("kind", "with_record")),
                    models.Q(("days__gt", 0), ("kind", "after_approval")),
                    _connector="OR",
                ),
                name="rule_has_basis_or_days",
            ),
        ),
    ]
