"""A file's name as its device gave it, fit to be kept and shown."""

import re
from pathlib import PurePath

LONGEST = 200
# Control characters; halves of letters, which is how a name in an old encoding is read; and marks that turn
# the direction of writing, with which one name can look like another.
NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(given: str) -> str:
    """The last part of a path, with a mark where something of it cannot be shown."""
    return NOT_SHOWN.sub("\ufffd", PurePath(given).name)[:LONGEST]
