"""What is typed about a conference and its people."""

from recordings.forms.children import ChildForm, MergeForm
from recordings.forms.conferences import ConferenceForm, FilterForm
from recordings.forms.drafting import FactsForm, SwitchForm
from recordings.forms.keeping import FromForm, HoldForm, KeepForm, RuleForm
from recordings.forms.people import PersonForm
from recordings.forms.presence import PartForm

__all__ = [
    "ChildForm",
    "ConferenceForm",
    "FactsForm",
    "FilterForm",
    "FromForm",
    "HoldForm",
    "KeepForm",
    "MergeForm",
    "PartForm",
    "PersonForm",
    "RuleForm",
    "SwitchForm",
]
