"""The copy as plain text, for a screen reader or a braille display: short lines of meaning, no drawing."""

from minutes.documents import cover
from minutes.documents.content import Copy, Paragraph, Removed, Words, facts


def draw(copy: Copy) -> bytes:
    """The finished text, in UTF-8."""
    lines = [
        copy.council,
        copy.title,
        copy.conference.kind,
        "",
        f"{copy.footer}. Version {copy.version}.",
        "",
        "ABOUT THIS COPY",
        "",
    ]
    for heading, notice in cover.notices(copy):
        lines += [heading.upper(), notice, ""]
    lines += ["THE CONFERENCE", *(f"{label}: {value}" for label, value in facts(copy)), ""]
    lines += [_child(child.name, child.born) for child in copy.children]
    lines += ["", "WHO WAS INVITED, AND WHO CAME"]
    for person in copy.attendance:
        parts = [_plain(person.name), _plain(person.role), _plain(person.agency), person.came]
        lines.append("; ".join(part for part in parts if part))
    for section in copy.sections:
        lines += ["", _capitals(section.title), *_said(section.paragraphs)]
    if copy.statements:
        lines += ["", "STATEMENTS THAT GO WITH THESE MINUTES", *_said(copy.statements)]
    return "\n".join([*lines, *_ending(copy), ""]).encode()


def _ending(copy: Copy) -> list[str]:
    lines: list[str] = []
    if copy.key:
        lines += [
            "",
            "KEY: WHY PASSAGES WERE TAKEN OUT",
            *(f"{key.letter}: {key.reason}" for key in copy.key),
        ]
    for heading, notice in cover.closing(copy):
        lines += ["", heading.upper(), notice]
    if copy.distribution:
        lines += ["", "WHO HAS A COPY OF THESE MINUTES", *copy.distribution]
    return lines


def _child(name: str, born: str) -> str:
    return f"Child: {name}, born {born}" if born else f"Child: {name}"


def _said(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [
        f"{_plain(said.speaker)}: {_plain(said.text)}" if said.speaker else _plain(said.text)
        for said in paragraphs
    ]


def _capitals(words: Words) -> str:
    return _plain(tuple(part.upper() if isinstance(part, str) else part for part in words))


def _plain(words: Words) -> str:
    return "".join(f"[removed: {part.removed}]" if isinstance(part, Removed) else part for part in words)
