"""What is sent by e-mail when a draft is ready: a number and an address, no name and nothing of a case."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from access.models import User
from minutes.models import Minutes

logger = logging.getLogger(__name__)
SUBJECT = "You have work to do"


def tell_of_drafts(chair: User) -> None:
    """Tell a chair how many drafts wait. Mail that cannot be sent is logged, and the draft stays."""
    if not chair.is_active or not chair.email:
        return
    try:
        send_mail(SUBJECT, _words(chair), None, [chair.email])
    except OSError:
        logger.warning("user %s: the notice of a draft could not be sent", chair.pk)


def _words(chair: User) -> str:
    waiting = Minutes.objects.visible_to(chair).filter(status=Minutes.Status.DRAFT).count()
    ready = "1 draft is" if waiting == 1 else f"{waiting} drafts are"
    see = "it" if waiting == 1 else "them"
    address = settings.SITE_URL.rstrip("/") + reverse("access:sign_in")
    return (
        f"{ready} ready to be checked. Sign in to see {see}: {address}\n\n"
        "This message holds no case details on purpose.\n"
    )
