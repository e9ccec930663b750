"""The council's own headings."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from access.retention import Retention


class CouncilTemplate(models.Model):
    """A set of headings as the council has written it, in place of the one that comes with the service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    headings = models.JSONField(default=list)
    for_new = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    retention = Retention(keep="until it is written anew", erase="the row is written over")

    def __str__(self) -> str:
        return str(self.pk)
