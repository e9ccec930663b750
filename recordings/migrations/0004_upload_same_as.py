from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recordings", "0003_upload_pieces")]

    operations = [migrations.AddField("upload", "same_as", models.UUIDField(null=True))]
