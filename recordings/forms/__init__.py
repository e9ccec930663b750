"""What is typed about a conference and its people."""

from recordings.forms.conferences import ChildForm, ConferenceForm, FilterForm, PersonForm
from recordings.forms.drafting import FactsForm, SwitchForm
from recordings.forms.keeping import HoldForm, KeepForm, RuleForm
from recordings.forms.presence import PartForm

__all__ = [
    "ChildForm",
    "ConferenceForm",
    "FactsForm",
    "FilterForm",
    "HoldForm",
    "KeepForm",
    "PartForm",
    "PersonForm",
    "RuleForm",
    "SwitchForm",
]
