"""Writes `.env` and the keyring of a new checkout, each readable by its owner only; standard library only.

`./run` calls this with the Python it found, before anything else is installed. What is there stays as it is.
"""

import base64
import json
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
KEYRING = LOCAL / "keys" / "keyring.json"


def settings() -> dict[str, str]:
    """Every required setting of a local run, with fresh secrets."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "AUDIT_KEY": secrets.token_urlsafe(48),
        "LOOKUP_KEY": secrets.token_urlsafe(48),
        "DEBUG": "no",
        "HTTPS": "no",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": "http://localhost:8000",
        "COUNCIL_NAME": "Wexborough Council (fictional)",
        "SAFEGUARDING_ADDRESS": "Safeguarding Unit, Civic Centre, Wexborough",
        "COMPLAINTS_ADDRESS": "Complaints, Civic Centre, Wexborough",
        "SAFEGUARDING_PHONE": "01632 960 145",
        "DATA_FOLDER": str(LOCAL / "data"),
        "DATABASE_URL": f"sqlite:///{quote(str(LOCAL / 'data' / 'db.sqlite3'))}",
        "BROKER_URL": "filesystem://localhost",
        "BLOB_STORAGE": "folder",
        "KEK_PROVIDER": "keyring",
        "KEK_KEYRING": str(KEYRING),
        "SPEECH_MODEL": "base",
        "SAMPLE_PASSWORD": "-".join(secrets.token_hex(3) for _ in range(3)),
    }


def write_once(path: Path, text: str) -> bool:
    """Write a file that only its owner can read, unless it is there; says whether it was written."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)  # whole or not at all: a half-written keyring would lose every recording
    return True


def keyring() -> str:
    """A keyring with one fresh key-encrypting key."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    ring = {"id": f"local-{secrets.token_hex(4)}", "current": "1", "keys": {"1": key}}
    return json.dumps(ring, indent=1) + "\n"


def main() -> None:
    """Make the folders, the settings and the keyring that are missing."""
    for name in ("data", "data/static", "keys", "logs", "tmp"):
        (LOCAL / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    text = "# Written by ./run. Holds secrets: keep it out of backups that others read.\n"
    wrote = write_once(
        ROOT / ".env", text + "".join(f"{name}={value}\n" for name, value in settings().items())
    )
    write_once(KEYRING, keyring())
    if wrote:
        sys.stdout.write("Wrote .env with fresh secrets.\n")


if __name__ == "__main__":
    main()
