"""A person of the meeting, and the group that a role, an agency or a self-introduction tells; pure."""

from dataclasses import dataclass

from minutes.draft.patterns import names, pattern

CHAIR, FAMILY, CHILD, ADVOCATE, SUPPORTER, STAFF, UNKNOWN = (
    "chair", "family", "child", "advocate", "supporter", "staff", "unknown",
)  # fmt: skip
NOT_AGENCIES = frozenset({CHAIR, FAMILY, CHILD, ADVOCATE, SUPPORTER, STAFF, UNKNOWN})

# The groups of the vocabulary. The earliest match in a text wins, so that "the social worker for Alfie and
# his mum" is a social worker; of two that start together, the one that stands first in the file.
PATTERNS = {name.removeprefix("group_"): pattern(name) for name in names("group_")}
TITLES = pattern("titles")


@dataclass(frozen=True)
class Person:
    """What is known or guessed about one speaker label, and the words the guess rests on."""

    speaker: str
    name: str = ""
    role: str = ""
    group: str = UNKNOWN
    because: str = ""

    @property
    def is_professional(self) -> bool:
        return self.group not in NOT_AGENCIES

    @property
    def is_family(self) -> bool:
        return self.group in (FAMILY, CHILD, SUPPORTER)


def group_of(text: str) -> str:
    """The group whose words come first in a role, an agency or a self-introduction."""
    first, group = len(text) + 1, UNKNOWN
    for name, expression in PATTERNS.items():
        match = expression.search(text)
        if match and match.start() < first:
            first, group = match.start(), name
    return group


def first_name(name: str) -> str:
    """The name a chair would call someone by."""
    words = TITLES.sub("", name).split()
    return words[0].lower() if words else ""
