"""Reads what a deployment must say: a variable, or the file that NAME_FILE names."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent


def load_dotenv(path: Path) -> None:
    """Take what `.env` says for every variable that the process was not given."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, mark, value = line.strip().partition("=")
        if mark and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip('"'))


def env(name: str) -> str:
    """The value of a required setting; refuses to start without it."""
    if name in os.environ:
        return os.environ[name]
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    raise ImproperlyConfigured(
        f"Set {name}, or name a file that holds it in {name}_FILE. See README, Settings."
    )


def env_or(name: str, otherwise: str) -> str:
    """The value of a setting that may be left out because its absence is safe."""
    if name in os.environ or f"{name}_FILE" in os.environ:
        return env(name)
    return otherwise


def env_flag(name: str) -> bool:
    """A required yes or no."""
    value = env(name).lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be yes or no.")
    return value == "yes"


def env_list(name: str) -> list[str]:
    """A required list, separated by commas."""
    return [part.strip() for part in env(name).split(",") if part.strip()]
