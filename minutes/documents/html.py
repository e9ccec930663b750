"""The copy as one web page in one file: no script, nothing fetched, each string escaped."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from minutes.documents import cover
from minutes.documents.content import Copy, Paragraph, Person, Removed, Words, facts

STYLE = (Path(__file__).parent / "copy.css").read_text()


def draw(copy: Copy) -> bytes:
    """The finished page, in UTF-8."""
    parts = [*_cover(copy), *_conference(copy)]
    for section in copy.sections:
        parts += [f"<h2>{_words(section.title)}</h2>", *map(_said, section.paragraphs)]
    if copy.statements:
        parts += ["<h2>Statements that go with these minutes</h2>", *map(_said, copy.statements)]
    parts += _ending(copy)
    page = (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(copy.title)}</title>"
        f"<style>{STYLE}</style></head>\n<body><main>\n{chr(10).join(parts)}\n</main>\n"
        f"<footer><p>Confidential. {escape(copy.footer)}</p></footer></body></html>\n"
    )
    return page.encode()


def _cover(copy: Copy) -> list[str]:
    parts = [
        f"<p>{escape(copy.council)}</p>",
        f"<h1>{escape(copy.title)}</h1>",
        f"<p>{escape(copy.conference.kind)}</p>",
        f'<p class="for">This copy was made for <b>{escape(copy.recipient)}</b> Copy {copy.copy_number} of '
        f"{copy.copies}. Number {escape(copy.register_number)}. Version {copy.version}.</p>",
        "<h2>About this copy</h2>",
    ]
    for heading, notice in cover.notices(copy):
        parts += [f"<h3>{escape(heading)}</h3>", f"<p>{escape(notice)}</p>"]
    return parts


def _conference(copy: Copy) -> list[str]:
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts(copy))
    parts = ["<h2>The conference</h2>", f"<dl>{rows}</dl>"]
    if copy.children:
        named = (f"{child.name}, born {child.born}" if child.born else child.name for child in copy.children)
        parts += ["<h3>Children</h3>", _list(tuple(named))]
    if copy.attendance:
        parts += ["<h3>Who was invited, and who came</h3>"]
        titles = ("Name", "Part", "From", "Came")
        parts.append(_table(titles, [_row(person) for person in copy.attendance]))
    return parts


def _row(person: Person) -> tuple[str, ...]:
    return (_words(person.name), _words(person.role), _words(person.agency), escape(person.came))


def _ending(copy: Copy) -> list[str]:
    parts: list[str] = []
    if copy.key:
        rows = [(_mark(key.letter), escape(key.reason)) for key in copy.key]
        parts += ["<h2>Key: why passages were taken out</h2>", _table(("Mark", "Why"), rows)]
    parts.append("<h2>Putting things right</h2>")
    for heading, notice in cover.closing(copy):
        parts += [f"<h3>{escape(heading)}</h3>", f"<p>{escape(notice)}</p>"]
    if copy.distribution:
        parts += ["<h3>Who has a copy of these minutes</h3>", _list(copy.distribution)]
    return parts


def _said(said: Paragraph) -> str:
    speaker = f"<b>{_words(said.speaker)}.</b> " if said.speaker else ""
    return f"<p>{speaker}{_words(said.text)}</p>"


def _words(words: Words) -> str:
    return "".join(_mark(part.removed) if isinstance(part, Removed) else escape(part) for part in words)


def _mark(letter: str) -> str:
    return f'<span class="black">removed: {escape(letter)}</span>'


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Cells are markup already; titles are text."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _list(items: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
