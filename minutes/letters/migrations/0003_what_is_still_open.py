"""What was decided and sent before the boards asked for it beside the child and the conference."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Min, OuterRef, Subquery


def fill(apps, schema_editor):
    decided = apps.get_model("letters", "ChildDecision").objects.filter(row=OuterRef("pk"))
    rows = apps.get_model("recordings", "ConferenceChild").objects
    rows.update(decided_at=Subquery(decided.values("decided_at")[:1]))
    made = apps.get_model("letters", "Letter").objects.filter(conference=OuterRef("pk")).order_by()
    first = made.values("conference").annotate(first=Min("made_at")).values("first")
    apps.get_model("recordings", "Conference").objects.update(letters_made_at=Subquery(first))


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0002_indexes_of_lists'),
        ('recordings', '0023_what_is_still_open'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('translation', 'needed')), fields=['due_on'], name='letters_to_translate'),
        ),
    ]
