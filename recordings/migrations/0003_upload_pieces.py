from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recordings", "0002_blobs_and_faults")]

    operations = [
        migrations.AddField("upload", "segments", models.BigIntegerField(default=0)),
        migrations.AddField("upload", "tail", models.BinaryField(null=True)),
        migrations.AddField("upload", "writer", models.UUIDField(null=True)),
    ]
