"""Minutes, their versions and what is said about them."""

from minutes.models.corrections import Correction
from minutes.models.minutes import Amendment, Check, Here, Milestone, Minutes, Version
from minutes.models.templates import CouncilTemplate

__all__ = ["Amendment", "Check", "Correction", "CouncilTemplate", "Here", "Milestone", "Minutes", "Version"]
