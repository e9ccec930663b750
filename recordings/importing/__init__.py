"""Children, conferences and people from tables of another system: looked at first, then all or none."""

from recordings.importing.bringing import Brought, Tables, bring_in
from recordings.importing.columns import COLUMNS
from recordings.importing.reading import Problem

__all__ = ["COLUMNS", "Brought", "Problem", "Tables", "bring_in"]
