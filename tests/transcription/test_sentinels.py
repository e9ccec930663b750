"""The words that must be heard by a person."""

import pytest

from transcription import sentinels
from transcription.engine.words import Word


def found(text: str, *, probability: float = 0.95) -> dict[str, list[str]]:
    words = [
        Word(word=word, start=float(at), end=at + 0.5, probability=probability)
        for at, word in enumerate(text.split())
    ]
    return {kind: [words[at]["word"] for at in at_] for kind, at_ in sentinels.found(words).items()}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("No.", "negation", ["No."]),
        ("I didn't.", "negation", ["didn't."]),
        ("He has never hit me.", "negation", ["never"]),
        ("I teach Alfie in year two.", "number", ["two."]),
        ("Section 47 of the Act", "number", ["47"]),
        ("They have twenty eight days", "number", ["twenty", "eight"]),
        ("Alfie, who is seven, and Maisie, who is two.", "age", ["who", "is", "seven,", "who", "is", "two."]),
        ("a seven-year-old boy", "age", ["seven-year-old"]),
        ("She was aged 7 then", "age", ["aged", "7"]),
        ("Friday the 16th of October, 2026", "date", ["Friday", "the", "16th", "of", "October,", "2026"]),
        ("at half past one", "date", ["half", "past", "one"]),
        ("on the 9th of November", "date", ["the", "9th", "of", "November"]),
        ("at ten o'clock", "date", ["ten", "o'clock"]),
        ("5 May and 12/11/2026", "date", ["5", "May", "12/11/2026"]),
        ("She takes 50 mg of it", "dose", ["50", "mg"]),
        ("two tablets at night", "dose", ["two", "tablets"]),
        ("They owe 40 pounds", "money", ["owe", "40", "pounds"]),
        ("It was £1,240 then", "money", ["£1,240"]),
        ("She talked about suicide.", "suicide", ["suicide."]),
        ("She has been self-harming again", "suicide", ["self-harming"]),
        ("He had a knife", "weapon", ["knife"]),
        ("It was sexual abuse", "sexual", ["sexual"]),
        ("He punched the door", "violence", ["punched"]),
        ("They smelled cannabis", "drugs", ["cannabis"]),
        ("I've not had a drink", "alcohol", ["drink"]),
        ("Nope.", "negation", ["Nope."]),
        ("I don\u2019t think so.", "negation", ["don\u2019t"]),
        ("Nil by mouth", "number", ["Nil"]),
        ("one or two of them", "number", ["one", "or", "two"]),
        ("It happened once.", "number", ["once."]),
        ("He was nine when it began", "age", ["He", "was", "nine"]),
        (
            "She is two and a half years old.",
            "age",
            ["two", "and", "a", "half", "years", "old."],
        ),
        ("three weeks ago", "date", ["three", "weeks", "ago"]),
        ("a fortnight ago", "date", ["a", "fortnight", "ago"]),
        ("It was last Christmas.", "date", ["last", "Christmas."]),
        ("twice a day", "dose", ["twice", "a", "day"]),
        ("It was prescribed for sleep", "dose", ["prescribed"]),
        ("ten grams of it", "dose", ["ten", "grams"]),
        ("I gave him a tenner.", "money", ["tenner."]),
        ("She said she wanted to die", "suicide", ["wanted", "to", "die"]),
        ("He has tried to hang himself", "suicide", ["hang", "himself"]),
        ("She cut herself", "suicide", ["cut", "herself"]),
        ("I don't want to be here", "suicide", ["don't", "want", "to", "be", "here"]),
        ("He took his own life", "suicide", ["took", "his", "own", "life"]),
        ("He shot at the van", "weapon", ["shot"]),
        ("There was a hammer by the bed", "weapon", ["hammer"]),
        ("He exposed himself", "sexual", ["exposed", "himself"]),
        ("She sent him a nude", "sexual", ["nude"]),
        ("He grabbed her arm", "violence", ["grabbed"]),
        ("He bit him", "violence", ["bit", "him"]),
        ("Dad was fighting again", "violence", ["fighting"]),
        ("He said he would kill her", "violence", ["kill"]),
        ("He was dealing with a spliff", "drugs", ["spliff"]),
        ("They found a syringe", "drugs", ["syringe"]),
        ("She had four pints", "alcohol", ["pints"]),
        ("He came home hungover", "alcohol", ["hungover"]),
    ],
)
def test_what_must_be_listened_to_is_found_with_its_words(text, kind, words):
    assert found(text)[kind] == words


