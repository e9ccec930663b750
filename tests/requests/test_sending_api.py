"""What goes out, over the API: the same actions, the same rules; the page of a link has none."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from minutes.documents import proof
from minutes.requests.models import Dispatch, MinuteRequest
from tests.requests import made
from tests.requests.post_office import PostOffice, link_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def hartley():
    return made.hartley()


def call(client, name, row, /, **data):
    path = reverse(f"requests-api:{name}", args=[row.pk])
    return client.post(path, data, content_type="application/json")


def read(client, name, row):
    return client.get(reverse(f"requests-api:{name}", args=[row.pk]))


def test_a_returned_copy_goes_again_and_its_arrival_is_noted(hartley, sign_in):
    copy, colin = made.sent(hartley), sign_in(hartley.second)
    dispatch, day = copy.dispatches.get(), TODAY().isoformat()
    label = read(colin, "label", copy.request)

    back = call(colin, "came_back", dispatch, why="returned", on=day).json()
    address = {"address": "3 Mill Lane\nWexborough", "delivery": "post", "on": day}
    assert call(sign_in(hartley.administrator), "address", copy.request, **address).status_code == 200
    again = call(colin, "release", copy.request, pages=copy.pages, envelope="3 Mill Lane")
    second = copy.dispatches.first()
    arrived = call(colin, "arrived", second, on=day, proof="Signed for").json()

    assert proof.search(label.content, ["27 Larkspur Court"])
    assert (back["state"], back["failure"]) == ("came_back", "returned")
    assert again.status_code == 200
    assert (arrived["state"], arrived["proof"]) == ("arrived", "Signed for")
    states = [one["state"] for one in read(colin, "sendings", copy.request).json()]
    assert states == ["arrived", "came_back"]


def test_a_code_is_made_and_a_link_taken_back(
    hartley, settings, sign_in, client, django_capture_on_commit_callbacks
):
    joan, colin = sign_in(hartley.administrator), sign_in(hartley.second)
    with PostOffice() as office, django_capture_on_commit_callbacks(execute=True):
        office.settings(settings)
        copy = made.waiting(hartley, delivery="link", address="kelly.h@post.example", code_by="in_person")
        assert (
            call(joan, "code_way", copy.request, code_by="telephone", code_to="01632 960145").status_code
            == 200
        )
        made.let_go(copy, by=hartley.second)
    dispatch, link = Dispatch.objects.get(), link_in(office.mails[0])

    code = call(colin, "secret", dispatch).json()["secret"]

    assert client.post(link, {"code": code}).status_code == 302
    assert call(colin, "end_link", dispatch).json()["failure"] == "taken_back"
    assert client.get(link).status_code == 404
    assert MinuteRequest.objects.get().status == "ready"


def test_a_translation_is_ordered_returned_found_wrong_and_right(hartley, sign_in):
    copy, joan, colin = made.sent(hartley), sign_in(hartley.administrator), sign_in(hartley.second)
    day = TODAY().isoformat()
    said = {"kind": "translation", "language": "Portuguese", "maker": "Ines Duarte"}
    days = {"promise_seen_on": day, "sent_on": day, "due_on": day}
    order = call(joan, "orders", copy.request, **said, **days)
    row = copy.orders.get()
    back = reverse("requests-api:order_back", args=[row.pk])
    bytes_of = {"data": made.TRANSLATED, "content_type": "application/octet-stream"}

    assert order.status_code == 201
    assert joan.put(back, **bytes_of).status_code == 409
    assert joan.put(f"{back}?on={day}", **bytes_of).json()["state"] == "returned"
    assert call(joan, "order_check", row).status_code == 409
    due = (TODAY() + timedelta(days=2)).isoformat()
    assert call(colin, "order_wrong", row, wrong="A page is missing", due_on=due).json()["state"] == "sent"
    joan.put(f"{back}?on={day}", **bytes_of)
    assert call(colin, "order_check", row).json()["state"] == "checked"
    assert read(colin, "order_file", row).content == made.TRANSLATED
    assert [one["wrong"] for one in read(colin, "orders", copy.request).json()] == [""]
    call(colin, "arrived", copy.dispatches.get(), on=day, proof="Signed for")
    sent = call(colin, "order_send", row, envelope="27 Larkspur Court", tracking="AB1")
    assert (sent.status_code, sent.json()["order"]) == (201, str(row.pk))


def test_an_order_is_cancelled(hartley, sign_in):
    order = made.ordered(hartley)

    assert call(sign_in(hartley.second), "order_cancel", order).json()["state"] == "cancelled"


def test_without_a_copy_nothing_is_ordered(hartley, sign_in):
    request, day = made.checked(hartley), TODAY().isoformat()
    said = {"kind": "easy_read", "maker": "Ines Duarte"}
    days = {"promise_seen_on": day, "sent_on": day, "due_on": day}

    assert call(sign_in(hartley.second), "orders", request, **said, **days).status_code == 409
