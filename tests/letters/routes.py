"""Who may do what with decisions and letters."""

from django.utils import timezone

from access.roles import Role
from minutes.letters import actions
from minutes.letters.models import Letter, LetterFile
from recordings.models import Attendance, VaultKey
from recordings.vault import store
from tests.routes import Route, about_conference

READ = frozenset({Role.CHAIR, Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})
CHAIR = frozenset({Role.CHAIR})
OFFICE = frozenset({Role.ADMINISTRATOR})
PREPARE = CHAIR | OFFICE
SET = frozenset({Role.ADMINISTRATOR, Role.IT})
EITHER = frozenset({Role.CHAIR, Role.ADMINISTRATOR})


def about_row(world):
    """The child's row at the conference of the world."""
    return {"pk": world.conference.children.get().pk}


def decided(world):
    """The decision recorded, and somebody who gets a letter."""
    row, chair = world.conference.children.get(), world.people[Role.CHAIR]
    written = actions.Written(outcome="no_plan", reasons="Enough is being done.")
    actions.save_decision(row, written=written, by=chair)
    actions.decide(row, by=chair)
    Attendance.objects.filter(pk=world.mother.pk).update(gets_letter=True)


def about_letter(world):
    """A letter about the conference of the world, to be signed."""
    decided(world)
    made = actions.make_letters(world.conference, by=world.people[Role.ADMINISTRATOR])
    return {"pk": made[0].pk}


def about_sent(world):
    """The same after it went: nothing is set in type for it."""
    kwargs = about_letter(world)
    Letter.objects.filter(**kwargs).update(
        status="sent",
        signed_by=world.people[Role.CHAIR],
        signed_at=timezone.now(),
        sent_on=timezone.localdate(),
        sent_by=world.people[Role.ADMINISTRATOR],
    )
    return kwargs


def about_file(world):
    """One sealed file of a letter."""
    letter = Letter.objects.get(**about_letter(world))
    file = LetterFile(letter=letter, format="pdf", size=5, sha256="0" * 64)
    file.blob = store.seal_stream([b"words"], letter.key, file.pk, "letter").name
    file.save(force_insert=True)
    return {"pk": file.pk}


def about_suggestion(world):
    return {**about_conference(world), "suggestion": "nothing"}


def two_rows(world):
    """A brother, so that a plan can be copied to him."""
    from recordings.models import Child, ConferenceChild

    brother = Child(key=VaultKey.objects.fresh(), name="Noah Hartley")
    brother.set_case_reference("WX-26-9999")
    brother.save()
    row = ConferenceChild.objects.create(conference=world.conference, child=brother, order=1)
    return {"to": str(row.pk)}


def first_row(world):
    return {"pk": world.conference.children.order_by("order").first().pk}


def going(world):
    return {"children": [str(world.conference.children.get().pk)], "way": "post", "address": "1 Mill Street",
            "format": "pdf", "language": ""}  # fmt: skip


def page(name, allowed, kwargs, **more):
    return Route(f"letters:{name}", allowed=allowed, kwargs=kwargs, own=True, own_roles=EITHER, **more)


def post(name, allowed, kwargs, **more):
    return page(name, allowed, kwargs, method="post", **more)


def call(name, allowed, kwargs, method="post", **more):
    return Route(
        f"letters-api:{name}",
        allowed=allowed,
        kwargs=kwargs,
        method=method,
        own=True,
        own_roles=EITHER,
        **more,
    )


LEAFLET = {"title": "Not happy?", "text": "Write to us."}
REASON = {"reason": "A wrong date"}
ROUTES = [
    page("decisions", READ, about_conference),
    post("noted", CHAIR, about_conference),
    post("suggestion", CHAIR, about_suggestion),
    post("make", PREPARE, about_conference),
    page("decision", READ, about_row),
    post("decision", CHAIR, about_row),
    post("reopen", CHAIR, about_row, data=lambda world: REASON),
    post("copy", CHAIR, first_row, data=two_rows),
    Route("letters:letters", allowed=PREPARE),
    Route("letters:leaflet", allowed=SET),
    Route("letters:leaflet", allowed=SET, method="post", data=lambda world: LEAFLET),
    page("download", PREPARE, about_file),
    page("letter", PREPARE, about_letter),
    post("letter", PREPARE, about_letter),
    page("preview", PREPARE, about_letter),
    post("sign", CHAIR, about_letter),
    post("take_back", PREPARE, about_letter),
    post("drop", CHAIR, about_letter, data=lambda world: REASON),
    post("send", OFFICE, about_letter),
    page("arrived", OFFICE, about_sent),
    post("arrived", OFFICE, about_sent),
    post("translated", OFFICE, about_sent),
    call("decisions", READ, about_conference, "get"),
    call("suggestions", CHAIR, about_conference, "get"),
    call("suggestions", CHAIR, about_conference, data=lambda world: {"suggestion": "x", "children": []}),
    call("noted", CHAIR, about_conference),
    call("letters_of", PREPARE, about_conference, "get"),
    call("letters_of", PREPARE, about_conference),
    call("decision", READ, about_row, "get"),
    call("decision", CHAIR, about_row, "put", data=lambda world: {"outcome": "no_plan"}),
    call("decide", CHAIR, about_row),
    call("reopen", CHAIR, about_row, data=lambda world: REASON),
    call("copy", CHAIR, first_row, data=two_rows),
    Route("letters-api:letters", allowed=PREPARE),
    Route("letters-api:leaflet", allowed=SET),
    Route("letters-api:leaflet", allowed=SET, method="post", data=lambda world: LEAFLET),
    call("download", PREPARE, about_file, "get"),
    call("letter", PREPARE, about_letter, "get"),
    call("letter", PREPARE, about_letter, "put", data=going),
    call("sign", CHAIR, about_letter),
    call("take_back", PREPARE, about_letter),
    call("drop", CHAIR, about_letter, data=lambda world: REASON),
    call("send", OFFICE, about_letter, data=lambda world: {"envelope": "x"}),
    call("arrived", OFFICE, about_sent, data=lambda world: {"on": timezone.localdate().isoformat()}),
    call("translated", OFFICE, about_sent),
]
