"""What the pages of a PDF draw: letters against those that its fonts hold, and the size of black marks.

A font that holds a letter which no page prints was made from words that are not there any more. Black marks
of several widths tell how long the words under them were.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<[0-9A-Fa-f]+>")
SHOWS = {"Tj", "TJ", "'", '"'}
FILLS = {"f", "F", "f*", "b", "b*", "B", "B*"}
OUTLINE = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}  # an operator, and how many points it takes
FontId = tuple[int, int]


@dataclass
class Drawn:
    """What the pages draw: the letters of each font by number, and the widths of what is filled black."""

    letters: dict[FontId, set[int]] = field(default_factory=dict)
    widths: set[float] = field(default_factory=set)
    across: list[float] = field(default_factory=list)
    font: FontId | None = None
    is_black: bool = False

    def take(self, operator: str, given: list[Any], fonts: Any) -> None:
        """One step of a page."""
        if operator == "Tf":
            self.font = fonts[given[0]].objgen
        elif operator in SHOWS and self.font:
            self.letters.setdefault(self.font, set()).update(_numbers(given))
        elif operator in {"scn", "sc", "g", "rg", "k"}:
            self.is_black = _is_black(operator, given)
        elif operator == "re":
            self.across += [float(given[0]), float(given[0]) + float(given[2])]
        elif operator in OUTLINE:
            self.across += [float(given[2 * point]) for point in range(OUTLINE[operator])]
        elif operator in FILLS | {"S", "s", "n"}:
            if operator in FILLS and self.is_black and self.across:
                self.widths.add(round(max(self.across) - min(self.across), 1))
            self.across = []


def drawn(opened: pikepdf.Pdf) -> Drawn:
    """Walk every page once."""
    found = Drawn()
    for page in opened.pages:
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        found.font, found.is_black, found.across = None, False, []
        for step in pikepdf.parse_content_stream(page):
            found.take(str(step.operator), list(step.operands), fonts)
    return found


def drawn_oddities(opened: pikepdf.Pdf) -> Iterator[str]:
    """What gives away words that no page prints."""
    found = drawn(opened)
    if len(found.widths) > 1:
        yield "black marks of more than one width"
    for thing in opened.objects:
        if _is_font(thing) and _held(thing) - found.letters.get(thing.objgen, set()) - {0}:
            yield "a font with letters that no page prints"


def _is_font(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"


def _numbers(given: list[Any]) -> set[int]:
    """The letters of a string, or of the strings in a list, two bytes each."""
    parts = list(given[0].as_list()) if isinstance(given[0], pikepdf.Array) else given
    texts = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return {int.from_bytes(text[at : at + 2]) for text in texts for at in range(0, len(text), 2)}


def _is_black(operator: str, given: list[Any]) -> bool:
    values = [float(one) for one in given if not isinstance(one, pikepdf.Name)]
    if operator == "k":
        return values == [0, 0, 0, 1]
    return bool(values) and not any(values)


def _held(font: pikepdf.Object) -> set[int]:
    """Every letter that a font has a width for, or a meaning."""
    meanings = font.get("/ToUnicode")
    mapped = MAPPED.findall(meanings.read_bytes()) if isinstance(meanings, pikepdf.Stream) else []
    return {int(number, 16) for number in mapped} | set(_with_width(font))


def _with_width(font: pikepdf.Object) -> Iterator[int]:
    for below in font.get("/DescendantFonts", pikepdf.Array()):
        widths = list(below.get("/W", pikepdf.Array()))
        while widths:
            first, then = int(widths.pop(0)), widths.pop(0)
            if isinstance(then, pikepdf.Array):
                yield from range(first, first + len(then))
            else:
                widths.pop(0)
                yield from range(first, int(then) + 1)
