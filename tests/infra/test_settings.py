"""Every setting stands in the README, and what needs a way out waits where there is one."""

import re
from pathlib import Path

from django.conf import settings

from infra.schedule import EVERY, ONCE_A_DAY, POST, WITH_A_WAY_OUT

ROOT = Path(__file__).resolve().parent.parent.parent
SENDS = re.compile(r"send_mail|EmailMessage|imaplib|urlopen|notify")


def asked_for() -> set[str]:
    """The names that settings.py asks the environment for."""
    text = (ROOT / "infra" / "settings.py").read_text()
    return set(re.findall(r"\benv(?:_or|_flag|_list)?\(\"([A-Z0-9_]+)\"", text))


def test_every_setting_is_in_the_readme():
    described = (ROOT / "README.md").read_text().split("## Settings")[1].split("\n## ")[0]

    missing = {name for name in asked_for() if not re.search(rf"\b{name}\b", described)}

    assert len(asked_for()) > 50
    assert missing == set()


def test_the_readme_names_no_setting_that_is_not_there():
    described = (ROOT / "README.md").read_text().split("## Settings")[1].split("\n## ")[0]
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`", described))

    assert named - asked_for() - {"NAME_FILE"} == set()


def test_a_task_whose_module_sends_mail_waits_for_a_worker_with_a_way_out():
    files = {task: ROOT / f"{task.rpartition('.')[0].replace('.', '/')}.py" for task in [*EVERY, *ONCE_A_DAY]}
    sending = {task for task, file in files.items() if SENDS.search(file.read_text())}

    assert sending <= WITH_A_WAY_OUT <= set(EVERY)
    queues = {task: entry["options"].get("queue") for task, entry in settings.CELERY_BEAT_SCHEDULE.items()
              if "options" in entry}  # fmt: skip
    assert {task for task, queue in queues.items() if queue == POST} == WITH_A_WAY_OUT


def test_a_worker_that_is_told_nothing_takes_from_every_queue():
    assert {queue.name for queue in settings.CELERY_TASK_QUEUES} == {settings.CELERY_TASK_DEFAULT_QUEUE, POST}
