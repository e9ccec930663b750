"""A journey's service with a clock on the wall: for its server and its commands it is when a file says."""

import os
import sys
from datetime import datetime
from pathlib import Path

from django.utils import timezone

wall = Path(os.environ["CLOCK_FILE"])
timezone.now = lambda: datetime.fromisoformat(wall.read_text(encoding="utf-8"))

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
else:
    from infra.wsgi import application  # what the models take for now is taken after this

    __all__ = ["application"]
