import recordings.vault.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("transcription", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="transcript",
            name="gaps",
            field=recordings.vault.fields.SealedJSONField(editable=True, null=True),
        ),
    ]
