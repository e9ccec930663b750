import recordings.vault.fields
from django.db import migrations


class Migration(migrations.Migration):
    """What a sender said of an upload is told again word for word, as the protocol asks."""

    dependencies = [("recordings", "0020_list_order")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="metadata",
            field=recordings.vault.fields.LaterTextField(blank=True, null=True),
        ),
    ]
