"""What an e-mail says, and whether a person wrote it: read from its bytes, whatever they are."""

import random
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from minutes.requests import intake
from tests.requests import letters


def test_a_letter_says_who_wrote_and_what():
    found = intake.read(letters.raw(subject="Re: We have your message [ABCD-EFGH-JKMN]"))

    assert (found.name, found.sender) == ("Kelly Hartley", "kelly@post.example")
    assert found.text.startswith("Please send me the minutes")
    assert found.token == "ABCD-EFGH-JKMN"
    assert (found.aside, found.attachments, found.is_cut) == ("", 0, False)


def test_words_come_from_the_page_when_there_is_no_plain_text():
    html = "<head><style>p {}</style></head><p>Please send&nbsp;me</p>the <b>minutes</b><script>x()</script>"

    found = intake.read(letters.page(html))

    assert "Please send" in found.text
    assert "the minutes" in found.text
    assert "x()" not in found.text
    assert "{}" not in found.text


def test_what_hangs_on_a_letter_is_counted_and_its_words_are_not_read():
    found = intake.read(letters.with_attachment(b"secret words in a file"))

    assert found.attachments == 1
    assert "secret" not in found.text


def test_a_letter_inside_a_letter_is_one_thing_that_hangs_on_it():
    outer = letters.letter()
    outer.add_attachment(letters.letter("inner words"))

    found = intake.read(outer.as_bytes())

    assert found.attachments == 1
    assert "inner words" not in found.text


@pytest.mark.parametrize("kind", letters.MACHINES)
def test_what_a_machine_sent_is_no_request(kind):
    assert intake.read(letters.raw(**letters.MACHINES[kind])).aside == intake.AUTOMATIC


@pytest.mark.parametrize("kind", letters.UNWANTED)
def test_what_the_councils_filter_marked_is_no_request(kind):
    assert intake.read(letters.raw(**letters.UNWANTED[kind])).aside == intake.SPAM


def test_a_letter_from_ourselves_is_no_request():
    found = intake.read(
        letters.raw(sender="Records <records@wexborough.example>"), own="Records@Wexborough.example"
    )

    assert found.aside == intake.AUTOMATIC


def test_a_read_receipt_is_no_request():
    mail = letters.raw().replace(
        b"Content-Type: text/plain", b"Content-Type: multipart/report; report-type=disposition-notification"
    )

    assert intake.read(mail).aside == intake.AUTOMATIC


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "no"},
        {"X_Spam_Flag": "NO"},
        {"subject": "You sent me an automatic reply"},
        {"X_Auto_Response_Suppress": "OOF"},
        {"X_MS_Exchange_Organization_SCL": "1"},
        {"Return_Path": "<kelly@post.example>"},
    ],
)
def test_a_letter_that_a_filter_let_through_is_a_letter(headers):
    assert intake.read(letters.raw(**headers)).aside == ""


def test_a_report_names_the_e_mail_that_did_not_arrive():
    found = intake.read(letters.report("<ours@wexborough.example>"))

    assert found.aside == intake.BOUNCE
    assert "<ours@wexborough.example>" in found.reported


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@post.example", "postmaster@post.example"])
def test_mail_from_a_mail_server_is_a_report_even_without_its_marks(sender):
    assert intake.read(letters.raw(sender=sender)).aside == intake.BOUNCE


@pytest.mark.parametrize("kind", letters.RUBBISH)
def test_rubbish_is_read_as_far_as_it_goes(kind):
    found = intake.read(letters.RUBBISH[kind])

    assert len(found.text) <= intake.MOST_TEXT
    assert len(found.subject) <= 500
    found.text.encode()
    found.sender.encode()


def test_a_letter_with_any_bytes_changed_is_still_read():
    chance = random.Random(7)
    whole = bytearray(letters.with_attachment())
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        intake.read(bytes(broken)).text.encode()


def test_a_long_letter_is_cut_and_says_so():
    found = intake.read(letters.raw("word " * 10_000))

    assert found.is_cut
    assert len(found.text) == intake.MOST_TEXT


def test_raw_letters_of_another_alphabet_in_the_headers_stop_nothing():
    mail = b"From: Zo\xc3\xab <kelly@post.example>\r\nSubject: Minutes f\xfcr Zo\xeb\r\n\r\nPlease\r\n"

    found = intake.read(mail)

    assert (found.sender, found.text) == ("kelly@post.example", "Please")


def test_a_letter_in_boxes_is_read_and_what_outlook_packs_hangs_on_it():
    inner = MIMEMultipart(
        "alternative", _subparts=[MIMEText("Please", "plain"), MIMEText("<p>Please</p>", "html")]
    )
    packed = MIMEApplication(b"\x78\x9f\x3e\x22 winmail", "ms-tnef", name="winmail.dat")
    outer = MIMEMultipart("mixed", _subparts=[MIMEMultipart("related", _subparts=[inner]), packed])
    outer["From"] = letters.SENDER

    found = intake.read(outer.as_bytes())

    assert (found.text, found.attachments, found.aside) == ("Please", 1, "")
