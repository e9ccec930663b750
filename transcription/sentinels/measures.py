"""Words that turn an answer, and numbers with what they count: pure."""

from transcription.sentinels.patterns import END, NUMBER, SMALL, TEENS, TENS, any_of

MONTH = "january|february|april|june|july|august|september|october|november|december"
MONTHS = f"{MONTH}|march|may"
DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
SPAN = "minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?"
LONG_SPAN = "hours?|days?|nights?|weeks?|fortnights?|months?|years?|terms?"
ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth|\w+teenth|twentieth|(?:twenty|thirty)[- ]\w+|thirtieth)"
)
# Ordinals that hardly count anything but the days of a month.
LATE_ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|\w+teenth|twentieth|(?:twenty|thirty)[- ](?:first|\w+(?:nd|rd|th))|thirtieth)"
)
NEARLY = r"(?:only|just|now|about|around|nearly|almost|still|barely|over|under|not yet)"
# "Alfie is five", and not "it is five" or "the total is five".
IS = (
    r"(?!(?:it|there|that|this|those|these|here|which|what|scores?|scales?|scaling|rating|grade|total|number|"
    r"answer|figure|result|time|one|price|cost)\b)"
    rf"\w+(?:['’](?:s|re|m|ll be)| will be| is| are| was| were| turn(?:s|ed))(?: {NEARLY})*"
)
AT_THE_TIME = (
    rf"(?:{END}|(?= and(?! a half)| now| then| when| at the time| last| next| this| in (?:{MONTHS})))"
)
MEDICINE = (
    r"(?:medication|medicines?|meds|tablets?|pills?|inhalers?|insulin|antidepressants?|antipsychotics?|"
    r"painkillers?|paracetamol|ibuprofen|calpol|antibiotics?|methadone|sertraline|fluoxetine|citalopram|"
    r"mirtazapine|olanzapine|quetiapine|risperidone|aripiprazole|lithium|lorazepam|diazepam|melatonin|"
    r"propranolol|amitriptyline|methylphenidate|ritalin|gabapentin|pregabalin|zopiclone|epilim|steroids?)"
)
CHANGED = (
    r"(?:miss|skipp|upp|doubl|halv|increas|decreas|reduc|rais|lower|chang|stopp|restart|forg[eo]t|refus)"
    r"(?:e|es|ed|s|ing|t|ten|ting)?"
)

