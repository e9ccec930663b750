"""Keeps a job's lease over a database connection of its own while it is worked on, and sees when to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.db import DatabaseError, InterfaceError, connection

from transcription import jobs
from transcription.models import Job

logger = logging.getLogger(__name__)
LOOK_EVERY = 1.0  # seconds between looks for a cancellation

stopping = threading.Event()  # set when this worker is told to shut down


class Heartbeat:
    """Holds the job while it lasts. `why` it ended: "lost", "cancelled", "stopping", what `forbidden` said,
    or "" if it did not."""

    def __init__(
        self, job: Job, *, on_stop: Callable[[], None], forbidden: Callable[[], str] = lambda: ""
    ) -> None:
        """`on_stop` is called once, from the heartbeat's thread, when the work must end.

        `forbidden` says why it may not go on, or nothing: it is asked whenever the lease is renewed.
        """
        self.why = ""
        self._job, self._on_stop, self._forbidden = job, on_stop, forbidden
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        lease = jobs.lease().total_seconds()
        every, renewed = min(LOOK_EVERY, lease / 4), time.monotonic()
        while not self.why and not self._ended.wait(every):
            renew = time.monotonic() - renewed >= lease / 4
            try:
                self.why = self._look(renew=renew)
                renewed = time.monotonic() if renew else renewed
            except (DatabaseError, InterfaceError):
                logger.warning("job %s: the database cannot be reached", self._job.pk)
                connection.close()
                self.why = "lost" if time.monotonic() - renewed > lease else ""
        connection.close()
        if self.why:
            self._on_stop()

    def _look(self, *, renew: bool) -> str:
        if stopping.is_set():
            return "stopping"
        if jobs.is_cancelled(self._job):
            return "cancelled"
        if renew:
            try:
                jobs.hold(self._job)
            except jobs.Lost:
                return "lost"
            return self._forbidden()
        return ""
