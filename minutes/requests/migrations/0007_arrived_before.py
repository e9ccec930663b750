"""What was noted as delivered before there were states has arrived."""

from django.db import migrations


def arrived(apps, schema_editor):
    dispatches = apps.get_model('requests', 'Dispatch').objects.exclude(delivered_on=None)
    dispatches.update(state='arrived')


class Migration(migrations.Migration):
    dependencies = [
        ('requests', '0006_proof_of_sending'),
    ]

    operations = [
        migrations.RunPython(arrived, migrations.RunPython.noop),
    ]
