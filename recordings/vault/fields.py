"""Model fields that are sealed before they are stored, and opened only when they are read."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django import forms
from django.core.checks import CheckMessage
from django.core.exceptions import FieldError
from django.db import models

from recordings.vault import sealed, short

if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:
    _BinaryField = models.BinaryField


class SealingKey(Protocol):
    """The row of a vault key, which `sealing_key()` of a model with sealed fields gives."""

    pk: UUID

    def unwrap(self) -> bytes: ...


class Sealed(bytes):
    """A value as the database holds it: nonce, ciphertext, tag. Never mistaken for a plaintext."""


_as_stored: ContextVar[bool] = ContextVar("as_stored", default=False)


@contextmanager
def as_stored() -> Iterator[None]:
    """While this lasts, sealed attributes give the bytes that the database holds."""
    token = _as_stored.set(True)
    try:
        yield
    finally:
        _as_stored.reset(token)


class SealedAttribute:
    """Opens a sealed value each time it is read, and holds an assigned one until it is saved.

    What was opened is not kept: changing it in place changes nothing, assign it instead; and a destroyed key
    takes effect at the next read.
    """

    def __init__(self, field: "SealedField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        value = self.field.stored(instance)
        if value is None and not _as_stored.get():
            return self.field.never_given
        return self.field.opened(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(_BinaryField):
    """What text and JSON have in common. A value is bound to its key, its row and its column.

    A model with sealed fields has a method `sealing_key()`. A column added to a filled table is `null=True`.
    """

    descriptor_class = SealedAttribute
    empty_values = [None, ""]
    never_given: Any = None

    def __init__(self, *args: Any, key: str = "sealing_key", **options: Any) -> None:
        """`key` names the method of the model that says which vault key seals this column."""
        self.key_method = key
        super().__init__(*args, **{"editable": True, **options})

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, plaintext: bytes) -> Any:
        raise NotImplementedError

    def stored(self, instance: models.Model) -> Any:
        """What the instance holds for this field: sealed, or just assigned."""
        if self.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.attname])
        return instance.__dict__[self.attname]

    def opened(self, instance: models.Model, value: Sealed) -> Any:
        """The value in the clear; raises when the key is destroyed or the bytes belong elsewhere."""
        if _as_stored.get():
            return value
        key, context = self._bound_to(instance)
        return self.decode(short.open_field(value, key.unwrap(), context))

    def sealed(self, instance: models.Model, value: Any) -> Sealed:
        """The value as this row's column may hold it."""
        key, context = self._bound_to(instance)
        return Sealed(short.seal_field(self.encode(value), key.unwrap(), context))

    def _bound_to(self, instance: models.Model) -> tuple[SealingKey, bytes]:
        key: SealingKey = getattr(instance, self.key_method)()
        return key, sealed.context(key.pk, instance.pk, str(self.column))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        value = self.stored(model_instance)
        if value is not None and not isinstance(value, Sealed):
            value = self.sealed(model_instance, value)
            setattr(model_instance, self.attname, value)
        return value

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        raise FieldError(f"{self.name} is sealed: it is assigned to an instance, and never looked up.")

    def get_lookup(self, lookup_name: str) -> Any:
        # `exact` is how a question for None begins; any other value is refused above.
        if lookup_name not in {"exact", "isnull"}:
            raise FieldError(f"{self.name} is sealed: it is never looked up.")
        return super().get_lookup(lookup_name)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.name} is sealed and is not written out.")

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001 - Django's signature
        super().contribute_to_class(cls, name, private_only)
        # Refreshing copies what is stored, so that it still works when the key is destroyed.
        cls.refresh_from_db = _copying_as_stored(cls.refresh_from_db)  # type: ignore[method-assign]

    def _check_str_default_value(self) -> list[CheckMessage]:
        return []


def _copying_as_stored(refresh: Callable[..., None]) -> Callable[..., None]:
    if hasattr(refresh, "copies_as_stored"):
        return refresh

    @wraps(refresh)
    def refresh_from_db(self: models.Model, *args: Any, **options: Any) -> None:
        with as_stored():
            refresh(self, *args, **options)

    refresh_from_db.copies_as_stored = True  # type: ignore[attr-defined]
    return refresh_from_db


class SealedTextField(SealedField):
    """Text, such as a name or a note."""

    description = "Sealed text"
    _pyi_private_set_type: str
    _pyi_private_get_type: str  # type: ignore[assignment]

    def encode(self, value: Any) -> bytes:
        return str(value).encode()

    def decode(self, plaintext: bytes) -> str:
        return plaintext.decode()

    def get_default(self) -> Any:
        default = super().get_default()
        return "" if default == b"" else default

    def formfield(self, **options: Any) -> Any:
        return models.Field.formfield(self, **{"max_length": self.max_length, **options})


class LaterTextField(SealedTextField):
    """Text in a column that came after the table was filled. What nobody has given yet reads as empty.

    Empty text is not sealed either, so that a row with few words costs little.
    """

    never_given = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "null": True, "blank": True})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        if self.stored(model_instance) == "":
            setattr(model_instance, self.attname, None)
        return super().pre_save(model_instance, add)


class SealedJSONField(SealedField):
    """Anything that JSON holds."""

    description = "Sealed JSON"
    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, plaintext: bytes) -> Any:
        return json.loads(plaintext)

    def formfield(self, **options: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **options})
