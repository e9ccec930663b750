"""Who holds the key-encrypting keys: providers that wrap and unwrap vault keys, bound to the key's row."""

import base64
import binascii
import json
import stat
from abc import ABC, abstractmethod
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from recordings.vault.sealed import KEY_LENGTH, prefixed


class KeyProblem(Exception):
    """The provider cannot be used, or does not hold this key. The message is one line for whoever runs it."""


class Wrapped(NamedTuple):
    """A vault key as a row holds it, and which key-encrypting key opens it."""

    bytes: bytes
    provider: str
    kek_id: str
    kek_version: int


class Provider(ABC):
    """Holds key-encrypting keys. A new one is a subclass with a `name`; the setting KEK_PROVIDER picks it."""

    name: ClassVar[str]

    @abstractmethod
    def current(self) -> tuple[str, int]:
        """The id and version of the key-encrypting key that new keys are wrapped under."""

    @abstractmethod
    def wrap(self, key_id: UUID, key: bytes) -> Wrapped:
        """Wrap a vault key so that it unwraps for the row `key_id` only."""

    @abstractmethod
    def unwrap(self, key_id: UUID, wrapped: Wrapped) -> bytes:
        """The vault key of the row `key_id`; KeyProblem when it is another row's, or nobody's."""

    def health(self) -> dict[str, Any]:
        """Prove that what is wrapped now unwraps; KeyProblem says what is wrong."""
        kek_id, version = self.current()
        probe, key = UUID(int=0), bytes(KEY_LENGTH)
        if self.unwrap(probe, self.wrap(probe, key)) != key:
            raise KeyProblem(f"The {self.name} provider does not give back what it wrapped.")
        return {"provider": self.name, "kek_id": kek_id, "kek_version": version}


def _is_ring(*, id: object = None, current: object = None, keys: object = None, **_: object) -> bool:
    return isinstance(id, str) and str(current).isdecimal() and isinstance(keys, dict)


class Keyring(Provider):
    """The embedded default: a JSON file, readable by the service alone, that names a current version."""

    name = "keyring"

    def __init__(self, path: Path | None = None) -> None:
        self._given = path

    def current(self) -> tuple[str, int]:
        version = int(self.ring["current"])
        return self._kek_id(version), version

    def wrap(self, key_id: UUID, key: bytes) -> Wrapped:
        kek_id, version = self.current()
        return Wrapped(
            aes_key_wrap(self._wrapping_key(key_id, kek_id, version), key), self.name, kek_id, version
        )

    def unwrap(self, key_id: UUID, wrapped: Wrapped) -> bytes:
        try:
            return aes_key_unwrap(
                self._wrapping_key(key_id, wrapped.kek_id, wrapped.kek_version), wrapped.bytes
            )
        except InvalidUnwrap:
            raise KeyProblem(
                f"Vault key {key_id} does not unwrap: it is damaged or belongs elsewhere."
            ) from None

    def _wrapping_key(self, key_id: UUID, kek_id: str, version: int) -> bytes:
        if kek_id != self._kek_id(version):
            raise KeyProblem(f"The keyring does not hold the key {kek_id}.")
        info = b"vault-wrap/1\x00" + prefixed(kek_id.encode()) + prefixed(key_id.bytes)
        return HKDF(SHA384(), 32, salt=None, info=info).derive(self._kek(version))

    def _kek_id(self, version: int) -> str:
        return f"{self.ring['id']}:{version}"

    def _kek(self, version: int) -> bytes:
        if str(version) not in self.ring["keys"]:
            raise KeyProblem(f"The keyring {self._path} has no version {version}.")
        try:
            kek = base64.b64decode(self.ring["keys"][str(version)], validate=True)
        except binascii.Error:
            kek = b""
        if len(kek) != KEY_LENGTH:
            raise KeyProblem(f"Version {version} in the keyring {self._path} is not 32 bytes of base64.")
        return kek

    @property
    def _path(self) -> Path:
        found = self._given or settings.KEK_KEYRING
        if not found:
            raise KeyProblem("KEK_KEYRING names no keyring.")
        return Path(found)

    @cached_property
    def ring(self) -> dict[str, Any]:
        # Looked at once for each provider, and a provider lives as long as one piece of work.
        path = self._path
        if not path.is_file():
            raise KeyProblem(f"The keyring {path} is missing.")
        found = path.stat()
        if mode := stat.S_IMODE(found.st_mode) & 0o077:
            raise KeyProblem(f"The keyring {path} is open to others (mode has {mode:03o}); make it 0600.")
        return _read(path, (found.st_ino, found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: tuple[int, int, int]) -> dict[str, Any]:
    """The keyring of this file as it stands: read again when the file is another one."""
    try:
        ring = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise KeyProblem(f"The keyring {path} is not JSON.") from None
    if not isinstance(ring, dict) or not _is_ring(**ring):
        raise KeyProblem(f"The keyring {path} needs an id, a current version and keys.")
    return ring


class AwsKms(Provider):
    """AWS Key Management Service; which row a key belongs to is its encryption context."""

    name = "aws-kms"

    def current(self) -> tuple[str, int]:
        # KMS keeps its own versions behind one key id, and opens them all.
        return settings.KMS_KEY_ID, 1

    def wrap(self, key_id: UUID, key: bytes) -> Wrapped:
        kek_id, version = self.current()
        answer = self._ask("encrypt", KeyId=kek_id, Plaintext=key, EncryptionContext=_kms_context(key_id))
        return Wrapped(answer["CiphertextBlob"], self.name, kek_id, version)

    def unwrap(self, key_id: UUID, wrapped: Wrapped) -> bytes:
        context = _kms_context(key_id)
        answer = self._ask(
            "decrypt", KeyId=wrapped.kek_id, CiphertextBlob=wrapped.bytes, EncryptionContext=context
        )
        key: bytes = answer["Plaintext"]
        return key

    @cached_property
    def _client(self) -> Any:
        patience = Config(connect_timeout=5, read_timeout=10, retries={"mode": "standard", "max_attempts": 4})
        endpoint = settings.KMS_ENDPOINT or None
        return boto3.client("kms", config=patience, region_name=settings.KMS_REGION, endpoint_url=endpoint)

    def _ask(self, operation: str, **arguments: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self._client, operation)(**arguments)
        except ClientError as problem:
            code = problem.response.get("Error", {}).get("Code", "unknown")
            raise KeyProblem(f"KMS refused to {operation} a vault key: {code}.") from None
        except BotoCoreError as problem:
            raise KeyProblem(f"KMS cannot be reached or is not set up: {type(problem).__name__}.") from None
        return answer


def _kms_context(key_id: UUID) -> dict[str, str]:
    return {"vault_key": str(key_id)}


def provider(name: str | None = None) -> Provider:
    """The provider that wraps new keys, or the one that a row names."""
    wanted = name or settings.KEK_PROVIDER
    for known in Provider.__subclasses__():
        if known.name == wanted:
            return known()
    raise KeyProblem(f"There is no key provider called {wanted}.")
