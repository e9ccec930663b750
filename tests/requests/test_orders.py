"""What is made of a copy to order: a translation, easy read, the text read aloud."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes.requests import actions
from minutes.requests.kinds import kind_of
from minutes.requests.models import MinuteRequest, Order
from minutes.requests.translation import language_of, missing_says
from recordings.models import Attendance
from tests import factories
from tests.requests import made
from tests.requests.post_office import PostOffice, link_in

pytestmark = pytest.mark.django_db
State = Order.State
TODAY = timezone.localdate


@pytest.fixture
def hartley():
    return made.hartley()


def path(name, row):
    return reverse(f"requests:{name}", args=[row.pk])


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_translation_is_ordered_taken_in_sealed_and_checked_by_somebody_else(hartley, sign_in):
    copy = made.sent(hartley)
    joan, colin = sign_in(hartley.administrator), sign_in(hartley.second)
    order_page = path("order", copy.request)
    said = {"kind": "translation", "language": "Portuguese", "maker": "Ines Duarte, Wexborough Languages"}
    days = {**boxes("promise_seen_on", TODAY()), **boxes("sent_on", TODAY()), **boxes("due_on", TODAY())}

    assert joan.post(order_page, {**said, **days}).status_code == 302
    order = Order.objects.get()
    file = SimpleUploadedFile("ata da Kelly.txt", made.TRANSLATED)
    assert joan.post(path("order_back", order), {"file": file, **boxes("on", TODAY())}).status_code == 302
    assert "someone else must look at it" in joan.get(path("order_check", order)).content.decode()
    assert joan.post(path("order_check", order)).status_code == 409
    assert "Check what was made: translation" in colin.get("/").content.decode()
    assert colin.get(path("order_file", order)).content == made.TRANSLATED
    colin.post(path("order_check", order))

    order.refresh_from_db()
    assert (order.state, order.checked_by) == (State.CHECKED, hartley.second)
    assert "Kelly" not in order.filename
    verbs = set(AuditEvent.objects.filter(on_id=str(order.pk)).values_list("verb", flat=True))
    assert {"order.placed", "order.returned", "order.opened", "order.checked"} <= verbs


def test_what_is_wrong_goes_back_and_its_file_is_gone(hartley, sign_in):
    order = made.ordered(hartley, back=True)
    said = {"wrong": "Page 2 is missing", **boxes("due_on", TODAY() + timedelta(days=3))}

    sign_in(hartley.second).post(path("order_check", order), said)

    order.refresh_from_db()
    assert (order.state, order.blob, order.wrong) == (State.SENT, "", "Page 2 is missing")
    with pytest.raises(Conflict, match="Nothing has come back yet"):
        actions.open_order(order, by=hartley.second)


def test_a_late_order_and_a_translation_that_nobody_ordered_stand_on_the_board(hartley, sign_in):
    hartley.mother.interpreter, hartley.mother.language = True, "Portuguese"
    hartley.mother.save()
    copy = made.waiting(hartley)
    colin = sign_in(hartley.second)

    assert "Order a translation into Portuguese" in colin.get("/").content.decode()
    assert "nobody has ordered one" in colin.get(path("release", copy.request)).content.decode()
    order = made.ordered(hartley, copy=copy)
    Order.objects.update(due_on=TODAY() - timedelta(days=1))

    board = colin.get("/").content.decode()
    assert "Order a translation" not in board
    assert "Ask where it is: translation" in board
    assert "Late" in colin.get(path("detail", copy.request)).content.decode()
    assert made.let_go(copy, by=hartley.second).released_at
    actions.take_in(order, content=made.TRANSLATED, on=TODAY(), by=hartley.administrator)
    assert "Somebody else checks it" in missing_says(copy.request)
    actions.check_order(order, by=hartley.second)
    assert missing_says(copy.request) == ""


def test_an_interpreter_alone_means_that_a_translation_is_expected(hartley):
    request = made.checked(hartley)
    assert language_of(request) == ""
    Attendance.objects.filter(pk=hartley.mother.pk).update(interpreter=True)

    request = MinuteRequest.objects.get(pk=request.pk)

    assert language_of(request) == "their language"


def test_words_that_were_taken_out_do_not_come_back_in_what_was_made(hartley):
    order = made.ordered(hartley)

    with pytest.raises(Conflict, match="Words that were taken out of the copy are in this file"):
        actions.take_in(order, content=made.RESTRICTED.encode(), on=TODAY(), by=hartley.administrator)
    order.refresh_from_db()
    assert (order.state, order.blob) == (State.SENT, "")


def test_only_files_that_can_be_a_translation_or_a_voice_are_taken(hartley):
    order = made.ordered(hartley)
    program = b"\x7fELF\x02\x01\x01" + bytes(60)

    with pytest.raises(Conflict, match="Nothing was kept"):
        actions.take_in(order, content=program, on=TODAY(), by=hartley.administrator)


def packed(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, "<w/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ", "PDF"),
        (b"ID3\x04", "MP3"),
        (b"\xff\xfb\x90", "MP3"),
        (b"\0\0\0\x20ftypM4A ", "M4A"),
        (b"OggS\0", "OGG"),
        (b"RIFF\0\0\0\0WAVEfmt ", "WAV"),
        (packed("word/document.xml"), "DOCX"),
        ("Olá.".encode(), "TXT"),
    ],
)
def test_the_kind_of_a_file_is_told_from_its_bytes(content, kind):
    assert kind_of(content) == Order.Type[kind]


@pytest.mark.parametrize(
    "content", [b"", b"  ", b"\xff\xfe\x00a", b"PK\x03\x04 no", packed("run.sh"), b"a\0b"]
)
def test_what_is_none_of_these_is_nothing(content):
    assert kind_of(content) is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (lambda: {"language": " "}, "which language"),
        (lambda: {"due_on": TODAY() - timedelta(days=1)}, "due after it was sent"),
        (lambda: {"promise_seen_on": TODAY() + timedelta(days=1)}, "promised to keep it"),
    ],
)
def test_an_order_names_its_language_its_promise_and_its_dates(hartley, changes, why):
    with pytest.raises(Conflict, match=why):
        made.ordered(hartley, **changes())


def test_only_from_a_copy_that_there_is(hartley):
    copy = made.waiting(hartley)
    MinuteRequest.objects.update(status="redacting")

    with pytest.raises(Conflict, match="There is no copy"):
        made.ordered(hartley, copy=copy)


def test_a_cancelled_order_ends_and_a_copy_is_not_destroyed_while_somebody_works_on_it(hartley, sign_in):
    order = made.ordered(hartley)
    with pytest.raises(Conflict, match="cancel the order first"):
        actions.take_back(order.copy.request, by=hartley.second)

    sign_in(hartley.second).post(path("order_cancel", order))
    order.refresh_from_db()
    assert order.state == State.CANCELLED
    with pytest.raises(Conflict, match="This order is at"):
        actions.cancel_order(order, by=hartley.second)
    actions.take_back(order.copy.request, by=hartley.second)

    assert not Order.objects.exists()


def test_a_quality_reviewer_may_check_but_not_order(hartley, sign_in):
    order = made.ordered(hartley, back=True)
    reviewer = sign_in(factories.user(role=Role.QUALITY_REVIEWER))

    assert reviewer.get(path("order_check", order)).status_code == 200
    assert reviewer.get(path("order", order.copy.request)).status_code == 403


def test_the_translation_goes_alone_by_a_link_of_its_own(
    hartley, settings, sign_in, client, django_capture_on_commit_callbacks
):
    with PostOffice() as office:
        office.settings(settings)
        kelly = {"delivery": "link", "address": "kelly.h@post.example", "code_by": "in_person"}
        copy = made.sent(hartley, **kelly)
        order = made.ordered(hartley, copy=copy, back=True)
        with pytest.raises(Conflict, match="goes alone once it is checked"):
            actions.send_order(order, envelope="x", tracking="", by=hartley.second)
        actions.check_order(order, by=hartley.second)
        actions.record_delivery(copy, on=TODAY(), proof="She said so", by=hartley.second)
        colin = sign_in(hartley.second)
        with django_capture_on_commit_callbacks(execute=True):
            colin.post(path("order_send", order), {"envelope": "kelly.h@post.example"})
        link = link_in(office.mails[-1])

    dispatch = copy.dispatches.first()
    client.post(link, {"code": actions.give_secret(dispatch, by=hartley.second)})
    inside = client.get(link).content.decode()
    answer = client.post(f"{link}files/{order.pk}/")

    assert "Translation into Portuguese" in inside
    assert str(copy.files.first().pk) not in inside
    assert answer.content == made.TRANSLATED
    assert MinuteRequest.objects.get().status == "delivered"
    assert copy.dispatches.first().state == "arrived"


def test_a_checked_translation_is_offered_with_the_copy(
    hartley, settings, client, django_capture_on_commit_callbacks
):
    with PostOffice() as office, django_capture_on_commit_callbacks(execute=True):
        office.settings(settings)
        kelly = {"delivery": "link", "address": "kelly.h@post.example", "code_by": "in_person"}
        copy = made.waiting(hartley, **kelly)
        order = made.ordered(hartley, copy=copy, back=True)
        actions.check_order(order, by=hartley.second)
        dispatch = made.let_go(copy, by=hartley.second).dispatches.get()
    link = link_in(office.mails[0])
    client.post(link, {"code": actions.give_secret(dispatch, by=hartley.second)})

    assert "Translation into Portuguese, Plain text" in client.get(link).content.decode()


def test_a_translation_does_not_go_to_an_address_that_is_withheld_from_them_by_then(hartley):
    mine = {"delivery": "post", "address": "3 Station Row\nWexborough"}
    order = made.ordered(hartley, copy=made.sent(hartley, **mine), back=True)
    actions.check_order(order, by=hartley.second)
    MinuteRequest.objects.update(status="delivered")
    hartley.grandmother.address, hartley.grandmother.address_withheld = mine["address"], True
    hartley.grandmother.save()

    with pytest.raises(Conflict, match="withheld from them now"):
        actions.send_order(order, envelope="3 Station Row", tracking="", by=hartley.second)

    assert order.copy.dispatches.count() == 1  # the copy itself, before


def test_a_translation_that_is_no_pdf_cannot_be_locked(hartley):
    kelly = {"delivery": "email", "address": "kelly.h@post.example", "code_by": "in_person"}
    copy = made.sent(hartley, **kelly)
    order = made.ordered(hartley, copy=copy, back=True)
    actions.check_order(order, by=hartley.second)
    MinuteRequest.objects.update(status="delivered")
    dispatch = actions.send_order(order, envelope="kelly.h@post.example", tracking="", by=hartley.second)

    with pytest.raises(Conflict, match="Only a PDF can be locked"):
        actions.give_secret(dispatch, by=hartley.second)
