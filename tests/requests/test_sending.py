"""A released copy on its way otherwise: locked PDF, post, collection; and everything that comes back."""

import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from minutes.documents import proof
from minutes.requests import actions, intake, mail
from minutes.requests.after import look_after_sendings, note_bounces
from minutes.requests.models import Dispatch, MinuteRequest, TypedCopy
from tests.requests import letters, made
from tests.requests.post_office import CASE, KELLY, Notify, PostOffice, by_mail, link_in, words

pytestmark = pytest.mark.django_db
Status, State, Failure = MinuteRequest.Status, Dispatch.State, Dispatch.Failure


@pytest.fixture
def hartley():
    return made.hartley()


def path(name, row):
    return reverse(f"requests:{name}", args=[row.pk])


def page(client, url):
    return client.get(url).content.decode()


def test_the_locked_pdf_opens_with_the_password_and_keeps_its_structure(hartley, office, committed):
    dispatch = by_mail(hartley, committed, delivery="email")
    assert office.mails == []

    with committed():
        password = actions.give_secret(dispatch, by=hartley.second)

    (attached,) = office.mails[0].iter_attachments()
    file = attached.get_content()
    assert attached.get_filename() == "document.pdf"
    assert not proof.search(words(office.mails[0]).encode(), [*CASE, password])
    assert all(secret not in file for secret in (b"Hartley", b"conference", b"Minutes"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(file))
    with pikepdf.open(io.BytesIO(file), password=password) as opened:
        assert opened.encryption.bits == 256
        assert opened.allow.accessibility
        assert bool(opened.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in opened.Root
    dispatch.refresh_from_db()
    assert dispatch.state == State.SENT


@pytest.mark.parametrize(("to", "why"), [("nobody@x.example", "refused"), ("later@x.example", "refused")])
def test_what_a_mail_server_refuses_comes_back_to_the_board(hartley, office, committed, sign_in, to, why):
    dispatch = by_mail(hartley, committed, address=to)

    dispatch.refresh_from_db()
    request = MinuteRequest.objects.get()
    assert (dispatch.state, dispatch.failure) == (State.CAME_BACK, why)
    assert (request.status, request.address_confirmed_on) == (Status.READY, None)
    joan = sign_in(hartley.administrator)
    assert "Check the address again" in page(joan, "/")
    assert "their mail server refused it" in page(joan, reverse("requests:detail", args=[request.pk]))


def test_without_a_mail_server_the_address_stays_and_it_can_be_released_again(hartley, committed, settings):
    with PostOffice() as office:
        office.settings(settings)
    dispatch = by_mail(hartley, committed)

    dispatch.refresh_from_db()
    request = MinuteRequest.objects.get()
    assert dispatch.failure == Failure.NO_SERVER
    assert request.address_confirmed_on == timezone.localdate()
    with PostOffice() as office, committed():
        office.settings(settings)
        made.let_go(dispatch.copy, by=hartley.second)
    assert TypedCopy.objects.get().dispatches.count() == 2


def test_a_returned_envelope_makes_the_request_ready_again_once_the_address_is_read_back(hartley, sign_in):
    copy = made.sent(hartley)
    dispatch, colin, joan = copy.dispatches.get(), sign_in(hartley.second), sign_in(hartley.administrator)
    today = timezone.localdate()
    when = {"on_day": today.day, "on_month": today.month, "on_year": today.year}

    colin.post(path("came_back", dispatch), {"why": "returned", **when})
    detail = page(joan, reverse("requests:detail", args=[copy.request_id]))
    assert "the post brought it back" in detail
    assert "Check the address" in detail
    with pytest.raises(Conflict, match="Read the address back"):
        made.let_go(copy, by=hartley.second)
    request = MinuteRequest.objects.get()
    actions.confirm_address(
        request, address="3 Mill Lane\nWexborough", delivery="post", on=today, by=hartley.administrator
    )
    again = made.let_go(copy, by=hartley.second).dispatches.first()
    colin.post(path("arrived", again), {"proof": "Signed for at 10:12", **when})

    register = page(joan, reverse("requests:copies"))
    assert "Came back" in register
    assert "Signed for at 10:12" in register
    assert MinuteRequest.objects.get().status == Status.DELIVERED


def test_a_copy_is_collected_with_a_proof_of_identity_only(hartley):
    copy = made.sent(hartley, delivery="collected")

    with pytest.raises(Conflict, match="proof of identity"):
        actions.record_delivery(copy, on=timezone.localdate(), by=hartley.second)
    actions.record_delivery(
        copy, on=timezone.localdate(), proof="Passport, seen by Colin Marsh", by=hartley.second
    )

    dispatch = copy.dispatches.get()
    assert (dispatch.proof, dispatch.proved_by) == ("Passport, seen by Colin Marsh", hartley.second)


def test_the_label_holds_name_and_address_and_nothing_of_what_is_inside(hartley, sign_in, settings):
    settings.RETURN_ADDRESS = "PO Box 7, Wexborough"
    request = made.waiting(hartley).request

    answer = sign_in(hartley.second).get(path("label", request))

    assert proof.search(answer.content, ["Kelly Hartley", "27 Larkspur Court", "WX4 7QT", "PO Box 7"])
    assert not proof.search(answer.content, ["Alfie", "conference", "minutes", "safeguarding", "council"])
    with pytest.raises(Conflict, match="Only a copy that goes by post"):
        actions.print_label(made.waiting(made.hartley(), delivery="collected").request, by=hartley.second)


def test_a_code_can_go_by_letter_that_does_not_say_what_it_opens(hartley, office, committed, sign_in, client):
    dispatch = by_mail(hartley, committed, code_by="letter", code_to="3 Mill Lane\nWexborough")

    letter = sign_in(hartley.second).post(path("secret", dispatch)).content

    assert proof.search(letter, ["Kelly Hartley", "3 Mill Lane"])
    assert not proof.search(letter, ["Alfie", "minutes of", "conference", "safeguarding", "child"])
    code = proof.read(letter).partition("#box")[0]
    found = next(part for part in code.split("\n") if part.replace(" ", "").isdigit() and len(part) == 9)
    assert client.post(link_in(office.mails[0]), {"code": found}).status_code == 302


@pytest.mark.parametrize("delivery", ["link", "email"])
def test_the_code_is_shown_once_to_whoever_reads_it_out(hartley, office, committed, sign_in, delivery):
    dispatch = by_mail(hartley, committed, delivery=delivery)
    colin = sign_in(hartley.second)
    next_step = page(colin, reverse("requests:detail", args=[dispatch.copy.request_id]))
    assert path("secret", dispatch) in next_step

    first = page(colin, path("secret", dispatch))
    with committed():
        shown = colin.post(path("secret", dispatch)).content.decode()

    assert "07700 900123" in first
    assert 'class="secret' not in first
    assert 'class="secret' in shown
    assert 'class="secret' not in page(colin, path("secret", dispatch))


def test_a_code_goes_as_a_text_message_through_notify(hartley, settings, committed, sign_in, client):
    with Notify() as notify:
        notify.settings(settings)
        dispatch = by_mail(hartley, committed, code_by="text")
        answer = sign_in(hartley.second).post(path("secret", dispatch)).content.decode()
        (how, email_sent), (way, text) = notify.taken

    assert (how, way) == ("/v2/notifications/email", "/v2/notifications/sms")
    assert (email_sent["email_address"], text["phone_number"]) == (KELLY, "07700 900123")
    assert not proof.search(str(email_sent["personalisation"]).encode(), CASE)
    code = text["personalisation"]["words"].partition("code is ")[2].partition(".")[0]
    assert code not in answer
    link = "/link/" + email_sent["personalisation"]["link"].partition("/link/")[2]
    assert client.post(link, {"code": code}).status_code == 302
    dispatch.refresh_from_db()
    assert dispatch.notify_id


def test_notify_with_a_wrong_key_takes_nothing_and_says_so(hartley, settings, committed):
    with Notify() as notify:
        notify.settings(settings)
        settings.NOTIFY_API_KEY = settings.NOTIFY_API_KEY[:-1] + "0"
        dispatch = by_mail(hartley, committed, code_by="text")
        assert notify.taken == []

    dispatch.refresh_from_db()
    assert dispatch.failure == Failure.NO_SERVER


def test_a_text_that_cannot_go_is_said_and_makes_no_code(hartley, office, settings, committed):
    with Notify() as notify:
        notify.settings(settings)
        settings.NOTIFY_EMAIL_TEMPLATE = ""
        dispatch = by_mail(hartley, committed, code_by="text", code_to="not a number")
        with pytest.raises(Conflict, match="text message could not be sent"):
            actions.give_secret(dispatch, by=hartley.second)
    settings.NOTIFY_API_KEY = ""
    with pytest.raises(Conflict, match="text message could not be sent"):
        actions.give_secret(dispatch, by=hartley.second)
    assert office.mails


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"code_by": "", "code_to": ""}, "Choose how"),
        ({"code_by": "telephone", "code_to": " "}, "Enter the number"),
        ({"code_by": "telephone", "code_to": KELLY}, "another way than the e-mail"),
        ({"code_by": "text", "code_to": "07700 900123"}, "not set up"),
    ],
)
def test_the_code_never_goes_the_way_of_the_link(hartley, said, why):
    request = made.checked(hartley, delivery="link", address=KELLY, code_by="in_person")

    with pytest.raises(Conflict, match=why):
        actions.choose_code_way(request, **said, by=hartley.administrator)


