"""Who asks, in a browser: refused, subject access by mistake, a solicitor, a young person, a wrong family."""

import json
import re

import pytest
from playwright.sync_api import expect

from minutes.documents import proof
from tests.accessibility import look
from tests.journeys.asked import GIRL_OF_15
from tests.journeys.people import fill_date, id_in, today
from tests.requests.made import RESTRICTED

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def asked(service):
    """Where the request of each journey is: each was just logged, or waits for its second check."""
    said = service.manage("shell", "-c", "from tests.journeys import asked; print(asked.fill())")
    return json.loads(said.strip().splitlines()[-1])


def confirm(person, request):
    """Fill in what is asked of everybody."""
    page = person.go(f"/requests/{request}/confirm/")
    page.get_by_label("How do we know who they are").fill("passport seen")
    page.get_by_label("Court orders").fill("none known")
    fill_date(page, "When was this checked?", today())
    return page


def read_back(person, request):
    """The address was read back to whoever asks."""
    page = person.go(f"/requests/{request}/address/")
    page.get_by_label("Address, or safe contact").fill("27 Larkspur Court\nWexborough")
    fill_date(page, "When was it read back?", today())
    person.press("It is right")


def test_a_refused_request_ends_with_a_letter_that_says_how_to_complain(arrives, asked):
    request, joan = asked["refused"], arrives("administrator")
    page = confirm(joan, request)
    page.get_by_role("group", name="Do they have parental responsibility?").get_by_label("Yes").check()
    page.get_by_label("How was that checked?").fill("birth certificate")
    page.get_by_label(re.compile("the chair decides first")).check()
    joan.press("This is who they are")
    read_back(joan, request)
    joan.press("Ask the chair")

    ellison = arrives("chair")
    page = ellison.go(f"/requests/{request}/")
    ellison.follow("Refuse all or part of it")
    ellison.press("Refuse it and write the letter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label(re.compile("A court has made an order")).check()
    page.get_by_label("In your own words").fill("The court sends papers through your solicitor.")
    page.get_by_label("All of it").check()
    ellison.press("Refuse it and write the letter")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Letter", exact=True).click()
    assert re.fullmatch(r"letter-R-\d{4}-\d{4}\.pdf", coming.value.suggested_filename)
    words = " ".join(proof.read(coming.value.path().read_bytes()).split())
    assert all(said in words for said in ("through your solicitor", "If you do not agree, write to"))

    page = joan.go("/")
    expect(page.get_by_role("link", name="Send the letter that refuses it").first).to_be_visible()
    joan.go(f"/requests/{request}/")
    joan.press("It went today")
    expect(page.get_by_text(re.compile("^Sent .* by Joan Pereira"))).to_be_visible()
    expect(page.get_by_text("This request has ended.")).to_be_visible()
    expect(page.get_by_text("Nothing can be sent")).to_have_count(0)


def test_a_subject_access_request_by_mistake_goes_to_information_governance(arrives, asked):
    request, imran = asked["subject_access"], arrives("governance")

    page = imran.go(f"/requests/{request}/sort/")
    page.get_by_label("Subject access request", exact=True).check()
    imran.press("Save")
    imran.press("Check who asks", role="link")
    page = confirm(imran, request)
    page.get_by_role("group", name="Do they have parental responsibility?").get_by_label("Yes").check()
    page.get_by_label("How was that checked?").fill("birth certificate")
    imran.press("This is who they are")
    joan = arrives("administrator")
    expect(joan.go(f"/requests/{request}/").get_by_text("Not a minute request")).to_be_visible()
    expect(joan.page.get_by_role("button", name="Start redacting")).to_have_count(0)

    imran.press("It was answered", role="link")
    page.get_by_label("What was given, and how").fill("Her own data, by post")
    fill_date(page, "When was it answered?", today())
    imran.press("Close this request")
    expect(page.get_by_text("answered it by the procedure")).to_be_visible()


def test_a_solicitor_needs_a_signed_authority_and_then_gets_the_clients_parts(arrives, asked):
    request, joan = asked["solicitor"], arrives("administrator")

    page = confirm(joan, request)
    expect(page.get_by_text("parental responsibility")).to_have_count(0)
    joan.press("This is who they are")
    expect(page.get_by_role("alert").or_(page.get_by_text("There is a problem")).first).to_be_visible()
    page.get_by_label("Which signed authority did you see?").fill("Signed by Kelly Hartley on 9 November")
    joan.press("This is who they are")

    expect(page.get_by_text("Signed authority seen")).to_be_visible()
    expect(page.get_by_text("Signed by Kelly Hartley on 9 November")).to_be_visible()
    read_back(joan, request)
    joan.press("Start redacting")
    expect(page.get_by_text("toast").first).to_be_visible()
    assert RESTRICTED not in page.content()


def test_a_young_person_of_15_is_asked_what_they_understand_and_nobodys_responsibility(arrives, asked):
    request, joan = asked["young_person"], arrives("administrator")

    expect(joan.go(f"/requests/{request}/").get_by_role("heading", name=GIRL_OF_15)).to_be_visible()
    page = confirm(joan, request)
    expect(page.get_by_role("group", name="Do they have parental responsibility?")).to_have_count(0)
    page.get_by_label("Do they understand what they ask for?").fill(
        "She is 15. Her advocate talked it through."
    )
    joan.press("This is who they are")

    expect(page.get_by_text("nobody else’s responsibility decides")).to_be_visible()


def test_birmingham_a_passage_of_another_family_stops_the_copy_in_the_page(arrives, asked):
    request, colin = asked["pasted"], arrives("second.administrator")

    page = colin.go(f"/requests/{request}/second-check/")
    page.get_by_role("button", name="Agree all marks").click()

    expect(page.get_by_text("case reference of another family")).to_be_visible()
    colin.errors.clear()  # the console notes that the page was answered with 409
    expect(colin.go(f"/requests/{request}/").get_by_text("Waiting for somebody else")).to_be_visible()


def test_whoever_asks_on_the_public_page_is_sorted_and_no_other_familys_children_can_be_chosen(
    arrives, asked, browser, service
):
    stranger = browser.new_page(base_url=service.url, java_script_enabled=False)
    stranger.goto("/ask/")
    stranger.get_by_label("Your name").fill("Tomasz Nowak")
    stranger.get_by_label("What would you like to ask for?").fill("Minutes of the meeting on 5 November")
    stranger.get_by_label("How can we reach you safely?").fill("01632 960 145")
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.get_by_role("heading", name="We have your message")).to_be_visible()
    stranger.close()

    joan = arrives("administrator")
    page = joan.go("/requests/")
    joan.follow("Tomasz Nowak")
    message = id_in(page.url)
    joan.follow("Log it as a request")
    page.get_by_label("Which conference do they ask about?").select_option(asked["conference"])
    joan.press("Go on")
    children = page.get_by_role("group", name="Which children is it about?")
    expect(children.get_by_role("checkbox")).to_have_count(2)
    joan.go(f"/requests/messages/{message}/join/")
    page.get_by_label("To which request does it belong?").fill("R-1999-0001")
    joan.press("Add it")
    expect(page.get_by_text("no request with this number").first).to_be_visible()


def test_the_pages_of_the_log_work_at_every_width_in_light_and_dark_and_by_keyboard(arrives, asked, browser):
    request, joan = asked["refused"], arrives("administrator")
    page, problems = joan.page, []

    for path in (
        "/ask/",
        "/ask/sent/",
        "/requests/",
        "/requests/set-aside/",
        f"/requests/{request}/follow-up/",
    ):
        page.goto(path)
        problems += [f"{path}: {one}" for one in look(page)]

    assert not problems, "\n".join(problems)
