"""Opens the sealed files of a copy, for whoever has been let through before."""

from minutes.requests.making import on_paper
from minutes.requests.models import CopyFile, Order
from recordings.vault import store

PURPOSE, ORDER = "copy", "order"
__all__ = ["ORDER", "PURPOSE", "content_of", "on_paper", "order_content"]


def content_of(file: CopyFile) -> bytes:
    """The file as it was made."""
    reader = store.open(file.blob, file.copy.key, file.pk, PURPOSE)
    return reader.pread(0, reader.size)


def order_content(order: Order) -> bytes:
    """The file as it came back."""
    reader = store.open(order.blob, order.copy.key, order.pk, ORDER)
    return reader.pread(0, reader.size)
