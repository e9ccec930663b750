"""A conference of a table that takes up another: named, refused in words, and never in a circle."""

import pytest

from recordings.importing import bring_in
from recordings.models import Conference
from tests.recordings.test_import import CHILDREN

pytestmark = pytest.mark.django_db

AGAIN = """reference,type,held_on,chair,children,reconvenes,status,status_reason
C-1,initial,2026-11-05,chair@wexborough.example,WX-26-0417,,adjourned,The police had to leave.
C-2,reconvened,2026-11-12,chair@wexborough.example,WX-26-0417,C-1,,
"""


def test_a_conference_that_takes_up_another_names_it(administrator):
    tables = {"children": CHILDREN, "conferences": AGAIN}

    assert bring_in(tables, by=administrator, only_look=False).done
    again = bring_in(tables, by=administrator, only_look=False)

    first, second = Conference.objects.order_by("held_on")
    assert second.reconvenes == first
    assert again.as_json()["counts"]["conferences"] == {"same": 2}


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("C-2,reconvened", "C-2,review", "Only a reconvened conference takes up another."),
        (",C-1,,", ",C-9,,", "The conference that this one takes up is neither above in the table nor here."),
        ("adjourned", "held", "Only a conference that was adjourned or not quorate is reconvened."),
        ("2026-11-12", "2026-11-04", "It can only be reconvened on the same day or later."),
    ],
    ids=["a review", "an unknown one", "one that was held", "a later one"],
)
def test_what_cannot_be_taken_up_is_said(administrator, was, now, reason):
    tables = {"children": CHILDREN, "conferences": AGAIN.replace(was, now)}

    found = bring_in(tables, by=administrator, only_look=False)

    assert [(one.line, one.reason) for one in found.problems] == [(3, reason)]
    assert not Conference.objects.exists()


@pytest.mark.parametrize("other", ["C-1", "C-2"], ids=["itself", "one that takes it up"])
def test_no_conference_leads_back_to_itself(administrator, other):
    head, first, second = AGAIN.splitlines()
    first = first.replace("initial", "reconvened")
    second = "C-2,reconvened,2026-11-05,chair@wexborough.example,WX-26-0417,C-1,adjourned,Too late."
    kept = {"children": CHILDREN, "conferences": "\n".join([head, first, second])}
    assert bring_in(kept, by=administrator, only_look=False).done

    back = "\n".join([head, first.replace(",,adjourned", f",{other},adjourned")])
    found = bring_in({"conferences": back}, by=administrator, only_look=False)

    reason = "A conference cannot take up itself, or one that takes it up."
    assert [one.reason for one in found.problems] == [reason]
    assert Conference.objects.get(reconvenes=None)
