"""The pages of letters: preparing, signing, sending, proof."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import AuditEvent
from access.roles import Role
from minutes.letters import actions
from minutes.letters.models import Letter
from tests import factories
from tests.letters import made

pytestmark = pytest.mark.django_db
Status = Letter.Status


def test_from_the_decisions_to_the_proof_on_the_pages(sign_in):
    family = made.decided()
    chair, office = sign_in(family.chair), sign_in(family.administrator)
    office.post(reverse("letters:make", args=[family.conference.pk]))
    letter = Letter.objects.get(recipient=family.father)
    page = reverse("letters:letter", args=[letter.pk])

    said = {"children": [str(family.alfie.pk)], "way": "post", "address": made.FATHERS, "format": "pdf",
            "address_checked": "on", "language": ""}  # fmt: skip
    office.post(page, said)
    assert "Dear Wayne Cotter" in chair.get(reverse("letters:preview", args=[letter.pk])).content.decode()
    chair.post(reverse("letters:sign", args=[letter.pk]))
    wrong = office.post(reverse("letters:send", args=[letter.pk]), {"envelope": "27 Larkspur Court"})
    assert "Do not send it" in wrong.content.decode()
    office.post(
        reverse("letters:send", args=[letter.pk]), {"envelope": "Flat 3, 8 Mill Street", "tracking": "AB1"}
    )
    today = timezone.localdate()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    office.post(reverse("letters:arrived", args=[letter.pk]), day)

    letter.refresh_from_db()
    assert (letter.status, letter.tracking) == (Status.DELIVERED, "AB1")
    listed = office.get(reverse("letters:letters")).content.decode()
    assert letter.number in listed
    file = letter.files.get(format="pdf")
    got = office.get(reverse("letters:download", args=[file.pk]))
    assert got.content.startswith(b"%PDF")
    assert letter.number in got.headers["Content-Disposition"]
    assert AuditEvent.objects.filter(verb="letter.downloaded").count() == 1


def test_the_second_administrator_may_send_too_and_sees_nothing_before_it_is_signed(sign_in):
    family = made.decided()
    letter = made.letters(family)["Wayne Cotter"]
    second, page = sign_in(family.second), reverse("letters:letter", args=[letter.pk])
    assert second.get(page).status_code == 404

    actions.sign_letter(letter, by=family.chair)

    assert "Next: send it by post" in second.get(page).content.decode()
    assert "Flat 3" in second.get(page).content.decode()


def test_the_pages_drop_take_back_translate_and_set_the_leaflet(sign_in):
    family = made.decided()
    family.father.language = "Polish"
    family.father.save()
    found = made.letters(family)
    chair, office = sign_in(family.chair), sign_in(family.administrator)
    tom, wayne = found["Tom Whitcombe"], found["Wayne Cotter"]

    chair.post(reverse("letters:drop", args=[tom.pk]), {"reason": ""})
    assert Letter.objects.get(pk=tom.pk).status == Status.DRAFT
    chair.post(reverse("letters:drop", args=[tom.pk]), {"reason": "He has left"})
    chair.post(reverse("letters:take_back", args=[tom.pk]))
    assert Letter.objects.get(pk=tom.pk).status == Status.DRAFT
    made.sent(wayne, family)
    page = office.get(reverse("letters:letter", args=[wayne.pk])).content.decode()
    assert "That version has gone too" in page
    office.post(reverse("letters:translated", args=[wayne.pk]))
    assert Letter.objects.get(pk=wayne.pk).translation == "enclosed"
    answer = office.post(reverse("letters:leaflet"), {"title": "Not happy?", "text": "Write."}, follow=True)
    assert "Every letter signed from now on" in answer.content.decode()


def test_the_conference_s_page_says_how_far_its_letters_are(sign_in):
    family = made.decided()
    url = reverse("recordings:conference", args=[family.conference.pk])
    chair = sign_in(family.chair)
    assert "0 of 0 sent" in chair.get(url).content.decode()
    for letter in made.letters(family).values():
        made.sent(letter, family)

    page = chair.get(url).content.decode()

    assert "4 of 4 sent" in page
    assert "no child protection plan is made" in page


@pytest.mark.parametrize("role", [Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE])
def test_who_reads_minutes_with_a_reason_reads_decisions_but_no_letters(role, sign_in):
    family, reader = made.decided(), factories.user(role=role)
    factories.listening_reason(family.conference, by=reader)
    made.letters(family)

    page = sign_in(reader).get(reverse("letters:decisions", args=[family.conference.pk])).content.decode()

    assert "A child protection plan is made" in page
    assert "Letter to" not in page
    assert "Flat 3" not in page


def test_a_withheld_address_is_not_shown_and_not_lost(sign_in):
    family = made.decided()
    letter = made.letters(family)["Kelly Hartley"]
    office, page = sign_in(family.administrator), reverse("letters:letter", args=[letter.pk])

    shown = office.get(page).content.decode()
    both = [str(family.alfie.pk), str(family.maisie.pk)]
    office.post(page, {"children": both, "way": "post", "address": "", "format": "pdf", "language": ""})
    api = office.get(f"/api/letters/{letter.pk}/").json()
    going = {"children": both, "way": "post", "address": "", "format": "pdf", "language": "Welsh"}
    put = office.put(f"/api/letters/{letter.pk}/", going, content_type="application/json")

    assert "Larkspur" not in shown
    assert api["address"] == ""
    assert put.json()["translation"] == "needed"
    letter.refresh_from_db()
    assert letter.address == made.MOTHERS
