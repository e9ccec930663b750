"""A browser with a profile on the disk and a microphone that plays a file: it can be killed and come back."""

import os
import signal
import subprocess
import urllib.request
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.journeys.browser import FLAGS
from tests.journeys.service import PASSWORD, Service, free_port
from tests.recordings.audio import sounds

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


def microphone(folder: Path) -> list[str]:
    """Flags of a browser whose microphone hears a tone."""
    heard = folder / "room.wav"
    heard.write_bytes(sounds.recording("wav", "pcm_s16le", sounds.tone(20, 48000), rate=48000))
    return [*MICROPHONE, f"--use-file-for-fake-audio-capture={heard}"]


class Laptop:
    """Chromium as a process of its own, so that it can be killed like a machine that loses its power."""

    def __init__(self, playwright: Playwright, service: Service, folder: Path):
        self.playwright, self.service, self.folder = playwright, service, folder
        self.profile = folder / "profile"
        self.flags = microphone(folder)

    def switch_on(self) -> Page:
        port = free_port()
        words = [os.environ["TESTS_CHROMIUM"], "--headless=new", f"--user-data-dir={self.profile}", *FLAGS]
        words += [f"--remote-debugging-port={port}", *self.flags, "about:blank"]
        self.process = subprocess.Popen(
            words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        self.service.wait_until(lambda: answers(f"{address}/json/version"), "the browser")
        self.browser = self.playwright.chromium.connect_over_cdp(address)
        page = self.browser.contexts[0].new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{self.service.url}/sign-in/")
        page.get_by_label("E-mail address").fill("chair@wexborough.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    def lose_power(self):
        """No unloading of pages, no flushing of anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with suppress(Exception):
            self.browser.close()

    def holds(self, *words: bytes) -> list[str]:
        """The files of the profile in which one of these can be read."""
        files = [path for path in self.profile.rglob("*") if path.is_file() and not path.is_symlink()]
        return [f"{path.name}: {word!r}" for path in files for word in words if word in path.read_bytes()]


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def waiting(page: Page, kind: str = "piece") -> int:
    """How many entries of a kind wait in the browser's own storage."""
    return page.evaluate(
        """kind => new Promise(done => {
          const asked = indexedDB.open("recorder", 1);
          asked.onsuccess = () => {
            const all = asked.result.transaction("waiting").objectStore("waiting").getAll();
            all.onsuccess = () => {
              asked.result.close();
              done(all.result.filter(one => one.kind === kind).length);
            };
          };
        })""",
        kind,
    )
