"""Conferences made at random, from a seed, with secrets planted in them: everybody is invented."""

import random
from dataclasses import dataclass, field
from datetime import date

from minutes.requests import actions
from minutes.requests.models import MinuteRequest
from minutes.requests.sources import source_of
from recordings.models import Attendance, PartKind
from tests import factories
from tests.requests import made

FIRST = [
    "Ottoline",
    "Barnaby",
    "Perpetua",
    "Zoë",
    "Clementina",
    "Ignatius",
    "Seraphina",
    "Anne-Marie",
    "D'Arcy",
]
LAST = ["Quillfeather", "Ravenscroft", "Thistlewood", "O'Marchbanks", "Underhill", "Fairweather-Łuc"]
STREETS = ["Nightingale Crescent", "Cobbler's Row", "Tannery Lane", "Quarry Hill", "Weavers Close"]
SCHOOLS = ["Brambledown Infant School", "St Wilfrida's Academy", "Foxglove Lane Primary"]
ILLNESS = ["bipolar disorder", "hepatitis", "post-traumatic stress", "an overdose of tramadol"]
PLAIN = [
    "The children were seen at home and were well.",
    "Attendance this term is better than it was.",
    "Everybody agreed that the family should have help with the house.",
]
AWAY = [PartKind.RESTRICTED, PartKind.PART_EXCLUDED, PartKind.CHILD_ONLY]


@dataclass
class Planted:
    """A conference, what must never reach the mother, by kind, and the sentences a person takes out whole."""

    family: made.Family
    secrets: dict[str, list[str]]
    by_hand: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [words for kind in self.secrets.values() for words in kind]


def plant(seed: int) -> Planted:
    """The conference of this seed."""
    chance = random.Random(seed)
    family = made.family()
    person = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    half = f"{chance.choice([one for one in FIRST if one != person.split()[0]])} Marchbanks"
    street = f"{chance.randint(2, 98)}{chance.choice(['', 'a', 'B'])} {chance.choice(STREETS)}"
    postcode = (
        f"WX{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABDEF')}{chance.choice('GHJLN')}"
    )
    phone, mail = f"07700 900{chance.randint(100, 999)}", f"{half.split()[0].lower()[:3]}{seed}@post.example"
    school, illness = chance.choice(SCHOOLS), chance.choice(ILLNESS)
    born = date(chance.randint(2009, 2018), chance.randint(1, 12), chance.randint(1, 28))
    other = factories.child(name=half, school=school, born_on=born)
    family.conference.children.create(child=other, order=5)
    family.more["guessed"] = f"{street}\nWexborough {postcode}"
    factories.person(
        family.conference,
        name=person,
        role="Father's partner",
        came=Attendance.Came.ABSENT,
        address=family.more["guessed"],
        address_withheld=True,
    )
    lines, away = _away(chance, family, person, street)
    health = f"{person} was treated for {illness} in spring."
    who = chance.choice(["the lady next door", "a teaching assistant"])
    referrer = f"The referral came from {who} at number {seed + 3}."
    lines += [made.sentence(chance.choice(PLAIN), moment, family.recording) for moment in range(0, 90, 10)]
    spoken = [
        f"{person} lives at {street}, {postcode}, and can be reached on {phone} or {mail}.",
        f"{half.split()[0]} goes to {school} and was born on {born.day} {born:%B %Y}.",
        health,
        referrer,
    ]
    odd = oddly_written(chance, person=person, half=half, street=street, postcode=postcode, born=born)
    spoken += [sentence for sentence, _ in odd.values()]
    more = _more_people(chance, family, spoken)
    lines += [made.sentence(text, 600 + 10 * at, family.recording) for at, text in enumerate(spoken)]
    lines.append(family.more["told"])
    chance.shuffle(lines)
    _write(chance, family, lines, away)
    secrets = {
        "a restricted line": away,
        "another person's name": [person, person.split()[0]],
        "another person's address": [street, postcode],
        "another person's telephone": [phone],
        "another person's e-mail": [mail],
        "another person's health": [health, illness],
        "a half-sibling's name": [half, half.split()[0]],
        "a half-sibling's school": [school],
        "a half-sibling's birthday": [f"{born.day} {born:%B %Y}"],
        "who referred": [referrer],
        **{kind: words for kind, (_, words) in odd.items()},
        **more,
    }
    return Planted(family, secrets, by_hand=[health, referrer])


