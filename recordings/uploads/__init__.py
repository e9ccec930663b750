"""Recordings on their way in: sealed as they arrive, safe at every moment, checked at the end."""

from recordings.uploads.finishing import finish
from recordings.uploads.handler import SealedFile, SealingUploadHandler
from recordings.uploads.receiving import Receiver, Superseded

__all__ = ["Receiver", "SealedFile", "SealingUploadHandler", "Superseded", "finish"]
