"""Decisions, plans and core groups for each child; letters, their files, and the leaflet they enclose."""

from minutes.letters.models.decisions import (
    AgencyView,
    ChildDecision,
    ChildDecisionQuerySet,
    CoreMember,
    PlanAction,
)
from minutes.letters.models.letters import Leaflet, Letter, LetterFile, LetterFileQuerySet, LetterQuerySet

__all__ = [
    "AgencyView",
    "ChildDecision",
    "ChildDecisionQuerySet",
    "CoreMember",
    "Leaflet",
    "Letter",
    "LetterFile",
    "LetterFileQuerySet",
    "LetterQuerySet",
    "PlanAction",
]
