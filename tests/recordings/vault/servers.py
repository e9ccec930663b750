"""Real servers of the tests: the ones ./test started, or their own, each on a free port."""

import http.client
import itertools
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


def free_port():
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        return free.getsockname()[1]


@contextmanager
def running(*command, port):
    """A server, waited for by knocking, and ended by its process."""
    program = shutil.which(command[0], path=Path(sys.executable).parent)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([program, *command[1:]], **quiet)
    for _ in range(600):
        with socket.socket() as knock:
            if knock.connect_ex((LOOPBACK, port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://{LOOPBACK}:{port}"
    server.terminate()
    server.wait()


@contextmanager
def aws():
    if given := os.environ.get("TESTS_AWS_ENDPOINT"):
        yield given
        return
    port = free_port()
    with running("moto_server", "-H", LOOPBACK, "-p", str(port), port=port) as endpoint:
        yield endpoint


@contextmanager
def s3(folder):
    """The options of a bucket on a server that tells a wrong secret from a right one."""
    if given := os.environ.get("TESTS_S3_ENDPOINT"):
        names = {
            "bucket_name": "TESTS_S3_BUCKET",
            "access_key": "TESTS_S3_KEY",
            "secret_key": "TESTS_S3_SECRET",
        }
        yield {"endpoint_url": given, **{option: os.environ[name] for option, name in names.items()}}
        return
    (folder / "bucket").mkdir()
    port, key, secret = free_port(), "tests-access-key", "tests-secret-key"
    command = [
        "rclone",
        "serve",
        "s3",
        str(folder),
        "--addr",
        f"{LOOPBACK}:{port}",
        "--auth-key",
        f"{key},{secret}",
    ]
    with running(*command, port=port) as endpoint:
        yield {"endpoint_url": endpoint, "bucket_name": "bucket", "access_key": key, "secret_key": secret}


class Unreliable(BaseHTTPRequestHandler):
    """Passes requests on to a server, but for the turns on which it answers 500 or hangs up."""

    protocol_version = "HTTP/1.1"
    target, turns, lock = "", itertools.cycle([""]), threading.Lock()

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.lock:
            turn = next(self.turns)
        if turn in ("slow", "hang"):
            self.wait(turn)
        if turn in ("reset", "hang"):
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif turn == "500":
            self.answer(500, [], b"")
        else:
            self.answer(*self.asked_ahead(body))

    def wait(self, turn):
        """A second; or, hanging, until the one who asked has given up."""
        self.connection.settimeout(1 if turn == "slow" else 60)
        with suppress(OSError):
            self.connection.recv(1, socket.MSG_PEEK)
        self.connection.settimeout(None)

    def asked_ahead(self, body):
        ahead = http.client.HTTPConnection(urlsplit(self.target).netloc)
        ahead.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            ahead.putheader(name, value)
        ahead.endheaders(body)
        answer = ahead.getresponse()
        content = answer.read()
        ahead.close()
        return answer.status, answer.getheaders(), content

    def answer(self, status, headers, content):
        self.send_response(status)
        own = {"transfer-encoding", "connection", "date", "server", "content-length"}
        for name, value in headers:
            if name.lower() not in own:
                self.send_header(name, value)
        lengths = [value for name, value in headers if name.lower() == "content-length"]
        self.send_header("Content-Length", lengths[0] if lengths else str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = pass_on

    def log_message(self, *args):
        pass


@contextmanager
def unreliable(target, failures):
    """A way to a server on which each request meets the next of `failures`: "" or 500, reset, hang, slow."""
    way = type("Way", (Unreliable,), {"target": target, "turns": itertools.cycle(failures)})
    server = ThreadingHTTPServer((LOOPBACK, 0), way)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{LOOPBACK}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
