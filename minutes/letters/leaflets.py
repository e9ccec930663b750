"""The leaflet on complaints: the council's newest version, or a neutral one until it has its own."""

from __future__ import annotations

from django.conf import settings

from minutes.letters.models import Leaflet

TITLE = "How to complain about a child protection conference"
TEXT = """You can complain about how the conference was run, or about what was decided. It does not matter \
whether you were there. Nobody will hold it against you or your child.
# What you can complain about
* We did not follow our own rules.
* The decision does not fit what was said.
* The category of the plan is wrong.
* You were kept out of a part of the conference, and you think that was not right.
# How to complain
Talk to the chair first, if you can. Many things can be put right in a few days.
If that does not help, write to {complaints}. Say what went wrong and what you would like us to do. \
Please write within 28 days of the conference.
If you need help with writing, phone {phone}. You can also ask a friend, an advocate or a solicitor.
# What happens then
* We write to you that we have your complaint.
* Somebody who was not at the conference looks into it and talks to you.
* You get our answer in writing, with the reasons.
# What a complaint does not do
The decision of the conference stands while we look at your complaint. Please go on working with the plan.
# Complaints about something else
A complaint about a school, a doctor, the police or another service goes to that service. \
If it is about how we use information about you, you can also ask the Information Commissioner, phone \
0303 123 1113."""


def leaflet_now() -> tuple[str, str]:
    """Title and text of the leaflet that goes with a letter today."""
    own = Leaflet.objects.first()
    if own:
        return own.title, own.text
    return TITLE, TEXT.format(complaints=settings.COMPLAINTS_ADDRESS, phone=settings.SAFEGUARDING_PHONE)
