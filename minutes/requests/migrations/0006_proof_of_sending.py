"""What became of each sending: its proof, or why it came back."""

import django.db.models.deletion
import django.utils.timezone
import recordings.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('requests', '0005_ways_to_send'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='dispatch',
            options={'ordering': ['-made_at']},
        ),
        migrations.AddField(
            model_name='dispatch',
            name='came_back_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='failure',
            field=models.CharField(blank=True, choices=[('returned', 'the post brought it back'), ('lost', 'it never arrived'), ('not_collected', 'nobody collected it'), ('refused', 'their mail server refused it'), ('bounced', 'the e-mail came back'), ('no_server', 'our mail server could not be reached'), ('not_opened', 'the link ended before it was opened'), ('taken_back', 'we took it back')], max_length=20),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='made_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='notify_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='pages',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='proof',
            field=recordings.vault.fields.SealedTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='proved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='state',
            field=models.CharField(choices=[('sending', 'Not sent yet'), ('sent', 'Sent'), ('arrived', 'Arrived'), ('came_back', 'Came back')], default='sent', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('came_back_on__isnull', False), ('state', 'came_back'), models.Q(('failure', ''), _negated=True)), models.Q(models.Q(('state', 'came_back'), _negated=True), ('came_back_on', None), ('failure', '')), _connector='OR'), name='came_back_with_a_reason'),
        ),
    ]
