"""E-mails as they come in: ordinary ones, answers, machines, and rubbish. Everybody in them is invented."""

import itertools
from email.message import EmailMessage

numbers = itertools.count(1)
SENDER = "Kelly Hartley <kelly@post.example>"
ASKS = "Please send me the minutes of the meeting on 5 November.\nKelly"


def letter(text=ASKS, *, sender=SENDER, subject="Minutes please", message_id=None, **headers) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "records@wexborough.example", subject
    mail["Message-ID"] = message_id or f"<letter{next(numbers)}@post.example>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def raw(text=ASKS, **more) -> bytes:
    return letter(text, **more).as_bytes()


def with_attachment(content=b"%PDF-1.7 signed authority") -> bytes:
    mail = letter()
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="authority.pdf")
    return mail.as_bytes()


def page(html, **more) -> bytes:
    mail = letter("", **more)
    mail.set_content(html, subtype="html")
    return mail.as_bytes()


def report(about: str, *, sender="Mail Delivery System <mailer-daemon@post.example>") -> bytes:
    """What a mail server sends back when it could not deliver the e-mail with this id."""
    return (
        f"Return-Path: <>\r\nFrom: {sender}\r\nTo: records@wexborough.example\r\n"
        f"Subject: Undelivered Mail\r\nMessage-ID: <report{next(numbers)}@post.example>\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThe address is not known.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; kelly@post.example\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {about}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


MACHINES = {
    "out of office": {"Auto_Submitted": "auto-replied"},
    "a newsletter": {"Precedence": "bulk"},
    "a mailing list": {"List_Id": "<news.example>"},
    "an old answering machine": {"X_Autoreply": "yes"},
    "a vacation notice": {"Precedence": "auto_reply"},
    "an empty return path": {"Return_Path": "<>"},
    "an answer in Portuguese": {"subject": "Resposta automática: Minutes please"},
    "an answer in Polish": {"subject": "Odpowiedź automatyczna: Minutes please"},
    "an answer in French": {"subject": "Réponse automatique : Minutes please"},
    "an answer in English": {"subject": "Automatic reply: Minutes please"},
    "an answer from Exchange": {"X_Auto_Response_Suppress": "All"},
    "an old mark of an answer": {"X_Mail_Autoreply": "autoreply"},
    "a mistyped mark": {"Preference": "auto_reply"},
}
UNWANTED = {
    "a flag": {"X_Spam_Flag": "YES"},
    "a status": {"X_Spam_Status": "Yes, score=9.1"},
    "a level": {"X_MS_Exchange_Organization_SCL": "7"},
}
RUBBISH = {
    "nothing": b"",
    "no headers": b"\r\n\r\nhello",
    "no line ends": b"From: a@b.example Subject: x",
    "bytes": bytes(range(256)) * 40,
    "an unknown alphabet": b"From: =?x-klingon?B?AAAA?= <a@b.example>\r\nSubject: =?utf-8?B?!!!?=\r\n"
    b"Content-Type: text/plain; charset=x-klingon\r\n\r\n\xff\xfe\xfd words",
    "half an attachment": b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x",
    "boxes in boxes": b"From: a@b.example\r\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
    "a thousand parts": b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 1000,
    "a long header": b"From: a@b.example\r\nSubject: " + b"x" * 400_000 + b"\r\n\r\nwords",
    "many headers": b"X: y\r\n" * 60_000 + b"\r\nwords",
    "surrogates": b"From: \xed\xa0\x80@b.example\r\nSubject: \xed\xb2\xa0\r\n\r\n\xed\xa0\x80",
}
