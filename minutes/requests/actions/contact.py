"""How the code or the password reaches them: another way than the e-mail that it opens."""

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests import notify
from minutes.requests.addresses import is_email
from minutes.requests.locking import locked
from minutes.requests.models import MinuteRequest

Second = MinuteRequest.Second
NEEDS_WHERE = {Second.TELEPHONE, Second.TEXT, Second.LETTER}


@transaction.atomic
def choose_code_way(request: MinuteRequest, *, code_by: str, code_to: str, by: User) -> MinuteRequest:
    """Note how the code reaches them, as they asked for it. Never by the same e-mail address."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    if request.delivery not in MinuteRequest.BY_MAIL:
        raise Conflict("Only a link or a locked PDF has a code. Check the address first.")
    way = Second(code_by)
    if way == Second.NONE:
        raise Conflict("Choose how the code should reach them.")
    if way in NEEDS_WHERE and not code_to.strip():
        raise Conflict("Enter the number or the address that the code goes to.")
    if way == Second.TEXT and not notify.is_on("sms"):
        raise Conflict("Text messages are not set up here. Choose another way.")
    if is_email(code_to):
        raise Conflict("The code goes another way than the e-mail that it opens.")
    request.code_by, request.code_to = way, code_to.strip()
    request.save()
    audit.record("request.code_way_chosen", by=by, on=request, conference=request.conference_id, how=way)
    return request