MEASURES = {
    "negation": any_of(
        r"no|nope|nah|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|\w+n['’]t",
        r"barely|scarcely|uh-uh|nuh-uh|(?:do|does|did|is|was|has|have|had|could|would|should|ca|wo)nt",
        r"den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|disagree[sd]?",
    ),
    "age": any_of(
        rf"{NUMBER}[- ](?:and a half[- ])?(?:years?|months?|weeks?|days?)[- ](?:olds?|of age)",
        rf"(?:aged?|age of) (?:of )?{NUMBER}",
        rf"(?:who is|who's|is now|was only|is only|will be|turned|turning) "
        rf"{NUMBER}(?: and a half)?{AT_THE_TIME}",
        rf"{IS} {NUMBER}(?: and a half)?(?: (?:days?|weeks?|months?|years?))?{AT_THE_TIME}",
        rf"(?:coming up to|going on|approaching|nearly|almost|just turned) {NUMBER}{END}",
        rf"(?:under|over) {NUMBER}{END}",
        rf"{NUMBER} weeks (?:pregnant|gestation|premature|early)|{NUMBER} weeks['’]? gestation",
        rf"born at {NUMBER}(?: weeks)?",
        r"in (?:his|her|their|my) (?:early |mid[- ]?|late )?(?:teens|twenties|thirties|forties|fifties|"
        r"sixties|seventies)",
        rf"(?:under|over)[- ](?:{SMALL}|\d+)s|newborns?",
    ),
    "date": any_of(
        rf"(?:{DAY})s?",
        rf"(?:the )?{ORDINAL} of (?:{MONTHS})",
        rf"(?:on|by|until|since|from|of) the {ORDINAL}{END}|the {LATE_ORDINAL}{END}",
        rf"(?:early |late |mid[- ])?(?:{MONTH})(?: {NUMBER})?",
        r"(?:march|may) \d+\w*|\d+(?:st|nd|rd|th)? (?:march|may)|(?:19|20)\d\d|\d+[/.-]\d+[/.-]\d+",
        r"(?:in|of|since|until|till|by|from|during|early|late|last|next|mid)[- ](?:march|may)",
        rf"(?:nineteen|twenty) (?:{TEENS}|(?:{TENS})(?:[- ]\w+)?)|two thousand(?: and (?:{SMALL}|one)"
        rf"(?:[- ](?:{SMALL}|one))?)?",
        rf"{NUMBER} ?o'clock|\d+(?:[:.]\d\d)? ?[ap]\.?m\.?|\d\d?:\d\d|(?:half|quarter) (?:past|to) {NUMBER}",
        rf"(?:five|ten|twenty|twenty[- ]five|\d+) (?:past|to) {NUMBER}(?! (?:{SPAN}))|half {NUMBER}{END}",
        rf"(?:{NUMBER}|an?|a few|a couple of|several|some) (?:{SPAN}) "
        r"(?:ago|earlier|later|before|after|from now)",
        rf"(?:in|within) (?:{NUMBER}|an?|a few|a couple of) (?:working |school |calendar )?(?:{LONG_SPAN})"
        r"(?:['’]s?)?(?: time)?",
        rf"(?:{NUMBER}|an?|a few) (?:{SPAN})['’]s? time",
        rf"(?:last|past|next) (?:{NUMBER}|few) (?:{SPAN})",
        rf"(?:last|next|this) (?:{DAY}|weekend|{SPAN}|term|morning|afternoon|evening|christmas)",
        r"(?:last|next|this) (?:easter|summer|autumn|winter|spring|half[- ]term)",
        r"the (?:other|next|previous|following) (?:day|night|morning|week|weekend|month|year)",
        r"the (?:day|night|morning|week|weekend|month|year) (?:before|after)(?: last| next)?",
        rf"the (?:start|beginning|middle|end) of (?:the |this |last |next )?"
        rf"(?:week|month|year|term|{MONTHS})",
        rf"(?:every (?:other|second|third)|alternate) (?:{DAY}|weekends?|{LONG_SPAN})s?",
        r"tomorrow|yesterday|tonight|midnight|midday|noon|christmas|easter|half[- ]term|boxing day",
        r"new year(?:['’]s)?(?: eve| day)?",
        r"bank holidays?|(?:school|summer|autumn|winter|spring) (?:holidays|term)|bonfire night|halloween",
        r"ramadan|eid|diwali",
    ),
    "dose": any_of(
        rf"{NUMBER} ?(?:m?gs?|mcg|µg|mls?|mils?|(?:milli|micro)?grams?|millilitres?)",
        rf"(?:{NUMBER}|an?|half an?|a couple of|a few|extra|double) (?:{NUMBER} )?"
        r"(?:tablets?|pills?|capsules?|units?|puffs?|squirts?|drops?|patch(?:es)?|sachets?)"
        r"(?! (?:an?|per|each|every|of alcohol))",
        rf"(?:{NUMBER}|an?|half an?) (?:\w+ )?(?:spoonfuls?|teaspoon(?:ful)?s?|tablespoon(?:ful)?s?)",
        rf"(?:{NUMBER}|half an?|a couple of|a few|extra|double)(?: of)?(?: (?:his|her|their|my|the))? "
        rf"{MEDICINE}",
        rf"(?:once|twice|(?:{NUMBER}) times) "
        r"(?:(?:a|each|every|per) (?:day|night|week)|daily|nightly|weekly)",
        rf"every (?:{NUMBER}|few|couple of) hours",
        rf"{CHANGED} (?:\w+ ){{0,2}}{MEDICINE}|{MEDICINE} (?:\w+ ){{0,2}}{CHANGED}",
        r"dos(?:e|es|ed|ing|age|ages)|prescri(?:bed?|bing|ptions?)",
    ),
    "money": any_of(
        rf"(?:{NUMBER}|an?|a few|a couple of)(?: (?:hundred|thousand|million))? "
        r"(?:pounds?|pence|quid|grand|p|euros?|dollars?)",
        r"[£€$]\d[\d.,]*[km]?|\d+(?:\.\d+)?k",
        r"tenners?|fivers?|arrears|debts?|owe[sd]?|owing|overdraft|loan sharks?|payday loans?|bailiffs?",
    ),
    "number": any_of(
        r"\d[\d.,:]*(?:st|nd|rd|th|%)?",
        SMALL,
        rf"one (?:{SPAN}|times?|or two|in {NUMBER})|once|a couple|per ?cent",
    ),
}
