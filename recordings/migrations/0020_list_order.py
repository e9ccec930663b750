from django.db import migrations, models


class Migration(migrations.Migration):
    """The order of the list of conferences, for a council with all of its record."""

    dependencies = [("recordings", "0019_whole_records")]

    operations = [
        migrations.AddIndex(
            model_name="conference",
            index=models.Index(fields=["-held_on", "-starts_at", "id"], name="conferences_latest_first"),
        ),
    ]
