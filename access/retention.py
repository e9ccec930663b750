"""How long each model is kept and how it is erased; declared beside the fields of every model."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Retention:
    """One model's rule, in words for the policy page: until when it is kept, and how it then goes."""

    keep: str
    erase: str


WITH_CONFERENCE = Retention(
    keep="as long as the conference it belongs to",
    erase="with the conference, its sealed fields by destroying their key",
)
