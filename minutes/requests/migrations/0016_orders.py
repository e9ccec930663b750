"""What a person makes of a copy to order, and which of it went with a sending."""

import django.db.models.deletion
import django.utils.timezone
import recordings.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0015_whose_halves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('read_aloud', 'Read aloud by a person'), ('voice', 'Read aloud by a machine voice'), ('easy_read', 'Easy read'), ('translation', 'Translation')], max_length=20)),
                ('state', models.CharField(choices=[('sent', 'Sent to be made'), ('returned', 'Back, to be checked'), ('checked', 'Checked'), ('cancelled', 'Cancelled')], default='sent', max_length=20)),
                ('language', recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ('maker', recordings.vault.fields.SealedTextField(editable=True)),
                ('promise_seen_on', models.DateField()),
                ('sent_on', models.DateField()),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('returned_on', models.DateField(blank=True, null=True)),
                ('blob', models.CharField(blank=True, max_length=200)),
                ('size', models.BigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('media_type', models.CharField(blank=True, choices=[('application/pdf', 'PDF'), ('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Word'), ('text/plain', 'Plain text'), ('audio/mpeg', 'MP3'), ('audio/mp4', 'M4A'), ('audio/ogg', 'Ogg'), ('audio/wav', 'WAV')], max_length=100)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('wrong', recordings.vault.fields.SealedTextField(blank=True, editable=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='requests.typedcopy')),
                ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'made_at'],
            },
        ),
        migrations.AddField(
            model_name='dispatch',
            name='order',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='requests.order'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('returned_by')), _negated=True), _connector='OR'), name='order_checked_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'cancelled']), models.Q(models.Q(('blob', ''), _negated=True), ('returned_by__isnull', False), ('returned_on__isnull', False)), _connector='OR'), name='order_back_with_its_file'),
        ),
    ]
