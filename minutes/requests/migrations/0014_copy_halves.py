"""Each copy says who redacted and who approved, so that nobody can do both halves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0013_put_back'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='typedcopy',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='typedcopy',
            name='redacted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='typedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('redacted_by', None), ('made_by', None), models.Q(('redacted_by', models.F('made_by')), _negated=True), _connector='OR'), name='redacted_by_is_not_made_by'),
        ),
        migrations.AddConstraint(
            model_name='typedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('redacted_by', None), ('approved_by', None), models.Q(('redacted_by', models.F('approved_by')), _negated=True), _connector='OR'), name='redacted_by_is_not_approved_by'),
        ),
        migrations.AddConstraint(
            model_name='typedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('redacted_by', None), ('released_by', None), models.Q(('redacted_by', models.F('released_by')), _negated=True), _connector='OR'), name='redacted_by_is_not_released_by'),
        ),
        migrations.AddConstraint(
            model_name='typedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('made_by', None), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='approved_by_is_not_made_by'),
        ),
        migrations.AddConstraint(
            model_name='typedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('released_by', None), models.Q(('approved_by', models.F('released_by')), _negated=True), _connector='OR'), name='approved_by_is_not_released_by'),
        ),
    ]
