"""What shows that somebody of the family goes out, is out, or comes back; pure.

From the chair's words, who asks them out and says that they are; and from what a professional would say only
where they cannot hear.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from minutes.draft.called import called
from minutes.draft.patterns import pattern
from minutes.draft.people import CHAIR, FAMILY, Person, first_name, group_of
from minutes.draft.sentences import Sentence

ASKED_OUT, SHOWN_OUT, TALKS_ALONE = pattern("asked_out"), pattern("shown_out"), pattern("talks_alone")
GONE, BACK, STILL_TO_COME = pattern("gone"), pattern("back"), pattern("still_to_come")
NOT_NOW, FAMILY_WAITS, SECRET = pattern("not_now"), pattern("family_waits"), pattern("secret")
YOU = pattern("addressed")
SHORT, OPENING, NEARBY = 8, 8, 14
BEFORE, AFTER = 70, 25  # letters


class Room:
    """The sentences of a meeting, and who said them: what can be asked about one place in it."""

    def __init__(self, said: Sequence[Sentence], people: Mapping[str, Person]) -> None:
        self.said, self.people = said, people
        family = (first_name(person.name) for person in people.values() if person.is_family)
        self.family_names = {name for name in family if name}

    def speaker(self, place: int) -> Person:
        """Who says this sentence."""
        return self.people[self.said[place].speaker]

    def is_chairs(self, place: int) -> bool:
        """Whether the chair says it."""
        return self.speaker(place).group == CHAIR

    def is_familys(self, place: int) -> bool:
        """Whether somebody of the family says it."""
        return self.speaker(place).is_family

    def stays(self, place: int) -> bool:
        """A professional, or a voice not recognised: better shut away than shown."""
        return not self.is_chairs(place) and not self.is_familys(place)

    def asks_out(self, place: int) -> bool:
        """The chair asks somebody out; talk of the professionals alone counts only if that follows."""
        text = self.said[place].text
        if not self.is_chairs(place):
            return False
        if _now(ASKED_OUT, text):
            return True
        if _now(TALKS_ALONE, text):
            near = range(place + 1, min(len(self.said), place + 7))
            return any(self.is_chairs(n) and self._says_out(n) for n in near)
        return _now(SHOWN_OUT, text) and self._is_to_family(text) and self.others_follow(place)

    def _says_out(self, place: int) -> bool:
        text = self.said[place].text
        return any(sign.search(text) for sign in (ASKED_OUT, SHOWN_OUT, GONE))

    def _is_to_family(self, text: str) -> bool:
        words = set(text.lower().replace("'", " ").replace(",", " ").split())
        return bool(YOU.search(text)) or bool(words & self.family_names) or group_of(text) == FAMILY

    def are_gone(self, place: int) -> bool:
        """ "They've gone. Amrit.": said by the chair in few words, and then a professional speaks."""
        sentence = self.said[place]
        return (
            self.is_chairs(place)
            and sentence.length <= SHORT
            and bool(GONE.search(sentence.text))
            and not NOT_NOW.search(sentence.text)
            and self.others_follow(place)
        )

    def not_in_yet(self, place: int) -> bool:
        """The meeting opens with the professionals alone, and the chair says that the family waits."""
        return (
            place < OPENING
            and self.is_chairs(place)
            and bool(FAMILY_WAITS.search(self.said[place].text))
            and group_of(self.said[place].text) in (FAMILY, "unknown")
            and not any(self.is_familys(n) for n in range(place))
            and self.others_follow(place)
        )

    def others_follow(self, place: int) -> bool:
        """After a word of assent from the family at most, the next to speak is none of them."""
        for n in range(place + 1, min(len(self.said), place + 1 + NEARBY)):
            if self.stays(n):
                return True
            if self.is_familys(n) and self.said[n].length > SHORT:
                return False
        return False

    def are_back(self, place: int) -> bool:
        """The chair welcomes them back; "fetch them in" is still to come."""
        text = self.said[place].text
        return self.is_chairs(place) and bool(BACK.search(text)) and not STILL_TO_COME.search(text)

    def is_secret(self, place: int) -> bool:
        """What a professional would not say in front of the family."""
        text = self.said[place].text
        return self.speaker(place).is_professional and not text.endswith("?") and bool(SECRET.search(text))

    def gone_from(self, first: int, absent: Collection[str]) -> int:
        """Where those who are asked have left: the chair says so, or others speak after their last word."""
        limit = min(len(self.said), first + NEARBY)
        for place in range(first, limit):
            if self.is_chairs(place) and GONE.search(self.said[place].text):
                return place
        position = first + 1
        for place in range(first + 1, limit):
            if self.stays(place):
                break
            if self.is_familys(place) and called(self.speaker(place)) in absent:
                position = place + 1
        return min(position, len(self.said) - 1)

    def start_of_turn(self, place: int) -> int:
        """Back over what the same person said just before in the same breath, but only polite words."""
        before = place - 1
        while before >= 0 and self.said[before].turn == self.said[place].turn:
            if not self.said[before].is_acknowledgement:
                break
            before -= 1
        return before + 1

    def alone_around(self, place: int) -> tuple[int, int]:
        """From the chair's word before to the last word after, as far as nobody of the family speaks."""
        turn = self.said[place].turn
        first = last = place
        while first > 0 and not self.is_familys(first - 1) and turn - self.said[first - 1].turn <= 1:
            first -= 1
        end = len(self.said)
        while last + 1 < end and not self.is_familys(last + 1) and self.said[last + 1].turn - turn <= 4:
            if self.are_back(last + 1):
                break
            last += 1
        return first, last


def _now(sign: re.Pattern[str], text: str) -> bool:
    """Whether this is said for now, and not for later or for if need be.

    Only the words around count: a machine may run several sentences into one.
    """
    match = sign.search(text)
    if not match:
        return False
    return not NOT_NOW.search(text[max(0, match.start() - BEFORE) : match.end() + AFTER])
