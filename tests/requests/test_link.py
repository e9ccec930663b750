"""The link: what opens it, how often, in which browser; and that it tells nobody anything before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from minutes.documents import proof
from minutes.requests import actions
from minutes.requests.after import look_after_sendings
from minutes.requests.models import CopyLink, Dispatch, MinuteRequest, token_digest
from tests.requests import made
from tests.requests.post_office import CASE, by_mail, link_in, words

pytestmark = pytest.mark.django_db
Status, State, Failure = MinuteRequest.Status, Dispatch.State, Dispatch.Failure


@pytest.fixture
def hartley():
    return made.hartley()


def path(name, row):
    return reverse(f"requests:{name}", args=[row.pk])


def page(client, url):
    return client.get(url).content.decode()


def test_the_recipient_opens_the_link_with_the_code_and_that_proves_that_it_arrived(
    hartley, office, committed, sign_in, client
):
    dispatch = by_mail(hartley, committed)
    (mail_sent,) = office.mails
    link, colin = link_in(mail_sent), sign_in(hartley.second)

    before = page(client, link)
    code = actions.give_secret(dispatch, by=hartley.second)
    assert client.post(link, {"code": code}).status_code == 302
    inside = page(client, link)
    file = dispatch.copy.files.get(format="pdf")
    answer = client.post(f"{link}files/{file.pk}/")

    assert not proof.search(before.encode(), CASE)
    assert "Kelly Hartley" not in inside
    assert proof.search(answer.content, ["Kelly Hartley", "C-2026-0007"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    dispatch.refresh_from_db()
    assert dispatch.state == State.ARRIVED
    assert MinuteRequest.objects.get().status == Status.DELIVERED
    assert "Opened through the link with its code" in page(colin, reverse("requests:copies"))


def test_nothing_outside_names_a_child_a_parent_or_a_reason(hartley, office, committed):
    by_mail(hartley, committed)
    (sent,) = office.mails

    assert sent["Subject"] == "A document for you"
    assert not proof.search(words(sent).encode(), CASE)
    assert not proof.search(str(sent["From"]).encode(), ["Kelly", "Hartley", "child"])
    assert not any(code in words(sent) for code in ("code is", "password is"))


def test_token_and_code_are_kept_as_digests_only(hartley, office, committed):
    dispatch = by_mail(hartley, committed)
    token = link_in(office.mails[0]).split("/")[2]

    code = actions.give_secret(dispatch, by=hartley.second)

    link = CopyLink.objects.get()
    stored = " ".join(str(value) for value in vars(link).values())
    assert link.token_digest == token_digest(token)
    assert token not in stored
    assert code.replace(" ", "") not in stored
    assert not AuditEvent.objects.filter(details__icontains=token).exists()


def test_every_look_is_in_the_audit_under_the_service_itself(hartley, office, committed, client):
    dispatch = by_mail(hartley, committed)
    link = link_in(office.mails[0])

    client.get(link)
    client.post(link, {"code": "11112222"})
    client.post(link, {"code": actions.give_secret(dispatch, by=hartley.second)})
    client.post(f"{link}files/{dispatch.copy.files.get(format='txt').pk}/")

    events = AuditEvent.objects.filter(verb__startswith="link.").order_by("sequence")
    verbs = ["link.looked", "link.code_refused", "link.opened", "link.downloaded"]
    assert [event.verb for event in events] == verbs
    assert {event.actor_role for event in events} == {"service"}
    assert events[1].outcome == AuditEvent.Outcome.REFUSED


def test_wrong_codes_are_counted_mean_a_wait_and_the_fifth_makes_the_code_void(
    hartley, office, committed, client
):
    dispatch = by_mail(hartley, committed)
    link, code = link_in(office.mails[0]), actions.give_secret(dispatch, by=hartley.second)
    row = CopyLink.objects.get()

    answers = []
    for _ in range(5):
        answers.append(client.post(link, {"code": "0000 0000"}))
        CopyLink.objects.update(wait_until=None)
    right_but_late = client.post(link, {"code": code})

    assert [answer.status_code for answer in answers] == [422] * 5
    assert "You have 4 tries left" in answers[0].content.decode()
    assert "You have 1 try left" in answers[3].content.decode()
    assert "cannot be used any more" in answers[4].content.decode()
    assert right_but_late.status_code == 422
    row.refresh_from_db()
    assert row.wants_code
    again = actions.give_secret(dispatch, by=hartley.second)
    assert client.post(link, {"code": again}).status_code == 302


def test_after_the_third_wrong_code_even_the_right_one_waits(hartley, office, committed, client):
    dispatch = by_mail(hartley, committed)
    link, code = link_in(office.mails[0]), actions.give_secret(dispatch, by=hartley.second)
    for _ in range(3):
        client.post(link, {"code": "0000 0000"})

    answer = client.post(link, {"code": code})

    assert answer.status_code == 429
    assert "Please wait until" in answer.content.decode()


def test_a_code_works_once_and_only_in_the_browser_that_gave_it(hartley, office, committed, client):
    from django.test import Client

    dispatch = by_mail(hartley, committed)
    link, code = link_in(office.mails[0]), actions.give_secret(dispatch, by=hartley.second)
    client.post(link, {"code": code})
    other, file = Client(), dispatch.copy.files.get(format="pdf")

    assert other.post(link, {"code": code}).status_code == 422
    assert other.post(f"{link}files/{file.pk}/").status_code == 302
    assert "Choose a file" not in page(other, link)
    assert "Choose a file" in page(client, link)


def test_a_code_that_is_a_week_old_opens_nothing(hartley, office, committed, client):
    dispatch = by_mail(hartley, committed)
    link, code = link_in(office.mails[0]), actions.give_secret(dispatch, by=hartley.second)
    CopyLink.objects.update(code_given_at=timezone.now() - CopyLink.CODE_HOLDS - timedelta(seconds=1))

    assert client.post(link, {"code": code}).status_code == 422


def test_downloads_are_limited(hartley, office, committed, client):
    dispatch = by_mail(hartley, committed)
    link = link_in(office.mails[0])
    client.post(link, {"code": actions.give_secret(dispatch, by=hartley.second)})
    CopyLink.objects.update(downloads_left=1)
    file = dispatch.copy.files.get(format="txt")

    assert client.post(f"{link}files/{file.pk}/").status_code == 200
    assert client.post(f"{link}files/{file.pk}/").status_code == 409


def test_a_link_opens_its_own_copy_and_no_other(hartley, office, committed, client):
    dispatch = by_mail(hartley, committed)
    link = link_in(office.mails[0])
    client.post(link, {"code": actions.give_secret(dispatch, by=hartley.second)})
    others = made.in_register(made.hartley())

    assert client.post(f"{link}files/{others.pk}/").status_code == 404


def test_a_link_that_is_taken_back_looks_like_one_that_never_was(hartley, office, committed, sign_in, client):
    dispatch = by_mail(hartley, committed)
    link = link_in(office.mails[0])

    sign_in(hartley.second).post(path("end_link", dispatch))

    taken, unknown = client.get(link), client.get("/link/nothing-of-ours/")
    assert (taken.status_code, unknown.status_code) == (404, 404)
    assert taken.content == unknown.content
    dispatch.refresh_from_db()
    assert (dispatch.failure, MinuteRequest.objects.get().status) == (Failure.TAKEN_BACK, Status.READY)
    with pytest.raises(Conflict, match="ended already"):
        actions.end_link(dispatch, by=hartley.second)


def test_a_link_can_be_taken_back_after_it_was_opened(hartley, office, committed, client):
    dispatch = by_mail(hartley, committed)
    link = link_in(office.mails[0])
    client.post(link, {"code": actions.give_secret(dispatch, by=hartley.second)})
    client.post(f"{link}files/{dispatch.copy.files.get(format='pdf').pk}/")
    dispatch.refresh_from_db()

    actions.end_link(dispatch, by=hartley.second)

    assert client.get(link).status_code == 404
    assert MinuteRequest.objects.get().status == Status.DELIVERED


def test_a_link_that_nobody_opened_comes_back_by_itself(hartley, office, committed):
    dispatch = by_mail(hartley, committed)
    CopyLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    look_after_sendings()
    look_after_sendings()

    dispatch.refresh_from_db()
    assert (dispatch.failure, MinuteRequest.objects.get().status) == (Failure.NOT_OPENED, Status.READY)
    with pytest.raises(Conflict, match="Nothing is under way"):
        actions.give_secret(dispatch, by=hartley.second)
