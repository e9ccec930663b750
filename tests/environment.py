"""The settings every test starts with: fresh secrets and folders, unless ./test says otherwise."""

import atexit
import base64
import json
import os
import secrets
import shutil
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp(prefix="conference-tests-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)

keyring = folder / "keys" / "keyring.json"
keyring.parent.mkdir()
keyring.write_text(
    json.dumps(
        {"id": "local", "current": 1, "keys": {"1": base64.b64encode(secrets.token_bytes(32)).decode()}}
    )
)
keyring.chmod(0o600)

root = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "infra.settings",
    "SECRET_KEY": secrets.token_hex(32),
    "AUDIT_KEY": secrets.token_hex(32),
    "LOOKUP_KEY": secrets.token_hex(32),
    "DEBUG": "no",
    "HTTPS": "no",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "SITE_URL": "http://localhost",
    "COUNCIL_NAME": "Wexborough Council",
    "DATA_FOLDER": str(folder / "data"),
    "DATABASE_URL": f"sqlite:///{folder / 'data' / 'db.sqlite3'}",
    "BROKER_URL": "filesystem://",
    "KEK_PROVIDER": "keyring",
    "KEK_KEYRING": str(keyring),
    "BLOB_STORAGE": "folder",
    "SPEECH_MODEL": "tiny.en",
    "MODELS_FOLDER": str(root / ".local" / "models"),
    "SAMPLE_PASSWORD": secrets.token_urlsafe(12),
}
(folder / "data" / "static").mkdir(parents=True)  # whitenoise warns where it is missing
# What ./test names stands; what a developer's own .env says does not reach the tests.
# Each process has a data folder of its own: workers lock files in it.
for name, value in ENVIRONMENT.items():
    if not os.environ.get("TESTS_ENVIRONMENT") or name not in os.environ or name == "DATA_FOLDER":
        os.environ[name] = value
