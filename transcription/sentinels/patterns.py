"""What the patterns of the sentinels are made of: pure."""

import re

TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
SMALL = (
    f"zero|nought|nil|two|three|four|five|six|seven|eight|nine|{TEENS}|{TENS}|"
    "hundreds?|thousands?|millions?|half|twice|dozens?"
)
NUMBER = rf"(?:\d[\d.,:]*|(?:{SMALL}|one)(?:[- ](?:and |a )?(?:{SMALL}|one))*)"
# Where a sentence or a part of it ends.
END = r"(?=[,.?!;:]|$)"
WHOSE = r"(?:my|your|his|her|their|our|the|\w+['’]s)(?: own)?"
WHOM = r"(?:me|you|him|her|them|us)"
SELF = r"(?:my|your|him|her|them|our)sel(?:f|ves)"
SOMEBODY = (
    rf"(?:{WHOM}|(?:{WHOSE} )?(?:mum|mummy|mam|mother|dad|daddy|father|step\w+|nan|gran\w*|uncle|aunt\w*|"
    r"brother|sister|partner|boyfriend|girlfriend|husband|wife|baby|child|children|kids?))"
)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One of these, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)
