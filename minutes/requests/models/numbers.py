"""Numbers that are given out one after the other, each only once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import models

from access.retention import Retention


class SeriesQuerySet(models.QuerySet["Series"]):
    """Questions about series of numbers."""

    def next_in(self, start: str, *, given_out: Iterable[str]) -> str:
        """The next number that begins so. Whoever asks at the same time waits until this transaction ends."""

        def highest() -> int:
            return max((int(number.removeprefix(start)) for number in given_out), default=0)

        self.get_or_create(start=start, defaults={"last": highest})
        series = self.select_for_update().get(start=start)
        series.last += 1
        series.save(update_fields=["last"])
        return f"{start}{series.last:04}"


class Series(models.Model):
    """One series of numbers, such as the requests of a year, and the last one given out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    start = models.CharField(max_length=20, unique=True)
    last = models.PositiveIntegerField()

    objects = SeriesQuerySet.as_manager()
    retention = Retention(keep="for good", erase="holds nothing about anybody")

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.start
