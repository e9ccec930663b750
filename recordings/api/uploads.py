"""Resumable uploads: tus 1.0 with creation, expiration, checksum and termination.

The upload page and other programs use the same door. A body is read as a stream and sealed as it comes; the
offset that is answered has been written to the disk. What became of a finished upload is in its JSON (GET).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import actions
from recordings.actions.uploads import LARGEST
from recordings.audio.words import REASONS
from recordings.models import Conference, Upload
from recordings.taking import is_running, is_waiting
from recordings.uploads import Receiver, finish
from recordings.uploads.answers import answer_for, recording_of

logger = logging.getLogger(__name__)
PIECE = 256 * 1024
BYTES = re.compile(r"[0-9]{1,18}")
CHECKSUMS = ("sha1", "sha256")
VERSION = {"Tus-Resumable": "1.0.0"}
OFFERED = {
    **VERSION,
    "Tus-Version": "1.0.0",
    "Tus-Extension": "creation,expiration,checksum,termination",
    "Tus-Max-Size": str(LARGEST),
    "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
}
PROBLEMS: dict[Any, Any] = {
    **{401: ProblemShape, 403: ProblemShape, 404: ProblemShape, 412: ProblemShape, 503: ProblemShape}
}
NOT_NOW = (
    "We could not write this down just now. What has arrived is safe. Try again, and tell IT if it goes on."
)
View = Callable[..., HttpResponse]


def speaking_tus(view: View) -> View:
    """Every answer names the protocol's version, whatever refused it; a full disk is an answer as well."""

    @wraps(view)
    def answered(*args: Any, **options: Any) -> HttpResponse:
        try:
            answer = view(*args, **options)
        except OperationalError as problem:
            logger.warning("an upload waits for the database: %s", problem)
            answer = JsonResponse({"detail": NOT_NOW}, status=503)
        answer["Tus-Resumable"] = VERSION["Tus-Resumable"]
        return answer

    return answered


def header(name: str, *, required: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, required=required)


TUS = header("Tus-Resumable", required=True)


class UploadShape(serializers.Serializer):
    """How far an upload has got and what became of it."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Upload.State.choices)
    offset = serializers.IntegerField()
    length = serializers.IntegerField()
    reason = serializers.CharField(help_text="why it was refused, in words for people")
    recording = serializers.UUIDField(allow_null=True)
    duration = serializers.FloatField(allow_null=True)
    warnings = serializers.ListField(child=serializers.CharField())


@speaking_tus
@extend_schema(
    methods=["POST"],
    parameters=[TUS, header("Upload-Length", required=True), header("Upload-Metadata")],
    request=None,
    responses={201: None, 400: ProblemShape, 409: ProblemShape, 413: None, **PROBLEMS},
)
@extend_schema(methods=["GET"], responses={200: UploadShape(many=True), **PROBLEMS})
@extend_schema(methods=["OPTIONS"], responses={204: None, **PROBLEMS})
@api_view(["GET", "POST", "OPTIONS"])
def uploads(request: Request, pk: UUID) -> HttpResponse:
    """Begin an upload to a conference, or see one's own that are not settled yet."""
    require(person(request), May.ADD_RECORDING)
    conference = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=OFFERED)
    if request.method == "GET":
        found = Upload.objects.visible_to(person(request)).files().filter(conference=conference)
        return Response([_shape(upload) for upload in found.select_related("key")])
    return _other_version(request) or _begin(request, conference)


def _begin(request: Request, conference: Conference) -> HttpResponse:
    length = request.headers.get("Upload-Length", "")
    if not BYTES.fullmatch(length):
        return _refuse(400, "Say how long the file is in Upload-Length.")
    if not int(length):
        return _refuse(400, REASONS["empty"])
    if int(length) > LARGEST:
        return _refuse(413, f"The largest file is {LARGEST} bytes.")
    metadata = request.headers.get("Upload-Metadata", "")
    filename = metadata_of(metadata).get("filename", "")
    upload = actions.begin_upload(
        conference, filename=filename, length=int(length), metadata=metadata, by=person(request)
    )
    place = reverse("recordings-api:upload", args=[upload.pk])
    return HttpResponse(status=201, headers={**VERSION, **_expires(upload), "Location": place})


@speaking_tus
@extend_schema(methods=["GET"], responses={200: UploadShape, **PROBLEMS})
@extend_schema(methods=["HEAD"], parameters=[TUS], responses={200: None, 410: None, **PROBLEMS})
@extend_schema(
    methods=["PATCH"],
    parameters=[TUS, header("Upload-Offset", required=True), header("Upload-Checksum")],
    request={"application/offset+octet-stream": OpenApiTypes.BINARY},
    responses={
        **{204: None, 410: None, 411: None, 413: None, 415: None, 460: None},
        **{400: ProblemShape, 409: ProblemShape, **PROBLEMS},
    },
)
@extend_schema(
    methods=["DELETE"], parameters=[TUS], responses={204: None, 409: ProblemShape, 410: None, **PROBLEMS}
)
@extend_schema(methods=["POST", "OPTIONS"], exclude=True)
@api_view(["GET", "HEAD", "PATCH", "DELETE", "POST", "OPTIONS"])
def upload(request: Request, pk: UUID) -> HttpResponse:
    """One upload: how far it is (HEAD), more of it (PATCH), take it back (DELETE), its end (GET)."""
    require(person(request), May.ADD_RECORDING)
    found = get_object_or_404(Upload.objects.visible_to(person(request)).select_related("key"), pk=pk)
    method = _method_of(request)
    if method == "GET":
        return Response(_shape(found))
    if method == "OPTIONS":
        return HttpResponse(status=204, headers=OFFERED)
    if method not in METHODS:
        return _refuse(405, "Use HEAD, PATCH, DELETE or GET.")
    if found.state == Upload.State.ENDED or (found.state == Upload.State.RECEIVING and not found.is_open):
        return _refuse(410, "This upload has ended. Add the file again.")
    return _other_version(request) or METHODS[method](request, found)


