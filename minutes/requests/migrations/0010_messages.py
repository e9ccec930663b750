"""Messages that reach us before anybody logs them, and what we send in answer."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recordings.vault.fields


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0009_who_asks'),
        ('recordings', '0003_upload_pieces'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('email', 'E-mail'), ('web', 'Public page'), ('api', 'Another system')], max_length=20)),
                ('state', models.CharField(choices=[('new', 'To be sorted'), ('logged', 'Logged as a request'), ('joined', 'Added to a request'), ('aside', 'Set aside')], default='new', max_length=20)),
                ('aside', models.CharField(blank=True, choices=[('automatic', 'An automatic reply'), ('bounce', 'A report that our e-mail did not arrive'), ('spam', 'Unwanted mail'), ('duplicate', 'The same as another message'), ('not_a_request', 'Not a request for minutes')], max_length=20)),
                ('received_at', models.DateTimeField()),
                ('sender', recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ('name', recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ('subject', recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ('text', recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ('attachments', models.PositiveIntegerField(default=0)),
                ('is_cut', models.BooleanField(default=False)),
                ('blob', models.CharField(max_length=200)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('message_id_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('sender_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('source_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('wants_answer', models.BooleanField(default=False)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['received_at'],
            },
        ),
        migrations.AddField(
            model_name='message',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='requests.message'),
        ),
        migrations.AddField(
            model_name='message',
            name='handled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='key',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='recordings.vaultkey'),
        ),
        migrations.AddField(
            model_name='message',
            name='request',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='requests.minuterequest'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['state', 'received_at'], name='requests_me_state_b8a40b_idx'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'aside'), _negated=True), ('aside__gt', ''), _connector='OR'), name='set_aside_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'logged'), _negated=True), ('request__isnull', False), _connector='OR'), name='logged_message_has_its_request'),
        ),
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('acknowledgement', 'We have your message')], max_length=20)),
                ('token', models.CharField(max_length=20, unique=True)),
                ('message_id_digest', models.CharField(db_index=True, max_length=64)),
                ('to_digest', models.CharField(db_index=True, max_length=64)),
                ('sent_at', models.DateTimeField()),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'sent',
            },
        ),
        migrations.AddField(
            model_name='sent',
            name='message',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='requests.message'),
        ),
        migrations.AddField(
            model_name='sent',
            name='request',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='requests.minuterequest'),
        ),
        migrations.AddConstraint(
            model_name='sent',
            constraint=models.CheckConstraint(condition=models.Q(('request__isnull', False), ('message__isnull', False), _connector='OR'), name='sent_about_something'),
        ),
    ]