# How the same things are said in a room, with the words around them.
SAID = {
    "negation": [
        "He denied it.",
        "Barely, to be honest.",
        "I refuse.",
        "Uh-uh.",
        "No one told me.",
        "Dont know.",
    ],
    "age": [
        "The baby was six weeks when this happened.",
        "Her eldest is fifteen now.",
        "He is coming up to eleven.",
        "She'll be two in March.",
        "The twins are three and a half.",
        "He was born at thirty two weeks.",
        "She's in her early thirties.",
    ],
    "date": [
        "It was in twenty nineteen",
        "Since two thousand and eighteen",
        "around ten past four",
        "The report is due in ten working days",
        "We saw her the week before last.",
        "He goes there every other weekend.",
        "The police came on the night of the fourth.",
        "She was excluded in May",
        "He was seen at 17:40",
        "for the last six weeks",
    ],
    "dose": [
        "thirty mls of methadone",
        "half a tablet",
        "three times daily",
        "every four hours",
        "He stopped taking his medication.",
        "They've upped his sertraline.",
        "She took a couple of paracetamol.",
    ],
    "money": ["a couple of hundred quid", "She went to a loan shark.", "He owes 1.5k"],
    "suicide": [
        "He said he'd top himself.",
        "She cuts her arms.",
        "She's been cutting again.",
        "She said life isn't worth living.",
        "He jumped off a bridge.",
        "She took a load of pills.",
        "She took thirty paracetamol.",
        "She'd rather be dead.",
        "He walked in front of a train.",
    ],
    "weapon": [
        "He came at her with a screwdriver.",
        "an iron bar",
        "He keeps a bat by the door.",
        "He was stabbed.",
    ],
    "sexual": [
        "He was touching her.",
        "He put his hand up her skirt.",
        "She is being exploited.",
        "They found condoms.",
        "She sees an older man.",
        "It was on his penis.",
    ],
    "violence": [
        "He had his hands round her neck.",
        "He pinned her against the wall.",
        "He threw a plate at her.",
        "There were marks on her back.",
        "He lashed out.",
        "She is frightened of him.",
        "They tied her up.",
        "He had a cut above his eye.",
        "He got me in a headlock.",
        "They came to blows.",
        "He wouldn't let us leave the house.",
        "He smashed up the flat.",
    ],
    "drugs": [
        "She's using again.",
        "It was positive for coke.",
        "He was off his face.",
        "They found white powder.",
        "She is on Buvidal.",
        "He smokes a joint every night.",
        "He's been smoking crack in the bathroom.",
        "They grow it in the loft.",
    ],
    "alcohol": [
        "He was pissed.",
        "ten cans a night",
        "forty units a week",
        "slurring her words",
        "She'd had a few.",
        "a few shots of tequila",
        "She passed out on the sofa.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_what_is_said_in_other_words_is_found_too(kind, text):
    assert kind in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "She is a good mum when she is well.",
        "You may go on when you like.",
        "One of us will come and see you.",
        "We march on as a team.",
        "He is the one who knows.",
        "I know that now.",
        "Sit down for a bit and then we go on.",
        "She was one of the helpers there.",
        "The therapist from Sussex wrote it down.",
        "He gave him a hug and took his coat.",
        "He has a stable placement.",
        "We want stability for the children.",
        "There is a joint plan between health and education.",
        "The joint visit went well.",
        "I'll go through my bullet points.",
        "He has acid reflux.",
        "He shook his head and then shook hands.",
        "We should push for a referral.",
        "They pushed back the appointment.",
        "Give it your best shot.",
        "She had a crack at it.",
        "We can drink some water in a break.",
        "She drinks plenty of water.",
        "The house is clean.",
        "He is high functioning.",
        "She is using the form.",
        "I'm dealing with that.",
        "Breastfeeding is going well.",
        "We keep in touch.",
        "He was pleased, and at the end of the day that matters.",
        "She is over it.",
        "The bottom of the page.",
        "He has a burning wish to go back.",
        "It may be that she comes.",
        "He broke the news gently.",
        "Let's march through the agenda.",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert found(text) == {}


def test_a_negation_in_a_long_sentence_counts_only_where_it_was_heard_badly():
    text = "The children were not at home when the officer came round to see them"

    assert "negation" not in found(text)
    assert found(text, probability=0.5)["negation"] == ["not"]


def test_a_number_inside_a_date_is_said_once_as_the_date():
    assert "number" not in found("on the 14th of October")
