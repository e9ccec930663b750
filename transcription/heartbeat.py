"""Keeps a worker's part in a job over a database connection of its own, and sees when to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.db import DatabaseError, InterfaceError, connection

from transcription import jobs
from transcription.sharing import Part

logger = logging.getLogger(__name__)
LOOK_EVERY = 1.0  # seconds between looks for a cancellation

stopping = threading.Event()  # set when this worker is told to shut down


class Heartbeat:
    """Holds the part while it lasts. `why` it ended: "lost", "cancelled", "stopping", what `forbidden` said,
    or "" if it did not."""

    def __init__(
        self, part: Part, *, on_stop: Callable[[], None], forbidden: Callable[[], str] = lambda: ""
    ) -> None:
        """`on_stop` is called once, from the heartbeat's thread, when the work must end.

        `forbidden` says why it may not go on, or nothing: it is asked whenever the lease is renewed.
        """
        self.why = ""
        self._part, self._on_stop, self._forbidden = part, on_stop, forbidden
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{part.job.pk}", daemon=True)

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
                logger.warning("job %s: the database cannot be reached", self._part.job.pk)
                connection.close()
                self.why = "lost" if time.monotonic() - renewed > lease else ""
        connection.close()
        if self.why:
            self._on_stop()

    def _look(self, *, renew: bool) -> str:
        if stopping.is_set():
            return "stopping"
        if why := self._part.ended():
            return why
        if renew:
            try:
                self._part.renew()
            except jobs.Lost:
                return "lost"
            return self._forbidden()
        return ""
