"""Who asks: responsibility, authority, understanding, and when their identity was asked for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0008_copy_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='minuterequest',
            name='adjustments',
            field=recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='authority',
            field=recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='chair_must_decide',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='identity_asked_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='identity_checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='identity_received_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='language',
            field=recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='redaction_started_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='responsibility',
            field=models.CharField(blank=True, choices=[('', 'Not asked yet'), ('yes', 'Yes'), ('no', 'No'), ('not_known', 'Not known')], max_length=20),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='responsibility_how',
            field=recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='safe_email',
            field=recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='sorted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='minuterequest',
            name='understanding',
            field=recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True),
        ),
        migrations.AlterField(
            model_name='minuterequest',
            name='channel',
            field=models.CharField(choices=[('letter', 'Letter'), ('email', 'E-mail'), ('telephone', 'Telephone'), ('in_person', 'In person'), ('web', 'Public page'), ('api', 'Another system')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='minuterequest',
            constraint=models.CheckConstraint(condition=models.Q(('identity_received_on', None), models.Q(('identity_asked_on__isnull', False), ('identity_received_on__gte', models.F('identity_asked_on'))), _connector='OR'), name='proof_of_identity_after_it_was_asked'),
        ),
    ]
