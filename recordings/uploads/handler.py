"""A file sent with a plain form is sealed in flight as well: no byte of it is ever spooled to a disk."""

from __future__ import annotations

import io
from typing import Any, cast

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.shortcuts import get_object_or_404

from access.http import Request
from access.roles import May
from recordings import actions
from recordings.models import Conference, Upload
from recordings.uploads.receiving import Receiver

ROUTE = "recordings:uploads"
# Routes of higher apps that take a short file: it stays in memory until their action has sealed it.
SHORT_FILES: dict[str, May] = {}
SHORT = 64 * 1024 * 1024


class SealedFile(UploadedFile):
    """What a form gets instead of a file: an upload whose every byte is sealed, and nothing to read."""

    def __init__(self, upload: Upload, size: int) -> None:
        super().__init__(None, name="sealed", size=size)
        self.upload = upload

    def claim(self) -> Upload:
        """Say that the form was in order: until then the upload never counts as complete."""
        Upload.objects.filter(pk=self.upload.pk).update(length=self.size)
        self.upload.refresh_from_db(fields=["length"])
        return self.upload


class SealingUploadHandler(FileUploadHandler):
    """Seals each chunk. Files are only taken on the page that is for them, from whoever may add them."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        self.room = content_length
        self.receiver: Receiver | None = None
        self.held: io.BytesIO | None = None

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        request, self.receiver, self.held = cast(Request, self.request), None, None
        match = request.resolver_match
        if match and match.view_name in SHORT_FILES and request.user.may(SHORT_FILES[match.view_name]):
            self.held = io.BytesIO()
            return
        if match is None or match.view_name != ROUTE:
            raise SkipFile
        conference = get_object_or_404(Conference.objects.visible_to(request.user), pk=match.kwargs["pk"])
        # The form's own fields are counted in, so until the form is claimed the upload is never complete.
        upload = actions.begin_upload(
            conference, filename=self.file_name or "", length=self.room, by=request.user
        )
        self.receiver = Receiver(upload, offset=0)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.receiver:
            self.receiver.write(raw_data)
        elif self.held is not None and self.held.tell() <= SHORT:  # a longer one is refused by its size
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.held is not None:
            self.held.seek(0)
            return InMemoryUploadedFile(self.held, None, "sealed", "", file_size, None)
        if not self.receiver:
            return None
        return SealedFile(self.receiver.row, self.receiver.make_safe())
