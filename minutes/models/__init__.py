"""Minutes, their versions and what is said about them."""

from minutes.models.corrections import Correction
from minutes.models.minutes import Amendment, Check, Here, Milestone, Minutes, Version

__all__ = ["Amendment", "Check", "Correction", "Here", "Milestone", "Minutes", "Version"]
