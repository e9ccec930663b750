"""One door to every format: which there are, and a file for each."""

from collections.abc import Callable
from dataclasses import dataclass

from minutes.documents import html, pdf, text, word
from minutes.documents.content import Copy
from minutes.documents.pdf import CannotBeDrawn

__all__ = ["FORMATS", "CannotBeDrawn", "Format", "render"]


@dataclass(frozen=True)
class Format:
    """A kind of file that a copy can be made as."""

    code: str
    name: str
    suffix: str
    media_type: str
    draw: Callable[[Copy], bytes]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    made.code: made
    for made in (
        Format("pdf", "PDF", "pdf", "application/pdf", pdf.draw),
        Format("pdf-18", "PDF, large print 18 point", "pdf", "application/pdf", pdf.draw_large),
        Format("pdf-24", "PDF, large print 24 point", "pdf", "application/pdf", pdf.draw_larger),
        Format("docx", "Word", "docx", WORD, word.draw),
        Format("html", "Web page in one file", "html", "text/html; charset=utf-8", html.draw),
        Format("txt", "Plain text", "txt", "text/plain; charset=utf-8", text.draw),
    )
}


def render(copy: Copy, *, code: str) -> bytes:
    """The finished file in one format."""
    return FORMATS[code].draw(copy)
