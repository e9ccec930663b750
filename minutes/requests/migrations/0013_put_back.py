"""Parts that are put back into a copy, asked by one person and allowed by another."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0012_refusals'),
        ('recordings', '0003_upload_pieces'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PutBack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', recordings.vault.fields.SealedTextField(editable=True)),
                ('asked_at', models.DateTimeField()),
                ('allowed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'put back',
                'ordering': ['asked_at'],
            },
        ),
        migrations.AddField(
            model_name='putback',
            name='allowed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='putback',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='putback',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='recordings.part'),
        ),
        migrations.AddField(
            model_name='putback',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='put_back', to='requests.minuterequest'),
        ),
        migrations.AddConstraint(
            model_name='putback',
            constraint=models.UniqueConstraint(fields=('request', 'part'), name='part_put_back_once'),
        ),
        migrations.AddConstraint(
            model_name='putback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('allowed_at', None), ('allowed_by', None)), models.Q(('allowed_at__isnull', False), ('allowed_by__isnull', False), models.Q(('allowed_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='put_back_allowed_by_somebody_else'),
        ),
    ]
