"""Whom a sentence means: by name, by what they are to the child, by their work, or all of them; pure."""

import re
from collections.abc import Sequence

from minutes.draft.patterns import names, pattern
from minutes.draft.people import CHAIR, CHILD, FAMILY, PATTERNS, TITLES, UNKNOWN, Person, group_of

KIN = {name.removeprefix("kin_"): pattern(name) for name in names("kin_")}
WHOLE_FAMILY, BOTH_PARENTS = pattern("whole_family"), pattern("both_parents")
EVERYBODY, BUT = pattern("everybody"), pattern("all_but")
FOR_WHAT = pattern("for_what")
PARENTS = ("mother", "father")
WOMEN = ("mother", "stepmother", "grandmother", "aunt")
MEN = ("father", "stepfather", "grandfather", "uncle")
TITLE = r"(Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|PC|DC|DS|DI|Sergeant|Constable|Inspector)"


def meant(text: str, everyone: Sequence[Person]) -> list[Person]:
    """Everybody whom these words mean."""
    words = text.replace("’", "'")
    return [person for person in everyone if person.group != CHAIR and _is_meant(person, words)]


def asked(text: str, everyone: Sequence[Person]) -> list[Person]:
    """Those who are asked, without whom it is for: "while we hear from Lee" does not ask Lee."""
    before = FOR_WHAT.split(text.replace("’", "'"), maxsplit=1)[0]
    return meant(before, everyone) or meant(text, everyone)


def all_but(text: str, everyone: Sequence[Person]) -> list[Person] | None:
    """Who stays, where everybody but some are asked out: "everyone apart from Mia and her advocate"."""
    if not EVERYBODY.search(text):
        return None
    kept = BUT.search(text)
    return meant(text[kept.end() :], everyone) if kept else []


def called(person: Person) -> str:
    """The name of a person, or of the voice."""
    return person.name or person.speaker


def _is_meant(person: Person, words: str) -> bool:
    if _by_name(person, words):
        return True
    if person.is_family:
        everyone = bool(WHOLE_FAMILY.search(words))
        kin = [name for name, sign in KIN.items() if sign.search(person.role)]
        parents = bool(BOTH_PARENTS.search(words)) and any(name in PARENTS for name in kin)
        return everyone or parents or any(KIN[name].search(words) for name in kin)
    return person.group not in (UNKNOWN, FAMILY) and _by_work(person, words)


def _by_name(person: Person, words: str) -> bool:
    """By the first name, or as "Mr Reed" and "PC Fell"; "Mrs Reed" is not the father."""
    own = TITLES.sub("", person.name).split()
    if not own:
        return False
    if re.search(rf"\b{re.escape(own[0])}\b", words, re.IGNORECASE):
        return True
    polite = re.search(rf"\b{TITLE}\.? {re.escape(own[-1])}\b", words)
    if polite is None or len(own) < 2 or person.group == CHILD:
        return False
    other = {"mr": WOMEN, "mrs": MEN, "ms": MEN, "miss": MEN}.get(polite[1].lower(), ())
    return not any(KIN[name].search(person.role) for name in other)


def _by_work(person: Person, words: str) -> bool:
    """ "The health visitor", and never a service alone: "the school" is no person."""
    role = person.role.lower().split()
    whole = " ".join(role)
    if whole and re.search(rf"\b{re.escape(whole)}\b", words, re.IGNORECASE):
        return True
    last = role[-1] if role else ""
    known = last and re.search(rf"\b{re.escape(last)}\b", words, re.IGNORECASE)
    return (
        bool(known) and PATTERNS[person.group].search(words) is not None and group_of(words) == person.group
    )
