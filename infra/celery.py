"""The worker's entry point: celery -A infra.celery worker -B."""

import os
from pathlib import Path
from typing import Any

from celery import Celery

from infra import folder_broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings")

folder_broker.install()
app = Celery("conference")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Nobody steers workers by message, and of two on one machine RabbitMQ let only one have the queue for it.
app.conf.worker_enable_remote_control = False
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_broker_folders(sender: Celery, **kwargs: Any) -> None:
    """The folder broker wants its folders to be there before the first message."""
    options = sender.conf.broker_transport_options or {}
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if name in options:
            Path(options[name]).mkdir(parents=True, exist_ok=True, mode=0o700)
