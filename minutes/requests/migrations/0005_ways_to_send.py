"""A copy can go by a secure link or as a locked PDF, with its code by another way."""

import recordings.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('requests', '0004_told_of'),
    ]

    operations = [
        migrations.AddField(
            model_name='minuterequest',
            name='code_by',
            field=models.CharField(blank=True, choices=[('', 'None is needed'), ('telephone', 'Read out by telephone'), ('text', 'By text message'), ('letter', 'By letter'), ('in_person', 'Told in person')], default='', max_length=20),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='code_to',
            field=recordings.vault.fields.SealedTextField(blank=True, editable=True, null=True),
        ),
        migrations.AlterField(
            model_name='dispatch',
            name='method',
            field=models.CharField(choices=[('post', 'Tracked post'), ('collected', 'Collected in person'), ('link', 'Secure link by e-mail'), ('email', 'Locked PDF by e-mail')], max_length=20),
        ),
        migrations.AlterField(
            model_name='minuterequest',
            name='delivery',
            field=models.CharField(choices=[('post', 'By post'), ('collected', 'Collects in person'), ('link', 'By a secure link in an e-mail'), ('email', 'As a locked PDF in an e-mail')], default='collected', max_length=20),
        ),
    ]
