"""How fast the editor opens and takes letters, in Chromium with a throttled CPU.

Run: TESTS_CHROMIUM=… python -m tests.bench.editor [--words 20000] [--slower 4] [--letters 60]
A service of its own is started with minutes of so many words, and stopped. Prints one line of JSON: seconds
until the text is painted, until a key that is pressed has its effect, and until all is loaded and drawn (the
wave of the sound comes last); milliseconds from a key to the next frame; and the processor's seconds of one
opening, apart for the server and for the browser's page, which say more than the clock where the machine is
busy (the page's are those of the unthrottled processor).
"""

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path

from django.db import transaction
from playwright.sync_api import sync_playwright

import tests.environment  # noqa: F401 - settings for the service's processes
from tests.journeys.browser import Person, launch
from tests.journeys.service import Service

READY = "() => document.readyState === 'complete' && document.querySelector('#player-wave .playhead')"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# Presses "?" until the list of keys has the focus: the scripts that answer keys are there then.
PRESSING = """
  const press = () => {
    if (document.activeElement?.id === "keys") return (window.answered = performance.now());
    document.body?.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
    setTimeout(press, 10);
  };
  if (location.pathname.startsWith("/minutes/")) press();
"""
KEYS = """() => {
  window.waits = [];
  addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - began)));
  }, true);
}"""


def main() -> None:
    """Print what was measured."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-editor-") as folder, sync_playwright() as playwright:
        service = Service(Path(folder))
        browser = launch(playwright)
        try:
            service.start()
            asked = f"from tests.bench import editor; print(editor.fill({options.words}))"
            address = service.manage("shell", "-c", asked).split()[-1]
            print(json.dumps(measure(browser, service, address, options)))
        finally:
            browser.close()
            service.stop()


def measure(browser, service, address: str, options: argparse.Namespace) -> dict[str, float]:
    page = Person(browser, service, "chair").page
    session = page.context.new_cdp_session(page)
    worked = processor(page, session, service, address)
    session.send("Emulation.setCPUThrottlingRate", {"rate": options.slower})
    page.add_init_script(PRESSING)
    opened = [opening(page, address) for _ in range(3)]
    words = len(page.text_content("#minutes").split())
    page.locator("[data-edit]").nth(20).click()
    page.locator("[data-paragraph-form] textarea").first.focus()
    page.evaluate(KEYS)
    page.keyboard.type("and so on " * (options.letters // 10), delay=60)
    page.wait_for_function(f"() => window.waits.length >= {options.letters // 10 * 10}")
    waits = sorted(page.evaluate("window.waits"))
    return {
        "words_on_the_page": words,
        "cpu_slower": options.slower,
        "painted_s": round(min(one["painted"] for one in opened) / 1000, 2),
        "answers_s": round(min(one["answers"] for one in opened) / 1000, 2),
        "drawn_s": round(min(one["ready"] for one in opened) / 1000, 2),
        "server_s": round(min(one["server"] for one in opened) / 1000, 2),
        **worked,
        "key_median_ms": round(statistics.median(waits), 1),
        "key_95th_ms": round(waits[int(len(waits) * 0.95)], 1),
    }


def processor(page, session, service, address: str) -> dict[str, float]:
    """How long the processors worked for one opening: the least of three."""
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found = []
    for _ in range(3):
        page.goto("about:blank")
        before = page_seconds(session), server_seconds(service)
        opening(page, address)
        found.append((page_seconds(session) - before[0], server_seconds(service) - before[1]))
    return {
        "page_cpu_s": round(min(page for page, _ in found), 2),
        "server_cpu_s": round(min(server for _, server in found), 2),
    }


def page_seconds(session) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration")


def server_seconds(service) -> float:
    """What the web server and its workers have used of the processor; threads of one process group."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[2]) == service.web.pid:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def opening(page, address: str) -> dict[str, float]:
    page.goto(address, wait_until="commit")
    page.wait_for_function(READY)
    return {
        "ready": page.evaluate("performance.now()"),
        "painted": page.evaluate(PAINTED),
        "answers": page.evaluate("window.answered"),
        "server": page.evaluate("performance.getEntriesByType('navigation')[0].responseStart"),
    }


@transaction.atomic
def fill(words: int) -> str:
    """Draft minutes of so many words, and where they are."""
    from recordings.models import Conference
    from tests import factories
    from tests.journeys.filled import account, marks_of, recording
    from tests.minutes import conferences, made

    once = conferences.everything()[0]
    lines, shift = [], 0.0
    while sum(len(line["text"].split()) for line in lines) < words:
        lines += [{**line, "start": line["start"] + shift, "end": line["end"] + shift} for line in once.lines]
        shift = lines[-1]["end"] + 1
    for line in lines:
        line["flags"] = marks_of(line)
    factories.numbers = iter(range(1000, 9999))
    held = factories.conference(chair=account("chair"))
    long = conferences.Conference("long", once.attendance, lines)
    made_minutes = made.minutes_of(held, long, recording=recording(held))
    Conference.objects.filter(pk=held.pk).update(chair=account("chair"))
    return f"/minutes/{made_minutes.pk}/"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--slower", type=float, default=4)
    parser.add_argument("--letters", type=int, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    main()
