"""A real mail server and a real server that speaks like GOV.UK Notify, for tests of what is sent."""

import base64
import email
import email.policy
import hashlib
import hmac
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import uuid4

from aiosmtpd.controller import Controller

from tests.requests import made

KELLY = "kelly.h@post.example"
# What no subject, no line of an e-mail and no envelope may hold.
CASE = ["Kelly", "Hartley", "Alfie", "Maisie", "conference", "minutes", "child", "safeguarding", "protection"]
KEY = "wexborough-3f0a8f4e-1111-4222-8333-944455556666-7b1c2d3e-aaaa-4bbb-8ccc-9dddeeeeffff"
SERVICE, SECRET = KEY[-73:-37], KEY[-36:]


class PostOffice:
    """Takes mail on a free port; refuses whoever is called nobody, as a mail server does."""

    def __init__(self):
        self.mails: list[email.message.EmailMessage] = []
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            self.port = held.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such person"
        if address.startswith("later@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    def settings(self, settings) -> None:
        """Point Django at this server."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def words(mail) -> str:
    """What somebody reads in an e-mail."""
    return mail.get_body(("plain",)).get_content()


def link_in(mail) -> str:
    """The address of the link, without the server."""
    return "/link/" + words(mail).partition("/link/")[2].split()[0]


class NotifyHandler(BaseHTTPRequestHandler):
    """Checks the token as Notify does, and remembers each message."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.may():
            return self.answer(403, {"errors": [{"error": "AuthError", "message": "Invalid token"}]})
        if body.get("phone_number") == "not a number":
            return self.answer(400, {"errors": [{"error": "ValidationError"}]})
        self.server.taken.append((self.path, body))
        return self.answer(201, {"id": str(uuid4())})

    def do_GET(self):
        if not self.may():
            return self.answer(403, {"errors": []})
        return self.answer(200, {"id": self.path.rpartition("/")[2], "status": self.server.status})

    def may(self) -> bool:
        head, claims, signature = self.headers["Authorization"].removeprefix("Bearer ").split(".")
        right = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
        said = json.loads(unpadded(claims))
        return hmac.compare_digest(unpadded(signature), right) and said["iss"] == SERVICE and said["iat"] > 0

    def answer(self, status: int, content: dict):
        sent = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_):
        """Nothing on the terminal."""


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Notify:
    """The server in a thread of its own."""

    def __enter__(self):
        self.server = HTTPServer(("127.0.0.1", 0), NotifyHandler)
        self.server.taken, self.server.status = [], "delivered"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def taken(self) -> list:
        return self.server.taken

    def settings(self, settings) -> None:
        """Point the service at this server, with a key it knows."""
        settings.NOTIFY_API_KEY = KEY
        settings.NOTIFY_URL = f"http://127.0.0.1:{self.server.server_address[1]}"
        settings.NOTIFY_TEXT_TEMPLATE = "00000000-0000-4000-8000-00000000000a"
        settings.NOTIFY_EMAIL_TEMPLATE = "00000000-0000-4000-8000-00000000000b"


def by_mail(hartley, committed, **changes):
    """A released copy that goes by e-mail; by default a link, whose code is read out."""
    values = {"delivery": "link", "address": KELLY, "code_by": "telephone", "code_to": "07700 900123"}
    with committed():
        return made.sent(hartley, **{**values, **changes}).dispatches.get()
