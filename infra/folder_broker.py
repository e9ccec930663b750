"""The folder broker, with messages that appear whole or not at all.

Kombu's own transport opens a message under its final name and then writes it; a worker that looks in
between reads half a message, and ends. Here it is written beside and renamed.
"""

import os
import uuid
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


def install() -> None:
    """From now on `filesystem://` means this transport."""
    TRANSPORT_ALIASES["filesystem"] = "infra.folder_broker:Transport"


class Channel(filesystem.Channel):
    """Puts and binds in one step that nobody can see half of."""

    def _put(  # type: ignore[override]  # the two classes above name it differently
        self, queue: str, message: Any, **kwargs: Any
    ) -> None:
        name = f"{monotonic_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        half = _written(Path(self.data_folder_out) / f"{name}.half", message)
        half.replace(half.with_suffix(""))

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str) -> None:
        """The first who binds makes the table with its first line in it; everybody else adds to it."""
        file = Path(self.control_folder) / f"{exchange}.exchange"
        line = (routing_key or "", pattern or "", queue)
        first = _written(file.with_name(f"{uuid.uuid4()}.half"), [line])
        try:
            os.link(first, file)
        except FileExistsError:
            super()._queue_bind(exchange, *line)
        finally:
            first.unlink()


class Transport(filesystem.Transport):
    """Kombu's folder transport over these channels."""

    Channel = Channel


def _written(file: Path, content: object) -> Path:
    file.write_text(dumps(content), encoding="utf-8")
    return file