def test_a_link_needs_one_email_address_and_the_way_of_its_code(hartley, sign_in):
    with pytest.raises(Conflict, match="one e-mail address"):
        made.checked(hartley, delivery="link", address="27 Larkspur Court")
    hartley = made.hartley()
    request = made.checked(hartley, delivery="link", address=KELLY, code_by="")
    joan = sign_in(hartley.administrator)

    assert "Ask how the code should reach them" in page(joan, "/")
    answer = joan.post(path("code_way", request), {"code_by": "telephone", "code_to": "01632 960145"})

    assert answer.status_code == 302
    assert actions.start_redaction(request, by=hartley.administrator).status == Status.REDACTING
    with pytest.raises(Conflict, match="Only a link or a locked PDF"):
        actions.choose_code_way(
            made.checked(made.hartley()), code_by="telephone", code_to="1", by=hartley.administrator
        )


def test_what_notify_gives_up_comes_back_by_itself(hartley, settings, committed):
    with Notify() as notify:
        notify.settings(settings)
        dispatch = by_mail(hartley, committed)
        look_after_sendings()
        dispatch.refresh_from_db()
        assert dispatch.state == State.SENT
        notify.server.status = "permanent-failure"
        look_after_sendings()

    dispatch.refresh_from_db()
    assert dispatch.failure == Failure.BOUNCED


def test_the_id_of_an_email_is_the_sending(hartley, office, committed):
    dispatch = by_mail(hartley, committed)

    assert office.mails[0]["Message-ID"] == mail.message_id(dispatch)


def test_an_email_that_comes_back_finds_its_sending(hartley, office, committed):
    dispatch = by_mail(hartley, committed)
    bounce = intake.read(letters.report(mail.message_id(dispatch)), own="records@wexborough.example")

    assert note_bounces(["<nobody@x.example>", *bounce.reported]) == 1
    assert note_bounces(bounce.reported) == 0

    dispatch.refresh_from_db()
    assert (dispatch.failure, MinuteRequest.objects.get().address_confirmed_on) == (Failure.BOUNCED, None)
