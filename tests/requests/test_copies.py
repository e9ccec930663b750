"""From the approved minutes to a copy in the right hands, and everything that stands in its way."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import documents
from minutes.documents import proof
from minutes.requests import actions
from minutes.requests.actions import Ruling, Seen
from minutes.requests.models import MinuteRequest, Redaction, TypedCopy
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db
Status = MinuteRequest.Status
EVERY_FORMAT = set(documents.FORMATS)


@pytest.fixture
def hartley():
    return made.hartley()


def files_of(copy, by):
    return {file.format: actions.open_file(file, by=by) for file in copy.files.all()}


def test_a_mother_gets_her_numbered_copy_without_the_part_she_was_out_for(hartley):
    copy = made.released(hartley)

    files = files_of(copy, hartley.second)

    assert set(files) == EVERY_FORMAT
    for file in files.values():
        assert proof.search(file, ["should not have left them", "Kelly Hartley", copy.register_number])
        assert not proof.search(
            file, ["recall to prison", "live investigation", "Wayne", "Cotter", "neighbour"]
        )
    assert copy.request.status == Status.RELEASED


def test_the_files_are_sealed_under_a_key_of_their_own_and_their_fingerprint_is_in_the_register(hartley):
    first = made.ready(hartley)

    assert len({first.key_id, first.request.key_id, first.version.minutes.key_id}) == 3
    assert all(len(file.sha256) == 64 for file in first.files.all())
    made_event = AuditEvent.objects.get(verb="copy.made")
    assert made_event.details["fingerprints"] == [file.sha256 for file in first.files.all()]


def test_nobody_can_do_both_halves(hartley):
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    request = actions.send_for_check(request, by=hartley.administrator)

    with pytest.raises(Conflict, match="You redacted this copy"):
        actions.agree_marks(request, by=hartley.administrator)
    copy = actions.agree_marks(request, by=hartley.second)
    with pytest.raises(Conflict, match="You redacted this copy"):
        actions.release_copy(copy, seen=Seen(copy.pages, "27 Larkspur Court"), by=hartley.administrator)


def test_somebody_who_marked_one_passage_counts_as_a_redactor(hartley):
    request = made.redacting(hartley)
    actions.decide(request.redactions.first(), ruling=Ruling("out", "S2P3"), by=hartley.governance)
    made.decide_all(request, hartley)
    request = actions.send_for_check(request, by=hartley.administrator)

    with pytest.raises(Conflict, match="You redacted this copy"):
        actions.agree_marks(request, by=hartley.governance)


def test_the_chair_who_approved_cannot_release(hartley):
    copy = made.ready(hartley)

    with pytest.raises(PermissionDenied):
        actions.release_copy(copy, seen=Seen(copy.pages, "27 Larkspur Court"), by=hartley.chair)


def test_an_undecided_suggestion_stops_the_copy(hartley):
    request = made.redacting(hartley)

    with pytest.raises(Conflict, match="not decided yet"):
        actions.send_for_check(request, by=hartley.administrator)


def test_words_are_taken_out_for_a_reason_from_the_list(hartley):
    request = made.redacting(hartley)

    with pytest.raises(Conflict, match="Choose a reason"):
        actions.decide(request.redactions.first(), ruling=Ruling("out", "because"), by=hartley.administrator)


def test_until_the_chair_has_confirmed_who_was_in_the_room_nothing_starts():
    family = made.hartley(confirmed=False)

    with pytest.raises(Conflict, match="Confirm who was in the room"):
        made.redacting(family)


def test_who_was_in_the_room_is_changed_after_the_copy_was_made_so_it_does_not_leave(hartley):
    copy = made.ready(hartley)
    hartley.conference.presence_confirmed_at = timezone.now()
    hartley.conference.save()

    with pytest.raises(Conflict, match="Send it back to redaction"):
        actions.release_copy(copy, seen=Seen(copy.pages, "27 Larkspur Court"), by=hartley.second)


def test_minutes_that_are_not_approved_are_not_copied():
    family = made.family()

    with pytest.raises(Conflict, match="approves the minutes first"):
        made.redacting(family)


def test_an_address_checked_too_long_ago_stops_the_copy(hartley):
    copy = made.ready(hartley)
    copy.request.address_confirmed_on = timezone.localdate() - timezone.timedelta(days=31)
    copy.request.save()

    with pytest.raises(Conflict, match="Read the address back"):
        actions.release_copy(copy, seen=Seen(copy.pages, "27 Larkspur Court"), by=hartley.second)


def test_somebody_who_was_not_there_waits_for_the_chair(hartley):
    father = {"name": "Wayne Cotter", "relationship": "father", "attendance": hartley.father}
    request = made.checked(hartley, **father)
    with pytest.raises(Conflict, match="The chair decides"):
        actions.start_redaction(request, by=hartley.administrator)

    request = actions.ask_chair(request, by=hartley.administrator)
    request = actions.allow_open_parts(request, reason="He shares responsibility.", by=hartley.chair)
    request = actions.start_redaction(request, by=hartley.administrator)

    assert request.status == Status.REDACTING


def test_another_chair_does_not_decide(hartley):
    request = actions.ask_chair(made.checked(hartley), by=hartley.administrator)

    with pytest.raises(Conflict, match="Only the chair of this conference"):
        actions.refuse(request, no=actions.No(("ORDER",), "No"), by=factories.user(role=Role.CHAIR))


def test_a_name_that_still_stands_somewhere_is_named_and_stops_the_copy(hartley):
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    row = made.mark_on(request, "Wayne Cotter")
    Redaction.objects.filter(pk=row.pk).delete()
    request = actions.send_for_check(request, by=hartley.administrator)

    with pytest.raises(Conflict, match=r"“(Wayne|Cotter)"):
        actions.agree_marks(request, by=hartley.second)


def test_a_name_that_stays_for_a_reason_does_not_stop_the_copy(hartley):
    request = made.redacting(hartley)
    keep = Ruling("kept", why="Said with her in the room")
    for mark in list(request.redactions.all()):
        actions.decide(mark, ruling=keep, by=hartley.administrator)
    request = actions.send_for_check(request, by=hartley.administrator)

    copy = actions.agree_marks(request, by=hartley.second)

    assert proof.search(files_of(copy, hartley.second)["pdf"], ["Sandra Hartley"])


def test_the_second_check_sends_a_mark_back_with_a_reason(hartley):
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    request = actions.send_for_check(request, by=hartley.administrator)
    mark = request.redactions.first()

    request = actions.send_back(request, reasons={mark: "This is her own."}, by=hartley.second)

    assert request.status == Status.REDACTING
    assert Redaction.objects.get(pk=mark.pk).sent_back == "This is her own."


def test_a_copy_that_is_taken_back_cannot_be_opened_any_more(hartley):
    copy = made.ready(hartley)
    key = copy.key

    request = actions.take_back(copy.request, by=hartley.second)

    key.refresh_from_db()
    assert (request.status, key.wrapped, request.copies.count()) == (Status.REDACTING, None, 0)


def test_each_download_is_in_the_audit(hartley):
    copy = made.released(hartley)

    files_of(copy, hartley.administrator)

    events = AuditEvent.objects.filter(verb="copy.downloaded")
    assert events.count() == len(EVERY_FORMAT)
    assert {event.actor_id for event in events} == {hartley.administrator.pk}


def test_proof_of_delivery_ends_the_request(hartley):
    copy = made.released(hartley)

    actions.record_delivery(copy, on=timezone.localdate(), by=hartley.second)

    assert MinuteRequest.objects.get(pk=copy.request_id).status == Status.DELIVERED


@pytest.mark.parametrize(
    ("wanted", "counted"), [("pdf-24", "pdf-24"), ("docx", "pdf"), ("html", "pdf"), ("txt", "pdf")]
)
def test_the_pages_to_count_are_those_of_the_format_they_asked_for_if_it_has_pages(
    hartley, sign_in, wanted, counted
):
    copy = made.ready(hartley, format=wanted)
    counts = {
        file.format: proof.pages(actions.open_file(file, by=hartley.second))
        for file in copy.files.filter(format__startswith="pdf")
    }
    page = sign_in(hartley.second).get(reverse("requests:release", args=[copy.request_id]))

    assert counts["pdf"] < counts["pdf-24"]
    assert copy.pages == counts[counted]
    assert copy.chosen.format == wanted
    assert {file.format for file in copy.others} == EVERY_FORMAT - {wanted}
    assert f"asked for: <b>{copy.request.get_format_display()}</b>" in page.content.decode()
    assert ("count those of the PDF" in page.content.decode()) == (wanted != counted)


@pytest.mark.parametrize("code", sorted(EVERY_FORMAT))
def test_a_word_that_is_in_one_format_alone_stops_the_whole_copy(hartley, monkeypatch, code):
    """Sabotage: a maker of one format lets a name through that the others leave out."""
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    request = actions.send_for_check(request, by=hartley.administrator)
    honest = documents.render

    def leaky(copy, *, code):
        leak = documents.Section(("Visits",), (documents.Paragraph(("Wayne Cotter rang.",)),))
        sections = (*copy.sections, leak) if code == wanted else copy.sections
        return honest(replace(copy, sections=sections), code=code)

    wanted = code
    monkeypatch.setattr(documents, "render", leaky)

    with pytest.raises(Conflict, match=r"“(Wayne|Cotter)|should never happen"):
        actions.agree_marks(request, by=hartley.second)
    assert not TypedCopy.objects.exists()
