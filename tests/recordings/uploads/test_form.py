"""The plain form: works without script, and is sealed in flight all the same."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from access.roles import Role
from recordings.audio.words import REASONS
from recordings.models import Recording, Upload
from recordings.vault import store
from tests import factories
from tests.recordings.audio import sounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    return factories.user(role=Role.CHAIR)


@pytest.fixture
def page(chair):
    return f"/conferences/{factories.conference(chair=chair).pk}/uploads/"


def chosen(*files):
    return {
        "recordings": [SimpleUploadedFile(f"REC_{number}.WAV", file) for number, file in enumerate(files)]
    }


def test_several_files_are_added_at_once(sign_in, chair, page):
    files = [sounds.kind("wav"), sounds.kind("mp3")]

    answer = sign_in(chair).post(page, chosen(*files), follow=True)

    found = [store.open(r.blob, r.key, r.pk, "audio") for r in Recording.objects.in_order()]
    assert [reader.pread(0, reader.size) for reader in found] == files
    assert answer.redirect_chain == [(page, 302)]
    assert "REC_0.WAV" in answer.content.decode()


def test_the_same_sound_chosen_twice_is_kept_once(sign_in, chair, page):
    file = sounds.kind("wav")

    answer = sign_in(chair).post(page, chosen(file, file), follow=True)

    assert Recording.objects.count() == 1
    assert "We did not keep it twice." in answer.content.decode()


def test_a_document_is_refused_on_the_page(sign_in, chair, page):
    answer = sign_in(chair).post(page, chosen(b"%PDF-1.7 " + bytes(100)), follow=True)

    assert REASONS["document"] in answer.content.decode()
    assert Recording.objects.count() == 0


def test_no_file_is_said_at_the_field(sign_in, chair, page):
    answer = sign_in(chair).post(page, {})

    assert answer.status_code == 422
    assert "Choose a recording." in answer.content.decode()


def test_a_form_without_its_token_leaves_nothing_that_could_become_a_recording(chair, page):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(chair)

    answer = browser.post(page, chosen(sounds.kind("wav")))

    assert answer.status_code == 403
    assert not Upload.objects.arrived().exists()


def test_a_file_sent_to_another_page_is_not_kept(sign_in, chair, page):
    answer = sign_in(chair).post(page.replace("uploads/", "presence/confirm/"), chosen(sounds.kind("wav")))

    assert answer.status_code < 500
    assert Upload.objects.count() == 0


def test_somebody_who_may_not_add_is_refused_before_a_byte_is_kept(sign_in, page):
    for who, status in ((Role.QUALITY_REVIEWER, 403), (Role.CHAIR, 404)):
        assert sign_in(who).post(page, chosen(sounds.kind("wav"))).status_code == status
    assert Upload.objects.count() == 0


def test_a_stranger_is_sent_away_before_a_byte_is_read(db, page):
    answer = Client(enforce_csrf_checks=True).post(page, chosen(sounds.kind("wav")))

    assert answer.status_code == 302
    assert Upload.objects.count() == 0


def test_of_what_has_not_arrived_at_all_nothing_is_said_to_be_safe(sign_in, chair, page):
    client = sign_in(chair)
    client.post(f"/api{page}", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "4000000"})

    text = client.get(page).content.decode()

    assert "Nothing of its 4.0 MB has arrived yet. Choose the same file to send it." in text
    assert "0.0 of 4.0 MB" not in text


def test_what_waits_is_shown_with_how_much_of_it_is_safe(sign_in, chair, page):
    client = sign_in(chair)
    place = client.post(f"/api{page}", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "4000000"})[
        "Location"
    ]
    client.patch(
        place,
        data=bytes(1_000_000),
        content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0"},
    )

    text = client.get(page).content.decode()

    assert (
        "1.0 of 4.0 MB is safe and will not be sent again. Choose the same file to go on from there." in text
    )
    take_back = place.replace("/api", "") + "take-back/"
    assert client.post(take_back).status_code == 302
    assert Upload.objects.get().state == Upload.State.ENDED
