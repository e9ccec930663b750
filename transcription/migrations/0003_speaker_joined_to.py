import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("transcription", "0002_transcript_gaps")]

    operations = [
        migrations.AddField(
            model_name="speaker",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined",
                to="transcription.speaker",
            ),
        ),
    ]
