"""The words that a person must hear for themselves, however sure the software was: pure."""

import re

from transcription.engine.words import Word

SHORT_ANSWER = 8
SURE_NEGATION = 0.7

TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    f"eighteen|nineteen|{TENS}|hundred|thousand|million|half|twice|dozen"
)
NUMBER = rf"(?:\d[\d.,:]*|(?:{SMALL}|one)(?:[- ](?:and |a )?(?:{SMALL}|one))*)"
MONTH = "january|february|april|june|july|august|september|october|november|december"
DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w+teenth|twentieth|(?:twenty|thirty)[- ]\w+|thirtieth)"
)


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


PATTERNS = {
    "negation": _words(r"no|not|never|none|nobody|nothing|neither|nor|cannot|\w+n't"),
    "age": _words(
        rf"{NUMBER}[- ](?:years?|months?|weeks?|days?)[- ]olds?",
        rf"aged? (?:of )?{NUMBER}",
        rf"(?:who is|who's|s?he is|s?he's|i'm|is now|turned|turning) {NUMBER}(?=[,.?!]|$| and)",
    ),
    "date": _words(
        rf"(?:{DAY})s?",
        rf"(?:the )?{ORDINAL} of (?:{MONTH}|march|may)",
        rf"(?:{MONTH})(?: {NUMBER})?",
        r"(?:march|may) \d+\w*|\d+(?:st|nd|rd|th)? (?:march|may)|(?:19|20)\d\d|\d+[/.-]\d+[/.-]\d+",
        rf"{NUMBER} ?o'clock|\d+(?:[:.]\d\d)? ?[ap]\.?m\.?|(?:half|quarter) (?:past|to) {NUMBER}",
        r"tomorrow|yesterday",
    ),
    "dose": _words(
        rf"{NUMBER} ?(?:mg|mcg|ml|milligrams?|micrograms?|millilitres?|tablets?|units?|puffs?)",
        r"dos(?:e|es|age)",
    ),
    "money": _words(rf"{NUMBER} (?:pounds?|pence|quid|p)", r"£\d[\d.,]*", "arrears"),
    "number": _words(r"\d[\d.,:]*(?:st|nd|rd|th|%)?", SMALL),
    "suicide": _words(
        r"suicid\w*|self[- ]?harm\w*|overdos\w*|ligature",
        r"kill(?:ed|ing)? (?:my|him|her|them)sel(?:f|ves)|end (?:my|his|her|their) life",
    ),
    "weapon": _words(r"kni(?:fe|ves)|weapons?|guns?|machetes?|blades?|firearms?|acid|stab\w*|shot"),
    "sexual": _words(
        r"sex\w*|rap(?:e|ed|ist|ing)|grop\w*|indecen\w*|groom(?:ed|ing)|naked|porn\w*|genital\w*|masturbat\w*|CSE|FGM"
    ),
    "violence": _words(
        r"violen\w*|hit|hits|hitting|punch\w*|kick\w*|slap\w*|strangl\w*|chok(?:e|ed|ing)|assault\w*|bruis\w*",
        r"burn(?:t|ed|s)?|beat(?:en|ing)?|threaten\w*|threats?|attack\w*|injur\w*|abus(?:e|ed|ing|ive)|smack\w*",
        r"fractur\w*|shak(?:en|ing)",
    ),
    "drugs": _words(
        r"drugs?|cannabis|cocaine|crack|heroin|ketamine|methadone|spice|amphetamines?|ecstasy|weed|subutex|diazepam",
        r"overdos\w*|needles?|substance (?:misuse|use|abuse)|hair strand",
    ),
    "alcohol": _words(
        r"alcohol\w*|drink\w*|drank|drunk\w*|vodka|beers?|wine|cider|intoxicat\w*|sober|pub|hangover|detox"
    ),
}
MORE_TELLING = ("age", "date", "dose", "money")


def found(words: list[Word]) -> dict[str, list[int]]:
    """Each kind of sentinel in these words, with the positions of its words."""
    kinds = {kind: _matching(words, pattern) for kind, pattern in PATTERNS.items()}
    told = {position for kind in MORE_TELLING for position in kinds[kind]}
    kinds["number"] = [position for position in kinds["number"] if position not in told]
    if len(words) > SHORT_ANSWER:
        kinds["negation"] = [at for at in kinds["negation"] if words[at]["probability"] < SURE_NEGATION]
    return {kind: positions for kind, positions in kinds.items() if positions}


def _matching(words: list[Word], pattern: re.Pattern[str]) -> list[int]:
    text = " ".join(word["word"] for word in words)
    spans = [match.span() for match in pattern.finditer(text)]
    positions, begin = [], 0
    for position, word in enumerate(words):
        end = begin + len(word["word"])
        if any(first < end and begin < last for first, last in spans):
            positions.append(position)
        begin = end + 1
    return positions
