"""The same text under another set of headings: every paragraph goes with what it is about; pure.

A paragraph remembers what it was about where two headings become one: going back tells them apart again.
"""

from __future__ import annotations

from typing import Any

from minutes.draft.templates import REPORT, RESTRICTED, Heading, Template, title_of_report
from minutes.text import Paragraph, Text


def regrouped(content: Text, template: Template) -> Text:
    """The open text under the headings of this template, in its order; nothing is left out."""
    rows = [
        (_topic(section, paragraph), section, paragraph)
        for section in content["sections"]
        for paragraph in section["paragraphs"]
    ]
    agencies = [topic for topic, _, _ in rows if topic.startswith(REPORT)]
    sections: list[dict[str, Any]] = []
    placed: set[str] = set()
    for heading in _headings(template, list(dict.fromkeys(agencies))):
        own = [row for row in rows if row[0] in heading.topics]
        placed.update(row[2]["id"] for row in own)
        if own or content.get("by_hand"):
            paragraphs = [_under(heading.code, topic, paragraph) for topic, _, paragraph in _in_time(own)]
            sections.append({"code": heading.code, "title": heading.title, "paragraphs": paragraphs})
    for _, section, paragraph in rows:
        if paragraph["id"] not in placed:
            _keep(sections, section, paragraph)
    return {**content, "template": template.name, "headings": as_rows(template), "sections": sections}


def as_rows(template: Template) -> list[list[Any]]:
    """The headings of a template as they are kept with a text."""
    return [[one.code, one.title, list(one.topics)] for one in template.headings]


def template_in(content: Text) -> Template | None:
    """The template that a text was laid out by, where it was kept with it."""
    rows = content.get("headings")
    if not rows:
        return None
    headings = tuple(Heading(code, title, tuple(topics)) for code, title, topics in rows)
    return Template(content["template"], content["template"], headings)


def _headings(template: Template, agencies: list[str]) -> list[Heading]:
    found: list[Heading] = []
    for heading in template.headings:
        if heading.code == "agency_report":
            found += [Heading(topic, title_of_report(topic), (topic,)) for topic in agencies]
        elif heading.code != RESTRICTED:
            found.append(heading)
    return found


def _topic(section: dict[str, Any], paragraph: Paragraph) -> str:
    """What a paragraph is about: its heading, or what it was before headings were put together."""
    about = paragraph.get("about") or {}
    return str(about["topic"]) if about.get("under") == section["code"] else str(section["code"])


def _under(code: str, topic: str, paragraph: Paragraph) -> Paragraph:
    plain = {name: value for name, value in paragraph.items() if name != "about"}
    return plain if code == topic else {**plain, "about": {"topic": topic, "under": code}}


def _in_time(
    rows: list[tuple[str, dict[str, Any], Paragraph]],
) -> list[tuple[str, dict[str, Any], Paragraph]]:
    """In the order of the meeting where two headings meet; what has no time stays behind what it followed."""
    if len({section["code"] for _, section, _ in rows}) < 2:
        return rows
    keys, last = [], ("", 0.0)
    for _, _, paragraph in rows:
        times = [(one["recording"], one["sources"][0][0]) for one in paragraph["sentences"] if one["sources"]]
        last = min(times, default=last)
        keys.append(last)
    order = sorted(range(len(rows)), key=lambda n: (keys[n], n))
    return [rows[n] for n in order]


def _keep(sections: list[dict[str, Any]], section: dict[str, Any], paragraph: Paragraph) -> None:
    """Under the heading it had, where the template has no place for it."""
    home = next((one for one in sections if one["code"] == section["code"]), None)
    if home is None:
        home = {"code": section["code"], "title": section["title"], "paragraphs": []}
        sections.append(home)
    home["paragraphs"].append(paragraph)
