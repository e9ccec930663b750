"""The agenda as data: the topics the draft can recognise, and the headings they are printed under."""

from dataclasses import dataclass

# Topics in their usual order. The number is the stage: moving on is free, going back is not.
STAGES: dict[str, int] = {
    "introduction": 0,
    "recording_notice": 0,
    "introductions": 0,
    "reason_for_conference": 1,
    "agency_report": 2,  # one for each agency: agency_report_school, agency_report_health, ...
    "child_views": 2,
    "parent_views": 2,
    "discussion": 3,
    "threshold_views": 4,
    "decision": 5,
    "outline_plan": 6,
    "contingency": 6,
    "core_group": 6,
    "review_date": 6,
    "complaints": 7,
    "close": 7,
}
RESTRICTED = "police_restricted"
REPORT = "agency_report_"

AGENCY_TITLES: dict[str, str] = {
    "social_care": "Social work report",
    "school": "School",
    "nursery": "Nursery and early years",
    "health": "Health",
    "mental_health": "Mental health services",
    "housing": "Housing",
    "police": "Police",
    "probation": "Probation",
    "youth_justice": "Youth justice",
    "youth_service": "Youth service",
    "substance_misuse": "Drug and alcohol services",
    "domestic_abuse": "Domestic abuse services",
    "early_help": "Early help and family support",
    "other": "Other agencies",
}


@dataclass(frozen=True)
class Heading:
    """One printed heading and the topics whose sentences go under it."""

    code: str
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """The headings of one authority's minutes, in order; `agency_report` stands for one per agency."""

    name: str
    title: str
    headings: tuple[Heading, ...]


def _same(code: str, title: str) -> Heading:
    return Heading(code, title, (code,))


STRENGTHENING_FAMILIES = Template(
    "strengthening_families",
    "Strengthening Families",
    (
        _same("introduction", "Opening and purpose"),
        _same("recording_notice", "Recording and confidentiality"),
        _same("introductions", "Introductions and apologies"),
        _same("reason_for_conference", "Reason for the conference"),
        _same("agency_report", ""),
        _same("child_views", "The children’s views"),
        _same("parent_views", "The family’s views"),
        _same("discussion", "Discussion: what is working, worries and questions"),
        _same("threshold_views", "Views on a plan"),
        _same("decision", "Decision and reasons"),
        _same("outline_plan", "Outline plan"),
        _same("contingency", "Contingency plan"),
        _same("core_group", "Core group"),
        _same("review_date", "Next conference"),
        _same("complaints", "Complaints and corrections"),
        _same("close", "Close"),
        _same(RESTRICTED, "Restricted part"),
    ),
)

SIGNS_OF_SAFETY = Template(
    "signs_of_safety",
    "Signs of Safety",
    (
        Heading("introduction", "Opening and recording", ("introduction", "recording_notice")),
        _same("introductions", "Who is here"),
        _same("reason_for_conference", "Why we are here"),
        _same("child_views", "The child’s voice"),
        _same("parent_views", "The family’s voice"),
        _same("agency_report", ""),
        _same("discussion", "What we are worried about and what is working well"),
        _same("threshold_views", "Safety scale and views"),
        _same("decision", "Danger statement and decision"),
        Heading("outline_plan", "Safety goals and what needs to happen", ("outline_plan", "contingency")),
        Heading("review_date", "Core group and next conference", ("core_group", "review_date")),
        Heading("close", "Complaints and close", ("complaints", "close")),
        _same(RESTRICTED, "Restricted part"),
    ),
)

TEMPLATES = {template.name: template for template in (STRENGTHENING_FAMILIES, SIGNS_OF_SAFETY)}


def stage(topic: str) -> int:
    """The stage of a topic; every agency's report shares one."""
    return STAGES["agency_report" if topic.startswith(REPORT) else topic]


def title_of_report(topic: str) -> str:
    """The title of one agency's heading."""
    return AGENCY_TITLES.get(topic.removeprefix(REPORT), AGENCY_TITLES["other"])