def _method_of(request: Request) -> str:
    """What a client that can only POST means; no other method may mean something else."""
    meant = request.headers.get("X-HTTP-Method-Override") if request.method == "POST" else None
    return (meant or request.method or "").upper()


def _say(request: Request, upload: Upload) -> HttpResponse:
    said = {"Upload-Offset": str(upload.offset), **_length(upload)}
    if upload.key.wrapped is not None and upload.metadata:
        said["Upload-Metadata"] = upload.metadata
    return HttpResponse(headers={**VERSION, **said, **_expires(upload), "Cache-Control": "no-store"})


def _length(upload: Upload) -> dict[str, str]:
    """How long it is; nobody knows while it is being recorded."""
    return {"Upload-Defer-Length": "1"} if is_running(upload) else {"Upload-Length": str(upload.length)}


def _go_on(request: Request, upload: Upload) -> HttpResponse:
    refused = _not_like_this(request, upload)
    if refused is None and upload.offset < upload.length:
        refused = _receive(request, upload)
    if refused is not None:
        return refused
    upload.refresh_from_db(fields=["offset", "expires_at"])
    if upload.offset == upload.length:
        finish(upload.pk)
    said = {"Upload-Offset": str(upload.offset)}
    return HttpResponse(status=204, headers={**VERSION, **_expires(upload), **said})


def _not_like_this(request: Request, upload: Upload) -> HttpResponse | None:
    """What is wrong with a PATCH before its body is looked at."""
    if is_waiting(upload):
        return _refuse(409, "This recording has not begun.")
    offset, length = request.headers.get("Upload-Offset", ""), request.META.get("CONTENT_LENGTH") or "0"
    if "Transfer-Encoding" in request.headers:
        return _refuse(411, "Say how long this piece is in Content-Length.")
    if length != "0" and request.content_type != "application/offset+octet-stream":
        return _refuse(415, "Send application/offset+octet-stream.")
    if not BYTES.fullmatch(offset) or not BYTES.fullmatch(length):
        return _refuse(400, "Say Upload-Offset and Content-Length.")
    if int(offset) != upload.offset:
        return _refuse(409, "This upload is not where you think it is. Ask again how far it has got.")
    if int(offset) + int(length) > upload.length:
        return _refuse(413, "This is more than the file was said to hold.")
    return None


def _receive(request: Request, upload: Upload) -> HttpResponse | None:
    """Take the body. With a checksum nothing counts until it is right; without, whatever came is kept."""
    checksum = request.headers.get("Upload-Checksum")
    algorithm, _, expected = (checksum or "").partition(" ")
    if checksum and algorithm not in CHECKSUMS:
        return _refuse(400, f"The checksums known here are {' and '.join(CHECKSUMS)}.")
    receiver = Receiver(upload, offset=upload.offset)
    digest = hashlib.new(algorithm or "sha1", usedforsecurity=False)
    for piece in _pieces(request._request):
        receiver.write(piece, verified=not checksum)
        if checksum:
            digest.update(piece)
    if checksum and base64.b64encode(digest.digest()).decode() != expected:
        return _refuse(460, "This piece is not what its checksum says. Send it again.")
    receiver.make_safe()
    return None


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it arrives, until it ends or the connection does: what came before that is kept."""
    try:
        while piece := request.read(PIECE):
            yield piece
    except UnreadablePostError:
        return


def _take_back(request: Request, upload: Upload) -> HttpResponse:
    actions.take_back_upload(upload, by=person(request))
    return HttpResponse(status=204, headers=VERSION)


METHODS = {"HEAD": _say, "PATCH": _go_on, "DELETE": _take_back}


def _shape(upload: Upload) -> dict[str, Any]:
    recording = recording_of(upload)
    return UploadShape(
        {
            "id": upload.pk,
            "state": upload.state,
            "offset": upload.offset,
            "length": upload.length,
            "reason": answer_for(upload),
            "recording": recording.pk if recording else None,
            "duration": recording.duration if recording else None,
            "warnings": recording.warnings if recording else [],
        }
    ).data


def metadata_of(text: str) -> dict[str, str]:
    """Upload-Metadata: names, each with a value in base64."""
    found = {}
    for pair in text.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


def _expires(upload: Upload) -> dict[str, str]:
    if upload.state != Upload.State.RECEIVING:
        return {}
    return {"Upload-Expires": http_date(upload.expires_at.timestamp())}


def _other_version(request: Request) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable") == VERSION["Tus-Resumable"]:
        return None
    refused = _refuse(412, "Say Tus-Resumable: 1.0.0, the version of the protocol that is spoken here.")
    refused["Tus-Version"] = VERSION["Tus-Resumable"]
    return refused


def _refuse(status: int, detail: str) -> HttpResponse:
    return Response({"detail": detail}, status=status, headers=VERSION)
