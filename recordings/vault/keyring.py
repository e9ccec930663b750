"""Makes and extends the keyring file. Versions are only ever added: an old one opens what it wrapped."""

import base64
import json
import os
from pathlib import Path
from secrets import token_hex
from typing import Any

from recordings.vault.keys import Keyring
from recordings.vault.sealed import KEY_LENGTH


def add_version(path: Path) -> int:
    """Add a fresh key-encrypting key and make it current; its version. The file is replaced whole."""
    new: dict[str, Any] = {"id": f"local-{token_hex(4)}", "keys": {}}
    ring = Keyring(path).ring if path.exists() else new
    version = max((int(known) for known in ring["keys"]), default=0) + 1
    key = base64.b64encode(os.urandom(KEY_LENGTH)).decode()
    _replace(path, {**ring, "current": version, "keys": {**ring["keys"], str(version): key}})
    return version


def _replace(path: Path, ring: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(ring, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
