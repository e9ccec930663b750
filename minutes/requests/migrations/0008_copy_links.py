"""A link that opens one copy, with its token and code as digests."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('requests', '0007_arrived_before'),
    ]

    operations = [
        migrations.CreateModel(
            name='CopyLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('code_digest', models.CharField(blank=True, max_length=200)),
                ('code_given_at', models.DateTimeField(blank=True, null=True)),
                ('tries_left', models.PositiveSmallIntegerField(default=0)),
                ('wait_until', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('downloads_left', models.PositiveSmallIntegerField(default=10)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('dispatch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='link', to='requests.dispatch')),
            ],
        ),
    ]
