"""Who came later, went early or stepped out, the child alone, and breaks: from what is said of them."""

import pytest

from minutes import draft

CHAIR, MUM, DAD, MIA = "Ada Stone", "Kim Reed", "Lee Reed", "Mia Reed"
POLICE, TEACHER, VISITOR, ADVOCATE = "Jo Fell", "Tess Hall", "Val Webb", "Nia Cole"
PEOPLE = [
    {"name": CHAIR, "role": "Chair", "agency": ""},
    {"name": MUM, "role": "Mother", "agency": ""},
    {"name": DAD, "role": "Father", "agency": ""},
    {"name": MIA, "role": "Young person", "agency": ""},
    {"name": POLICE, "role": "Police Officer", "agency": "Police"},
    {"name": "Sam Poole", "role": "Social worker", "agency": "Children's Services"},
    {"name": TEACHER, "role": "Class teacher", "agency": "Oak Primary School"},
    {"name": VISITOR, "role": "Health visitor", "agency": "NHS"},
    {"name": ADVOCATE, "role": "Advocate", "agency": ""},
]
OPENING = [
    (CHAIR, "Good morning everybody, my name is Ada Stone and I am the chair of this conference."),
    ("Sam Poole", "I'm Sam Poole, the social worker for Mia."),
    (TEACHER, "Tess Hall, class teacher at Oak Primary School."),
    (VISITOR, "Val Webb, health visitor."),
    (MUM, "I'm Kim, I'm Mia's mum and I have been waiting for this day."),
    (DAD, "I'm Lee, Mia's dad, and I don't really want to be here at all."),
    (POLICE, "Jo Fell, police officer on the child abuse investigation unit."),
    (ADVOCATE, "Nia Cole, I'm the advocate for Mia."),
    (MIA, "I'm Mia and I'm thirteen and I wanted to come today."),
    ("Sam Poole", "The report was shared with both parents on Monday at the house."),
    ("Sam Poole", "We have visited six times since the first of September this year."),
]
ENDING = [
    (CHAIR, "Thank you. Now let us talk about what is working well for the family."),
    (VISITOR, "Mia has had all of her immunisations and the home was clean when I visited."),
    (MUM, "Yes, we have all been trying very hard and I want that to be in the minutes."),
    (DAD, "I agree with Kim, we have both been trying as hard as anybody could with this."),
]
SECRET = (POLICE, "There is a live investigation into his brother and a warrant is planned.")
TRUTH = (MUM, "He shouts at me in the kitchen and Mia hears every word of it, that is the truth.")
AFRAID = (MIA, "I don't want to go home when dad has been drinking because it scares me a lot.")


def found(*lines, late=()):
    """The parts of a meeting in which this is said; a number is a silence of so many seconds."""
    clock, segments = 0.0, []
    opening = [line for line in OPENING if line[0] not in late]
    for line in [*opening, *lines, *ENDING]:
        if isinstance(line, int):
            clock += line
            continue
        name, words = line
        end = clock + 0.38 * len(words.split())
        segments.append({"start": clock, "end": end, "speaker": name, "text": words})
        clock = end + 2.0
    return draft.from_transcript({"segments": segments}, attendance=PEOPLE)["presence"]


def kinds(parts):
    return [(part["kind"], set(part["absent"])) for part in parts]


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("Could I ask dad to leave us for ten minutes, please?", "Welcome back, Lee."),
        ("Lee, could I ask you to leave us while Kim speaks?", "Lee is back with us now."),
        ("Lee, I wonder whether you'd mind popping outside for a bit.", "Hello again Lee, come in and sit."),
        (
            "Mr Reed, I've decided that you will be out of the room for the next part.",
            "Welcome back, Mr Reed.",
        ),
        ("I am excluding dad from this part, so Lee please wait in reception.", "Lee is back in the room."),
    ],
)
def test_one_parent_asked_out_is_out_while_the_other_speaks(asked, back):
    assert kinds(found((CHAIR, asked), TRUTH, (CHAIR, back))) == [("part_excluded", {DAD})]


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        (
            "The police would like to say something in confidence, so I ask the family to wait outside.",
            "Right, we're now going to bring the parents back in.",
        ),
        (
            "Mum, dad and Mia, can you pop outside for a moment.",
            "We're going to bring the parents back in now.",
        ),
        ("Kim, Lee and Mia, I'm moving you into the lobby now.", "I'm admitting the family again."),
        (
            "Could the family give us the room for five minutes please?",
            "Thank you all for giving us that time.",
        ),
        ("I need to ask the family to leave while the police share this.", "You are all back, thank you."),
        (
            "At this point I would like mum, dad and Mia to go with the usher.",
            "Come in, come in. Have a seat.",
        ),
    ],
)
def test_the_whole_family_asked_out_in_other_words_is_a_restricted_part(asked, back):
    assert kinds(found((CHAIR, asked), SECRET, (CHAIR, back))) == [("restricted", {MUM, DAD, MIA})]


@pytest.mark.parametrize(
    "asked",
    [
        "Mia has asked to speak to me by herself, so everyone else is going to step out except Nia.",
        "Could I ask everybody apart from Mia and her advocate to wait outside for a few minutes?",
        "Mia would like to speak with me without the adults, so can everybody leave the room apart from Nia.",
    ],
)
def test_the_child_alone_is_a_part_of_its_own(asked):
    parts = found((CHAIR, asked), AFRAID, (CHAIR, "Welcome back everyone."))

    [(kind, absent)] = kinds(parts)
    assert kind == "child_only"
    assert absent == {MUM, DAD, POLICE, "Sam Poole", TEACHER, VISITOR}


