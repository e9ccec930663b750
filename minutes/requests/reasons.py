"""Why a request can be refused, by code, as the letter says it to the person who asked."""

from minutes.requests.marks import REASONS

OWN_REASONS = {
    "IDENTITY": "We asked you to show us who you are, and we could not make sure of it.",
    "RIGHT": "We could not make sure that you have a right to these minutes.",
    "AUTHORITY": "We have seen no signed authority from the person for whom you ask.",
    "ORDER": "A court has made an order that does not let us give you these minutes.",
    "HARM": "Giving you these minutes would be likely to put somebody at risk of harm.",
    "CHILD": "Giving you these minutes would not be best for the child, or is against what the child wants.",
    "NOT-HELD": "There are no minutes of this conference.",
    "REPEAT": "You have this copy already, and nothing in it has changed.",
}
REFUSED_FOR = {**OWN_REASONS, **REASONS}
