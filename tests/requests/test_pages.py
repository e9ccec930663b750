"""The way of a request through the pages, as an administrator and a second person walk it without script."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from minutes.documents import proof
from minutes.requests import dates
from minutes.requests.models import MinuteRequest, TypedCopy
from tests.requests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def hartley():
    return made.hartley()


def boxes(name, day):
    """A date as its three boxes send it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def about(name, request):
    return reverse(f"requests:{name}", args=[request.pk])


def log_form(hartley):
    children = hartley.conference.children.values_list("child", flat=True)
    return {
        "name": "Kelly Hartley",
        "relationship": "mother",
        "attendance": hartley.mother.pk,
        "children": list(children),
        "asks_for": "minutes",
        "channel": "email",
        "received_time": "18:10",
        "format": "pdf",
        "delivery": "post",
        "address": "27 Larkspur Court\nWexborough",
        **boxes("received_on", timezone.localdate() - timezone.timedelta(days=3)),
    }


def test_the_whole_way_of_a_request_through_the_pages(sign_in, hartley):
    joan, colin = sign_in(hartley.administrator), sign_in(hartley.second)
    today = boxes("on", timezone.localdate())

    answer = joan.post(reverse("requests:log", args=[hartley.conference.pk]), log_form(hartley))
    request = MinuteRequest.objects.get()
    assert answer.url == about("detail", request)
    assert "Kelly Hartley asks for the minutes" in joan.get(answer.url).content.decode()
    right = {"responsibility": "yes", "responsibility_how": "Birth certificates"}
    seen = {"how": "Passport", "orders": "None known", **right, **today}
    joan.post(about("confirm", request), seen)
    joan.post(
        about("address", request), {"delivery": "post", "address": "27 Larkspur Court\nWexborough", **today}
    )
    joan.post(about("redaction_start", request))

    page = joan.get(about("redaction", request)).content.decode()
    assert "not decided" in page
    assert made.RESTRICTED not in page
    mark = request.redactions.undecided().first()
    page = joan.post(reverse("requests:decide", args=[mark.pk]), {"decision": "out"}, follow=True).text
    assert "What is taken out needs a reason" in page
    while mark := request.redactions.undecided().first():
        joan.post(reverse("requests:decide", args=[mark.pk]), {"decision": "out", "code": "S2P3"})
    assert "Send for second check" in joan.get(about("redaction", request)).content.decode()
    joan.post(about("send", request))

    assert "Each mark" in colin.get(about("second_check", request)).content.decode()
    colin.post(about("agree", request))
    copy = TypedCopy.objects.get()
    assert "Does this copy go to Kelly Hartley?" in colin.get(about("release", request)).content.decode()
    wrong = {"pages": copy.pages + 1, "envelope": "27 Larkspur Court"}
    page = colin.post(about("release", request), wrong).content.decode()
    assert "You counted other pages than this copy has" in page
    assert "27 Larkspur Court" in page
    colin.post(about("release", request), {"pages": copy.pages, "envelope": "27 Larkspur Court"})

    file = copy.files.get(format="pdf")
    answer = colin.get(reverse("requests:download", args=[file.pk]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="copy-{copy.register_number}.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert proof.search(answer.content, ["should not have left them"])
    arrived = reverse("requests:arrived", args=[copy.dispatches.get().pk])
    colin.post(arrived, {"proof": "Signed for at 10:12", **today})
    assert "Kelly Hartley" in colin.get(reverse("requests:copies")).content.decode()
    request.refresh_from_db()
    assert request.status == "delivered"


def test_the_page_title_names_nobody(sign_in, hartley):
    request = made.redacting(hartley)
    browser = sign_in(hartley.administrator)

    for name in ("detail", "redaction"):
        page = browser.get(about(name, request)).content.decode()
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert "Hartley" not in title
        assert request.reference in title


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(sign_in, hartley):
    form = {**log_form(hartley), "name": "", "received_on_day": ""}

    page = sign_in(hartley.administrator).post(reverse("requests:log", args=[hartley.conference.pk]), form)

    words = page.content.decode()
    assert "There is a problem" in words
    assert "Enter the name of the person who asks" in words
    assert "Enter the day the request arrived, for example 12" in words
    assert "27 Larkspur Court" in words


def test_the_redactor_sees_no_button_to_check_or_release_their_own_copy(sign_in, hartley):
    copy = made.ready(hartley)

    page = sign_in(hartley.administrator).get(about("release", copy.request)).content.decode()

    assert "someone else must check and release it" in page
    assert "How many pages" not in page


def test_words_nobody_suggested_are_taken_out_without_script(sign_in, hartley):
    request = made.redacting(hartley)
    joan = sign_in(hartley.administrator)
    sentence = hartley.version.content["sections"][2]["paragraphs"][1]["sentences"][0]["id"]

    page = joan.get(about("redaction", request), {"sentence": sentence}).content.decode()
    assert "I can have them on Friday nights." in page
    joan.post(about("mark", request), {"sentence": sentence, "words": "Friday nights", "code": "LOC"})

    preview = joan.get(about("redaction", request)).content.decode().partition('id="preview"')[2]
    assert "Friday nights" not in preview
    assert "removed: A" in preview


def test_lists_and_questions_open_for_whoever_may_see_them(sign_in, hartley):
    request = made.checked(hartley)
    for person in (hartley.administrator, hartley.governance, hartley.chair):
        browser = sign_in(person)
        assert request.reference in browser.get(reverse("requests:list")).content.decode()
        assert browser.get(about("detail", request)).status_code == 200
    joan = sign_in(hartley.administrator)
    for name in ("confirm", "address", "stop_clock", "start_clock"):
        assert joan.get(about(name, request)).status_code == 200
    imran = sign_in(hartley.governance)
    for name in ("sort", "extend"):
        assert imran.get(about(name, request)).status_code == 200
    chair = sign_in(hartley.chair)
    for name in ("allow", "refuse"):
        assert chair.get(about(name, request)).status_code == 200


def test_a_question_stops_the_legal_clock_and_its_answer_starts_it_again(sign_in, hartley):
    request = made.checked(hartley, received_at=timezone.now() - timezone.timedelta(days=4))
    joan, before = sign_in(hartley.administrator), dates.due(request).legal["calendar_limit"]
    asked_on = timezone.localdate() - timezone.timedelta(days=2)

    joan.post(about("stop_clock", request), boxes("on", asked_on))
    assert "stopped while we wait" in joan.get(about("detail", request)).content.decode()
    joan.post(about("start_clock", request), boxes("on", timezone.localdate()))

    request.refresh_from_db()
    now = dates.due(request).legal["calendar_limit"]  # not yet moved past a weekend or a holiday
    assert (now - before).days >= 3
    assert "stopped while we asked" in joan.get(about("detail", request)).content.decode()


def test_a_form_sent_empty_says_at_each_field_what_to_choose(world, sign_in):
    url = reverse("requests:log", args=[world.conference.pk])

    page = sign_in(world.people[Role.ADMINISTRATOR]).post(url, {"name": ""}).text

    assert "Choose what they ask for" in page
    assert "Choose how the copy should reach them" in page
    assert "This field is required" not in page
