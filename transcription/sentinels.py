"""The words that a person must hear for themselves, however sure the software was: pure."""

import re

from transcription.engine.words import Word

SHORT_ANSWER = 8
SURE_NEGATION = 0.7

TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SMALL = (
    "zero|nought|nil|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    f"seventeen|eighteen|nineteen|{TENS}|hundreds?|thousands?|millions?|half|twice|dozens?"
)
NUMBER = rf"(?:\d[\d.,:]*|(?:{SMALL}|one)(?:[- ](?:and |a )?(?:{SMALL}|one))*)"
MONTH = "january|february|april|june|july|august|september|october|november|december"
DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
SPAN = "minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?"
ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w+teenth|twentieth|(?:twenty|thirty)[- ]\w+|thirtieth)"
)
SELF = r"(?:my|your|him|her|them|our)sel(?:f|ves)"
LIFE = r"(?:my|your|his|her|their)(?: own)? li(?:fe|ves)"


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


PATTERNS = {
    "negation": _words(
        r"no|nope|nah|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|\w+n['’]t"
    ),
    "age": _words(
        rf"{NUMBER}[- ](?:and a half[- ])?(?:years?|months?|weeks?|days?)[- ](?:olds?|of age)",
        rf"aged? (?:of )?{NUMBER}",
        rf"(?:who is|who's|s?he is|s?he's|s?he was|i was|they were|i'm|is now|was only|is only|will be|"
        rf"turned|turning) {NUMBER}(?=[,.?!]|$| and(?! a half)| now| then| when| at the time)",
        r"in (?:his|her|their|my) (?:teens|twenties|thirties|forties|fifties|sixties|seventies)",
        rf"under[- ](?:{SMALL}|\d+)s|newborns?",
    ),
    "date": _words(
        rf"(?:{DAY})s?",
        rf"(?:the )?{ORDINAL} of (?:{MONTH}|march|may)",
        rf"(?:on|by|until|since|from) the {ORDINAL}(?=[,.?!]|$)",
        rf"(?:{MONTH})(?: {NUMBER})?",
        r"(?:march|may) \d+\w*|\d+(?:st|nd|rd|th)? (?:march|may)|(?:19|20)\d\d|\d+[/.-]\d+[/.-]\d+",
        rf"{NUMBER} ?o'clock|\d+(?:[:.]\d\d)? ?[ap]\.?m\.?|(?:half|quarter) (?:past|to) {NUMBER}",
        rf"(?:{NUMBER}|an?|a few|several|some) (?:{SPAN}) (?:ago|earlier|later|before|after|from now)",
        rf"(?:last|next|this) (?:{DAY}|weekend|{SPAN}|term|morning|evening|christmas)",
        r"(?:last|next|this) (?:easter|summer|autumn|winter|spring)",
        r"tomorrow|yesterday|tonight|midnight|midday|noon|christmas|easter|half[- ]term",
    ),
    "dose": _words(
        rf"{NUMBER} ?(?:m?g|mcg|µg|ml|(?:milli|micro)?grams?|millilitres?)",
        rf"{NUMBER} (?:tablets?|pills?|capsules?|units?|puffs?|drops?|patch(?:es)?|sachets?)",
        rf"{NUMBER} (?:spoonfuls?|teaspoons?)",
        rf"(?:once|twice|(?:{NUMBER}) times) (?:a|each|every|per) (?:day|night|week)",
        r"(?:once|twice) (?:daily|nightly)",
        r"dos(?:e|es|ed|ing|age|ages)|prescri(?:bed?|bing|ptions?)",
    ),
    "money": _words(
        rf"(?:{NUMBER}|a) (?:pounds?|pence|quid|grand|p|euros?|dollars?)",
        r"[£€$]\d[\d.,]*[km]?",
        r"tenners?|fivers?|arrears|debts?|owe[sd]?|owing|overdraft",
    ),
    "number": _words(
        r"\d[\d.,:]*(?:st|nd|rd|th|%)?",
        SMALL,
        rf"one (?:{SPAN}|times?|or two|in {NUMBER})|once|a couple|per ?cent",
    ),
    "suicide": _words(
        r"suicid\w*|self[- ]?harm\w*|overdos\w*|ligatures?|noose",
        rf"(?:kill|hurt|cut|harm|hang|starv|poison|drown)(?:e?d|s|t?ing|ing)? {SELF}|hung {SELF}",
        rf"(?:end|take|took|taken|taking)(?:ed|s|ing)? {LIFE}|end(?:ed|ing)? it all",
        r"(?:wants?|wanted|wanting|wish(?:es|ed)?|tried|trying) to (?:die|be dead)",
        r"wish(?:es|ed)? (?:\w+ ){1,3}dead",
        r"better off dead|(?:\w*n['’]t|not) want(?:ed)? to (?:live|be here|be alive|wake up)",
    ),
    "weapon": _words(
        r"kni(?:fe|ves|fed|fing)|weapons?|guns?|(?:hand|shot|air)[- ]?guns?|pistols?|rifles?|firearms?",
        r"crossbows?",
        r"machetes?|blades?|swords?|daggers?|axes?|hammers?|razors?|crowbars?|baseball bats?",
        r"knuckle[- ]?dusters?",
        r"acid|stab\w*|shot|shoot\w*|bullets?|ammunition|petrol bombs?|explosives?",
    ),
    "sexual": _words(
        r"sex\w*|rap(?:e|es|ed|ist|ists|ing)|grop\w*|indecen\w*|groom(?:ed|ing|er|ers)|naked|nudes?",
        r"nudity|porn\w*",
        r"genital\w*|private parts|masturbat\w*|penetrat\w*|molest\w*|incest\w*|paedophil\w*",
        r"prostitut\w*|traffick\w*",
        r"touch(?:ed|ing|es)? (?:\w+ )?inappropriately|inappropriate(?:ly)? touch\w*",
        r"expos(?:ed|ing) (?:him|her|them)sel\w+",
        r"intimate (?:images?|pictures?|photos?|photographs?)|upskirt\w*|CSE|CSA|FGM",
    ),
    "violence": _words(
        r"violen\w*|hit|hits|hitting|punch\w*|kick(?:s|ed|ing)?|slap\w*|strangl\w*|chok(?:e|es|ed|ing)",
        r"throttl\w*|suffocat\w*",
        r"smother\w*|assault\w*|bruis\w*|burn(?:t|ed|s|ing)?|scald\w*|beat(?:s|en|ing|ings)?|threaten\w*",
        r"threats?|attack\w*",
        r"injur\w*|wound(?:s|ed|ing)?|abus(?:e|es|ed|er|ers|ing|ive)|smack\w*|fractur\w*|shak(?:en|ing)",
        r"shook",
        r"hurt(?:s|ing)?|push(?:ed|es|ing)|shov(?:e|ed|ing)|grabb(?:ed|ing)|dragg(?:ed|ing)",
        r"head[- ]?butt\w*|(?:bit|bites|biting|bitten) (?:him|her|me|them)",
        r"spat|black eyes?|broken (?:\w+ )?(?:arm|leg|nose|rib|ribs|wrist|jaw|bones?)|fights?|fighting",
        r"fought|kill(?:s|ed|ing)?|murder\w*",
        r"stalk\w*|harass\w*|intimidat\w*|coerc\w*|controlling|tortur\w*|whipp(?:ed|ing)",
    ),
    "drugs": _words(
        r"drugs?|drugged|cannabis|marijuana|hash(?:ish)?|weed|skunk|joints?|spliffs?|spice|cocaine|crack",
        r"heroin|ketamine|ecstasy|MDMA|LSD",
        r"(?:meth)?amphetamines?|crystal meth|nitrous oxide|laughing gas|solvents?",
        r"sniff(?:s|ed|ing) glue|opiates?|opioids?|morphine",
        r"methadone|subutex|buprenorphine|codeine|tramadol|fentanyl|pregabalin|diazepam|valium|xanax",
        r"benzos?|benzodiazepines?|steroids?",
        r"overdos\w*|needles?|syringes?|inject(?:s|ed|ing)|paraphernalia|stoned|addict\w*|relaps\w*",
        r"rehab\w*|(?:drug )?dealers?|county lines",
        r"substance (?:misuse|use|abuse)|substances|hair strand",
    ),
    "alcohol": _words(
        r"alcohol\w*|drink\w*|drank|drunk\w*|booz\w*|vodka|beers?|lagers?|wines?|ciders?|gin",
        r"whisk(?:e?y|ies)|rum|brandy|prosecco",
        r"pints?|cans of \w+|intoxicat\w*|inebriat\w*|tipsy|under the influence|sober\w*|pubs?",
        r"hangovers?|hung ?over|detox\w*|breathalys\w*",
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
