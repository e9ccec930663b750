"""Complaints, corrections and breaches that hang on a request."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0010_messages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('complaint', 'Complaint'), ('correction', 'Correction'), ('breach', 'Breach')], max_length=20)),
                ('opened_on', models.DateField()),
                ('due_on', models.DateField()),
                ('what', recordings.vault.fields.SealedTextField(editable=True)),
                ('acknowledged_on', models.DateField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', recordings.vault.fields.LaterTextField(blank=True, editable=True, null=True)),
            ],
            options={
                'ordering': ['opened_on'],
            },
        ),
        migrations.AddField(
            model_name='followup',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='followup',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='followup',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='requests.minuterequest'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='follow_up_closed_with_by'),
        ),
    ]
