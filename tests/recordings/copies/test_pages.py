"""The pages of listening copies, with spans typed as times; and the same over the API."""

import pytest
from django.test import Client
from knox.models import AuthToken

from recordings import actions, tasks
from recordings.models import SoundCopy
from tests.recordings.copies import made
from tests.recordings.copies.made import TEN

pytestmark = pytest.mark.django_db
FORM = {
    "purpose": "court", "for_whom": "The family court", "which": "part", "start": "0:05", "end": "0:35",
    "taken_out": "0:10 to 0:12\n\n0:20-0:30", "fill": "silence", "format": "m4a", "days": "14",
}  # fmt: skip


@pytest.fixture
def recording():
    return made.recording()


@pytest.fixture
def imran(recording):
    return made.governance(recording.conference)


@pytest.fixture
def browser(imran, sign_in):
    return sign_in(imran)


def sent(browser, recording, **changes):
    return browser.post(f"/recordings/{recording.pk}/copies/new/", {**FORM, **changes})


def test_spans_are_typed_as_the_player_shows_them(browser, recording):
    answer = sent(browser, recording)

    copy = SoundCopy.objects.get()
    assert answer.headers["Location"] == f"/listening-copies/{copy.pk}/"
    assert (copy.start_ms, copy.end_ms) == (5_000, 35_000)
    assert copy.taken_out == [[10_000, 12_000], [20_000, 30_000]]
    assert (copy.fill, copy.format, copy.for_whom) == ("silence", "m4a", "The family court")
    assert 13 <= (copy.expires_at - copy.asked_at).days <= 14


def test_all_of_it_and_the_last_second_of_it(browser, recording):
    sent(browser, recording, which="whole", start="", end="")
    recording.duration_ms = 39_500
    recording.save()
    sent(browser, recording, end="0:40")

    assert list(SoundCopy.objects.order_by("number").values_list("start_ms", "end_ms")) == [
        (0, 40_000),
        (5_000, 39_500),
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"start": "", "end": ""}, "Enter when the part starts"),
        ({"start": "five"}, "Enter the time as the player shows it"),
        ({"start": "0:36"}, "The end must come after the start"),
        ({"end": "1:35"}, "The recording ends at 0:40"),
        ({"taken_out": "0:10"}, "Write each place as 12:30 to 14:10"),
        ({"taken_out": "0:10 to later"}, "Enter the time as the player shows it"),
        ({"taken_out": "0:12 to 0:10"}, "The end must come after the start: 0:12 to 0:10"),
        ({"days": "400"}, "Enter the days as a number from 1 to 90"),
        ({"which": ""}, "Choose how much of the recording"),
        ({"purpose": ""}, "Choose why the copy is made"),
        ({"for_whom": ""}, "Say for whom the copy is made"),
    ],
)
def test_what_is_typed_wrong_is_said_beside_it(browser, recording, changes, words):
    page = sent(browser, recording, **changes).content.decode()

    assert words in page
    assert not SoundCopy.objects.exists()


def test_the_page_of_a_copy_says_what_it_is_and_plays_it(browser, recording):
    sent(browser, recording)
    copy = SoundCopy.objects.get()
    before = browser.get(f"/listening-copies/{copy.pk}/").content.decode()
    tasks.examine_recordings()

    page = browser.get(f"/listening-copies/{copy.pk}/").content.decode()
    piece = browser.get(f"/listening-copies/{copy.pk}/sound/", headers={"Range": "bytes=0-99"})
    file = browser.post(f"/listening-copies/{copy.pk}/download/")

    assert "It is being made" in before
    assert "0:10 to 0:12" in page
    assert "The family court" in page
    assert 'id="player"' in page
    assert (piece.status_code, piece["Content-Type"], piece["Cache-Control"]) == (
        206,
        "audio/mp4",
        "no-store",
    )
    assert file.content[:100] == piece.content
    assert file["Content-Disposition"] == 'attachment; filename="listening-copy-1.1.m4a"'


