"""Copies that were made before say who redacted them and who approved; what is being redacted goes on."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone


def fill(apps, schema_editor):
    copies = apps.get_model("requests", "TypedCopy").objects
    asked = apps.get_model("requests", "MinuteRequest").objects.filter(pk=OuterRef("request"))
    approved = apps.get_model("minutes", "Minutes").objects.filter(approved_version=OuterRef("version"))
    copies.filter(redacted_by=None).exclude(made_by=F("request__redacted_by")).update(
        redacted_by=Subquery(asked.values("redacted_by")[:1])
    )
    begun = apps.get_model("requests", "MinuteRequest").objects.exclude(version=None)
    begun.filter(redaction_started_at=None).update(redaction_started_at=timezone.now())
    copies.filter(approved_by=None).update(approved_by=Subquery(approved.values("approved_by")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ("requests", "0014_copy_halves"),
        ("minutes", "0003_amendments"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