def oddly_written(chance, *, person, half, street, postcode, born):
    """The same secrets as people write and say them: by kind, a sentence and the words in it."""
    plain = person.translate(str.maketrans({"ë": "e", "Ł": "L", "'": "\u2019"}))
    first, last = plain.split()
    name = chance.choice([f"{first[0]}. {last}", f"{last}, {first}", plain.upper(), f"{first} {last}s"])
    number, _, road = street.partition(" ")
    short = {"Crescent": "Cres", "Lane": "Ln", "Close": "Cl", "Row": "row", "Hill": "HILL"}
    where = " ".join([*road.split()[:-1], short[road.split()[-1]]])
    code = chance.choice([postcode.replace(" ", ""), postcode.lower(), " ".join(postcode.replace(" ", ""))])
    day = chance.choice(
        [
            f"{born:%d/%m/%y}",
            f"{born.day}.{born.month}.{born.year}",
            f"{born:%B} {born.day}",
            f"{born:%Y-%m-%d}",
        ]
    )
    spoken = chance.choice(["oh seven seven double oh nine hundred three two one", "(07700) 900-321"])
    post = f"{first.lower()} at post dot example"
    return {
        "a name in another spelling": (f"It was {name} who rang.", [name]),
        "a name that is owned": (f"We saw {last}\u2019s car and {half.split()[0]}'s bicycle.", [last]),
        "a street shortened": (f"They were seen at {where} again, at number {number}.", [where]),
        "a postcode in another spelling": (f"The code is {code} for the post.", [code]),
        "a birthday in another spelling": (f"The forms say {day} for the half-sister.", [day]),
        "a telephone number in words": (f"The number is {spoken} in the evening.", [spoken]),
        "an e-mail address in words": (f"Write to {post} for that.", [post]),
    }


EVERYDAY = ["Will Page", "May Law", "Jo Ng", "Mark Ellison", "Grace Day"]


def _more_people(chance, family, spoken):
    """Somebody with a name of every day and an address; and one only named behind a shut door."""
    everyday, shut = chance.choice(EVERYDAY), chance.choice(["Darragh Tuckwell", "Ulrika Smalley"])
    first, last = everyday.split()
    factories.person(
        family.conference,
        name=everyday,
        role="Grandfather's friend",
        came=Attendance.Came.ABSENT,
        address=f"Flat 9, {chance.randint(100, 180)} Withy Mead\nWexborough",
        safe_contact="withy@post.example or 01632 960 555",
    )
    spoken += [
        f"They will go where {first} {last} is, and may mark the day with {first}.",
        "There is room at Withy Mead and withy@post.example answers, or 01632960555.",
        f"Then {shut.split()[0]} sometimes comes to the house.",
    ]
    start = 450
    factories.part(
        family.recording,
        kind=PartKind.PART_EXCLUDED,
        start_ms=start * 1000,
        end_ms=(start + 10) * 1000,
        absent=[family.mother],
    )
    told = f"The officer said that {shut} is known to them from other cases."
    family.more["told"] = made.sentence(told, start, family.recording)
    return {
        "a name of every day": [everyday],
        "an address of another on the list": ["Withy Mead"],
        "a contact of another on the list": ["withy@post.example", "01632 960 555"],
        "a name from a part they were out of": [shut, shut.split()[0], told],
    }


def _away(chance, family, person, street):
    """Lines of a part that the mother was out of, at its edges and within; and one of a recording apart."""
    start = chance.randrange(100, 400, 10)
    factories.part(
        family.recording,
        kind=chance.choice(AWAY),
        start_ms=start * 1000,
        end_ms=(start + 20) * 1000,
        absent=[family.mother],
    )
    police = f"Officers hold information that {person} was seen at {street} on the night of the ninth."
    closed = f"A marker was placed on the address after what {person} said to the officers in custody."
    apart = factories.recording(family.conference, restricted=True, fingerprint=f"{chance.random()}"[:60])
    lines = [
        made.sentence(police, start + chance.choice([0, 5, 15]), family.recording),
        made.sentence(closed, 5, apart),
    ]
    return lines, [police, closed]


def _write(chance, family, lines, away):
    paragraphs = [
        made.paragraph(line, by=chance.choice([family.worker, family.grandmother])) for line in lines
    ]
    middle = chance.randint(1, len(paragraphs) - 1)
    sections = [made.section("Discussion", *paragraphs[:middle]), made.section("Views", *paragraphs[middle:])]
    shut = made.sentence(f"Held back: {away[0]}")
    restricted = [made.section("Police", made.paragraph(shut))]
    family.version = made.approved(family.conference, {"sections": sections}, restricted=restricted)


def redacted(planted: Planted) -> MinuteRequest:
    """The mother's request, every suggestion taken out, and the passages that only a person would notice.

    The address that she gives as hers is one that is withheld from her.
    """
    family = planted.family
    children = tuple(row.child for row in family.conference.children.filter(order__lt=5))
    where = {"address": family.more["guessed"], "delivery": MinuteRequest.Delivery.COLLECTED}
    request = made.redacting(family, children=children, **where)
    made.decide_all(request, family)
    for line in list(source_of(request).lines()):
        if line.text in planted.by_hand:
            actions.mark_words(
                request,
                passage=actions.Passage(line.id),
                ruling=actions.Ruling("out", "S3-H"),
                by=family.administrator,
            )
    return request
