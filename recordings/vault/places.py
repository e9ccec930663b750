"""Where blobs lie: a folder or an S3 bucket. Both are Django storages that can be read at any place.

Whatever goes wrong in either is an OSError that says so in one line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

PART = 5 * 1024 * 1024
"""What S3 takes in one request; the smallest that it allows, since parts are held in memory."""


class Folder(FileSystemStorage):
    """A folder on this machine. What was saved is on the disk before `save` returns."""

    def read_at(self, name: str, offset: int, length: int) -> bytes:
        with Path(self.path(name)).open("rb", buffering=0) as file:
            return os.pread(file.fileno(), length, offset)

    def _save(self, name: str, content: File[bytes]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for part in (path, path.parent, path.parent.parent):
            synchronise(part)
        return saved

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """What is in a folder; nothing, where none was made yet."""
        return super().listdir(path) if self.exists(path) else ([], [])

    def sweep_unfinished(self, before: datetime) -> int:
        """A folder has no half-done writes of its own: what no row claims is swept by `store.sweep`."""
        return 0


def synchronise(path: Path) -> None:
    """What was written to a file, or which files a folder holds, survives a loss of power after this."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Bucket(S3Storage):  # type: ignore[misc] # django-storages has no types
    """A bucket of any S3 server: sent in parts, tried again with growing waits, read by range."""

    def __init__(self, **options: Any) -> None:
        client_config = Config(
            signature_version="s3v4",
            s3={"addressing_style": options.get("addressing_style", "path")},
            retries={"mode": "standard", "max_attempts": 6},
            connect_timeout=10,
            read_timeout=options.pop("patience", 30),  # seconds without a word, then it is asked again
            # Some servers send the whole object's checksum with a part of it; every segment has its own tag.
            response_checksum_validation="when_required",
        )
        transfer = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, max_concurrency=2)
        transfer.max_in_memory_upload_chunks = 2
        super().__init__(**options, client_config=client_config, transfer_config=transfer)

    def read_at(self, name: str, offset: int, length: int) -> bytes:
        span = f"bytes={offset}-{offset + length - 1}"
        with _told_plainly("read"):
            answer = self._client.get_object(Bucket=self.bucket_name, Key=self._key(name), Range=span)
            # Not the status: some servers send the range with 200 instead of 206.
            if not answer.get("ContentRange", "").startswith(f"bytes {offset}-"):
                raise OSError("The object storage does not send ranges.")
            found: bytes = answer["Body"].read()
        return found

    def _save(self, name: str, content: File[bytes]) -> str:
        with _told_plainly("write"):
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _told_plainly("delete"):
            super().delete(name)

    def size(self, name: str) -> int:
        with _told_plainly("read"):
            return int(super().size(name))

    def sweep_unfinished(self, before: datetime) -> int:
        """Abort the multipart uploads that a crash left half done; how many there were."""
        place: dict[str, Any] = {"Bucket": self.bucket_name}
        old: list[Any] = []
        with _told_plainly("sweep"):
            found = self._client.list_multipart_uploads(**place).get("Uploads", [])
            old = [upload for upload in found if upload["Initiated"] < before]
        for upload in old:
            with _told_plainly("sweep"):
                self._client.abort_multipart_upload(**place, Key=upload["Key"], UploadId=upload["UploadId"])
        return len(old)

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))


@contextmanager
def _told_plainly(what: str) -> Iterator[None]:
    try:
        yield
    except ClientError as problem:
        code = problem.response.get("Error", {}).get("Code", "unknown")
        if code in {"404", "NoSuchKey"}:
            raise FileNotFoundError("The object is not in the storage.") from None
        if code == "NoSuchUpload":  # what some servers say when there are none
            return
        raise OSError(f"The object storage refused to {what}: {code}.") from None
    except (BotoCoreError, Boto3Error) as problem:
        raise OSError(f"The object storage could not {what}: {type(problem).__name__}.") from None