def test_the_second_person_finds_it_and_decides(browser, recording, sign_in):
    made.restricted(recording)
    assert (
        "Restricted to professionals"
        in browser.get(f"/recordings/{recording.pk}/copies/new/").content.decode()
    )
    sent(browser, recording, which="whole", taken_out="")
    copy, chair = SoundCopy.objects.get(), sign_in(recording.conference.chair)

    own = browser.get(f"/listening-copies/{copy.pk}/").content.decode()
    home = chair.get("/").content.decode()
    page = chair.get(f"/listening-copies/{copy.pk}/").content.decode()
    chair.post(f"/listening-copies/{copy.pk}/agree/")

    assert "Imran Saleh asked, so cannot" in own
    assert "Agree to a listening copy, or not" in home
    assert "Agree: it may be in the copy" in page
    assert SoundCopy.objects.get().state == "making"
    assert "Agreed by" in browser.get(f"/listening-copies/{copy.pk}/").content.decode()


def test_not_agreed_and_destroyed_say_so(browser, recording, sign_in):
    made.restricted(recording)
    sent(browser, recording, which="whole", taken_out="")
    sent(browser, recording)
    waiting, other = SoundCopy.objects.order_by("number")

    sign_in(recording.conference.chair).post(f"/listening-copies/{waiting.pk}/refuse/")
    browser.post(f"/listening-copies/{other.pk}/destroy/")

    assert "Not agreed by" in browser.get(f"/listening-copies/{waiting.pk}/").content.decode()
    assert "Destroyed" in browser.get(f"/listening-copies/{other.pk}/").content.decode()


def test_a_copy_whose_part_was_marked_since_says_so(browser, recording):
    sent(browser, recording, which="whole", taken_out="")
    tasks.examine_recordings()
    made.restricted(recording)

    page = browser.get(f"/listening-copies/{SoundCopy.objects.get().pk}/").content.decode()

    assert "has been marked since it was made" in page
    assert 'id="player"' not in page


def test_the_conference_lists_its_copies_for_those_who_make_them(browser, recording, sign_in):
    before = browser.get(f"/conferences/{recording.conference_id}/").content.decode()
    sent(browser, recording)
    after = browser.get(f"/conferences/{recording.conference_id}/").content.decode()
    chair = (
        sign_in(recording.conference.chair).get(f"/conferences/{recording.conference_id}/").content.decode()
    )

    assert "Make a copy of recording 1" in before
    assert "Listening copy 1.1" in after
    assert "Listening copy 1.1" in chair
    assert "Make a copy of recording" not in chair


def test_the_api_does_the_same(recording, imran):
    api = Client(headers={"Authorization": f"Token {AuthToken.objects.create(imran)[1]}"})
    place = f"/api/recordings/{recording.pk}/listening-copies/"
    wanted = {
        "purpose": "complaint",
        "for_whom": "A",
        "start_ms": 0,
        "end_ms": 4 * TEN,
        "taken_out": [[0, 1000]],
    }

    made_one = api.post(place, {**wanted, "format": "opus"}, "application/json")
    tasks.examine_recordings()
    one = f"/api/listening-copies/{made_one.json()['id']}/"

    assert made_one.status_code == 201
    assert api.get(one).json()["state"] == "ready"
    assert api.get(place).json()[0]["for_whom"] == "A"
    assert api.get(f"{one}sound/").content[:4] == b"OggS"
    assert api.post(f"{one}download/")["Content-Type"] == "audio/ogg"
    assert api.delete(one).status_code == 204
    assert (api.get(one).json()["state"], api.get(one).json()["for_whom"]) == ("ended", "")
    assert api.post(place, {**wanted, "taken_out": [[5]]}, "application/json").status_code == 400
    assert api.post(place, {**wanted, "end_ms": 10**8}, "application/json").status_code == 409


def test_the_second_person_decides_over_the_api(recording, imran):
    made.restricted(recording)
    first, second = made.asked(recording, imran), made.asked(recording, imran)
    token = AuthToken.objects.create(recording.conference.chair)[1]
    api = Client(headers={"Authorization": f"Token {token}"})

    assert api.post(f"/api/listening-copies/{first.pk}/agree/").json()["state"] == "making"
    assert api.post(f"/api/listening-copies/{second.pk}/refuse/").json()["state"] == "refused"
    assert actions.begin_making(SoundCopy.objects.get(pk=first.pk), by=imran).tries == 1
