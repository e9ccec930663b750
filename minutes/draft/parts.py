"""A part of the meeting, as the words tell it; pure."""

from dataclasses import dataclass

LONGEST_PART = 45 * 60.0
SILENT_BREAK = 25.0


@dataclass(frozen=True)
class Part:
    """A stretch of the recording in which somebody was not in the room."""

    kind: str
    first: int
    last: int
    start: float
    end: float
    absent: tuple[str, ...]
    because: str

    def holds(self, sentence: int) -> bool:
        return self.kind == "restricted" and self.first <= sentence <= self.last