@pytest.mark.parametrize(
    ("who", "says", "late"),
    [
        (CHAIR, "Mum has just joined us online. Good morning, Kim.", MUM),
        (CHAIR, "For the record dad has just walked in.", DAD),
        (CHAIR, "We've been joined by the health visitor.", VISITOR),
        (CHAIR, "For the minutes, Tess joined at ten fifteen.", TEACHER),
        (CHAIR, "I see Jo Fell has arrived, take your time.", POLICE),
        (VISITOR, "Hello, sorry I'm late, parking was a nightmare.", VISITOR),
    ],
)
def test_who_comes_later_was_not_there_from_the_start(who, says, late):
    [part] = found((who, says), (late, "Thank you, it was the traffic on the ring road."), late={late})

    assert (part["kind"], part["absent"], part["start"]) == ("away", [late], 0.0)
    assert part["because"] in says


@pytest.mark.parametrize(
    ("who", "says", "gone"),
    [
        (CHAIR, "Tess has to leave us now for her class, thank you Tess.", TEACHER),
        (CHAIR, "PC Fell is leaving us at this point, thank you.", POLICE),
        (CHAIR, "For the minutes, Jo left at ten fifteen.", POLICE),
        (CHAIR, "Mia is going to leave us now with Nia, thank you Mia.", MIA),
        (TEACHER, "I'm going to have to go, I've got a class at eleven.", TEACHER),
    ],
)
def test_who_goes_early_is_away_until_the_end(who, says, gone):
    [part] = [
        one for one in found((who, says), ("Sam Poole", "I will send the plan.")) if one["absent"] == [gone]
    ]

    assert part["kind"] == "away"
    assert part["end"] - part["start"] > 30


@pytest.mark.parametrize(
    ("says", "back", "gone"),
    [
        ("Kim has just stepped out to take a call.", "Kim's back.", MUM),
        ("Lee has left the room at twenty past ten.", "Lee has come back in.", DAD),
        ("I think we have lost Val, she has dropped off the call.", "Val is back with us now.", VISITOR),
        ("Val needs to nip out to answer her phone.", "Val is back.", VISITOR),
    ],
)
def test_who_steps_out_is_away_until_the_chair_says_that_they_are_back(says, back, gone):
    [part] = found((CHAIR, says), ("Sam Poole", "The home conditions were good enough."), (CHAIR, back))

    assert (part["kind"], part["absent"]) == ("away", [gone])
    assert part["end"] - part["start"] < 12


@pytest.mark.parametrize(
    ("called", "silence", "resumed"),
    [
        (
            "We'll take a comfort break now, ten minutes please.",
            12,
            "Right, we are all back, let us carry on.",
        ),
        (
            "I think this is a good place for a ten minute break.",
            60,
            "So we are back and it's five past eleven.",
        ),
        ("I'm going to adjourn for fifteen minutes.", 8, "We are back on the record at ten past eleven."),
        (
            "We'll stop there for lunch and start again at half past one.",
            20,
            "Good afternoon, we're all back.",
        ),
        ("I'll pause the recording there.", 6, "We've started recording again."),
    ],
)
def test_a_break_is_from_its_being_called_until_the_meeting_goes_on(called, silence, resumed):
    [part] = found((CHAIR, called), silence, (CHAIR, resumed))

    assert part["kind"] == "break"
    assert part["end"] - part["start"] >= silence


def test_the_talk_in_a_break_that_was_recorded_belongs_to_the_break():
    chat = (TEACHER, "Did you see the football at the weekend, what a mess that was.")

    [part] = found((CHAIR, "We'll take five minutes."), chat, chat, (CHAIR, "Right everybody, we're back."))

    assert part["kind"] == "break"
    assert part["end"] - part["start"] > 10


@pytest.mark.parametrize(
    ("who", "says"),
    [
        (CHAIR, "So Lee left the house in August, is that right, and Kim came back in September?"),
        (CHAIR, "If anyone needs to step out, please do, and we will take a break halfway through."),
        (CHAIR, "There is a part later where I may ask the parents to step outside for the police."),
        (CHAIR, "Kim, you have left a violent relationship and that took courage."),
        (CHAIR, "Val has just joined the team as the new health visitor, is that right?"),
        (CHAIR, "Mum has joined a parenting course, that is good to hear."),
        (CHAIR, "We have lost a lot of time already, Val, so briefly please."),
        (CHAIR, "Let's stop there for Val's report and hear from school next."),
        (CHAIR, "I think we need to take a break from blaming each other."),
        (CHAIR, "I'd like everyone to leave today with a copy of the plan."),
        (CHAIR, "All children need to go out and play."),
        (CHAIR, "Kim's solicitor will join us shortly, she is just parking."),
        (CHAIR, "Nan looked after Mia while Kim was out of the house last week, is that right?"),
        ("Sam Poole", "Mum gets a short break every other weekend when Mia is with her nan."),
        ("Sam Poole", "Mum has arrived late to school with Mia on nine days."),
        ("Sam Poole", "Kim is back with Lee and they have been getting on well."),
        (TEACHER, "She has left the room twice this week when she was upset."),
        (MUM, "I have to go to work at six and my mum has Mia then."),
        (DAD, "I had to go, my boss said that I go or I lose the job."),
    ],
)
def test_talk_of_coming_and_going_is_none(who, says):
    answer = (DAD if who == MUM else MUM, "That is right, and I told everybody so at the time.")

    assert found((who, says), answer) == []


def test_a_word_of_goodbye_is_no_return():
    [part] = found(
        (VISITOR, "Sorry, I've got to dash."), (CHAIR, "Thank you Val."), (VISITOR, "Bye all."), TRUTH
    )

    assert (part["kind"], part["absent"]) == ("away", [VISITOR])
