"""The words that are read aloud: before anything is recorded, and before a part for some people only."""

from __future__ import annotations

from recordings.models import Conference, Notice

NOTICE = (
    "This meeting is being audio recorded by the council. The recording goes on your child’s record and "
    "only a small number of people can listen to it; every time someone does is logged. It may be used "
    "to type minutes, with the help of software that runs inside the council, and a person will check "
    "every word. If part of the meeting is for some people only, I will say so and that part will be "
    "kept separately. Please tell me now if anything about this worries you."
)
CUE = "From now on this is recorded separately. Only the people in this room now can listen to it."
CUE_OVER = "The separate part is over. The meeting is recorded as before."


def notice_of(conference: Conference) -> Notice:
    """What is known of how a conference came to be recorded; nothing yet is an empty one."""
    return Notice.objects.filter(conference=conference).first() or Notice(conference=conference)
