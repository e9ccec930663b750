"""Refusals with their reason codes and their sealed letter."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0011_follow_ups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('in_part', models.BooleanField(default=False)),
                ('codes', models.JSONField(default=list)),
                ('reason', recordings.vault.fields.SealedTextField(editable=True)),
                ('at', models.DateTimeField()),
                ('blob', models.CharField(max_length=200)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('sent_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.AddField(
            model_name='refusal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='refusal',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='requests.minuterequest'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(condition=models.Q(('in_part', False)), fields=('request',), name='one_refusal_in_full'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_by', None), ('sent_on', None)), models.Q(('sent_by__isnull', False), ('sent_on__isnull', False)), _connector='OR'), name='refusal_sent_with_by'),
        ),
    ]
