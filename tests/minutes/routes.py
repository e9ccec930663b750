"""Who may do what with minutes."""

from datetime import date

from access.roles import May, Role
from minutes import actions, saving, text
from minutes.actions.correcting import Asked
from minutes.draft.templates import SIGNS_OF_SAFETY
from minutes.models import Minutes
from minutes.template_forms import TemplateForm
from tests.minutes import made
from tests.routes import EVERYBODY, Route, about_conference

READ = EVERYBODY - {Role.IT}
EDIT = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR, Role.IT})
APPROVE = frozenset({Role.CHAIR})
OWN = frozenset(Role) - {Role.IT, Role.SERVICE}


def minutes(world):
    found = Minutes.objects.filter(conference=world.conference).first()
    return found or made.minutes_of(world.conference, recording=world.recording)


def about_minutes(world):
    return {"pk": minutes(world).pk}


def first(world):
    newest = saving.newest(minutes(world))
    return next(paragraph for _, paragraph in text.paragraphs(newest.content))


def about_paragraph(world):
    return {"pk": minutes(world).pk, "paragraph": first(world)["id"]}


def about_flag(world):
    flags = [flag for s in text.sentences(saving.newest(minutes(world)).content) for flag in s["flags"]]
    return {"pk": minutes(world).pk, "check": flags[0]["id"]}


def about_suggestion(world):
    rows = saving.newest(minutes(world)).content["suggestions"]
    return {"pk": minutes(world).pk, "suggestion": rows[0]["id"]}


def about_part(world):
    rows = saving.newest(minutes(world)).content["presence"]
    return {"pk": minutes(world).pk, "part": rows[0]["id"]}


def about_version(world):
    return {"pk": minutes(world).pk, "number": 1}


def lines(world):
    sentences = first(world)["sentences"]
    return {"based_on": 1, "sentence": [s["id"] for s in sentences], "text": ["Changed." for _ in sentences]}


def api_lines(world):
    return {"based_on": 1, "lines": [{"id": s["id"], "text": "Changed."} for s in first(world)["sentences"]]}


def a_clash(world):
    return {**lines(world), "seen": 1, "keep": "written", "mine": lines(world)["text"]}


def a_move(world):
    return {"to": "discussion"}


def a_person(world):
    return {"speaker": str(world.mother.pk), "words": "Typed by me."}


def a_sentence(world):
    return {"under": "discussion", "words": "Kelly said that she was tired."}


def a_settled_clash(world):
    return {"based_on": 1, "seen": 1, "mine": api_lines(world)["lines"]}


def a_typed_sentence(world):
    return {"under": "discussion", "words": "She was tired.", "recording": str(world.recording.pk), "end": 3}


def a_named_replacement(world):
    found = next(s for s in text.sentences(saving.newest(minutes(world)).content) if "attend" in s["text"])
    return {"based_on": 1, "find": "attendance", "write": "presence", "sentences": [found["id"]]}


def undoable(world):
    """Everybody has changed something."""
    found = minutes(world)
    for person in world.people.values():
        if person.may(May.EDIT_MINUTES) and person.role != Role.SERVICE:
            add(found, by=person)
    return {"pk": found.pk}


def redoable(world):
    found = minutes(world)
    for person in world.people.values():
        if person.may(May.EDIT_MINUTES) and person.role != Role.SERVICE:
            add(found, by=person)
            actions.undo(found, by=person)
    return {"pk": found.pk}


def add(found, *, by):
    first = next(paragraph for _, paragraph in text.paragraphs(saving.newest(found).content))
    actions.add_paragraph(found, after=first["id"], words="One more.", speaker=None, by=by)


def a_name(world):
    return {"name": "Before the meeting with school"}


def about_correction(world):
    return {"pk": minutes(world).pk, "correction": correction(world).pk}


def correction(world, **more):
    """What the mother says about the first sentence."""
    said = {"words": "That is wrong.", "name": "Kelly Hartley", "attendance": world.mother, **more}
    about = {"paragraph": first(world)["id"], "sentence": first(world)["sentences"][0]["id"]}
    asked = Asked(**about, **said, reached_us_on=date(2026, 11, 20))
    return actions.log_correction(minutes(world), asked=asked, by=world.people[Role.CHAIR])


def a_correction(world):
    day = {"reached_us_on_day": 20, "reached_us_on_month": 11, "reached_us_on_year": 2026}
    about = {"sentence": first(world)["sentences"][0]["id"], "kind": "correction"}
    return {**about, **day, "person": str(world.mother.pk), "words": "That is wrong."}


def an_api_correction(world):
    about = {"paragraph": first(world)["id"], "sentence": first(world)["sentences"][0]["id"]}
    said = {"kind": "comment", "asked_by": str(world.mother.pk), "words": "That is wrong."}
    return {**about, **said, "reached_us_on": "2026-11-20"}


def a_decision(world):
    return {"outcome": "accepted", "reason": "The school wrote 91."}


def about_template(world):
    return {"name": "signs_of_safety"}


def a_template(world):
    return {**TemplateForm.of(SIGNS_OF_SAFETY, for_new=False).initial, "title": "Ours"}


def approval(world):
    return {"version": 1, "stated": True}


def in_review(world):
    found = minutes(world)
    if found.status == Minutes.Status.DRAFT:
        actions.start_checking(found, by=world.people[Role.CHAIR])
    return {"pk": found.pk}


def a_replacement(world):
    return {"find": "attendance", "write": "presence", "whole_words": "on", "preview": "yes"}


def a_reason(world):
    return {"reason": "The school's figure was wrong."}


def approved(world):
    found = minutes(world)
    if not found.is_approved:
        in_review(world)
        made.approve(found, by=world.people[Role.CHAIR])
    return {"pk": found.pk}


def route(name, allowed, method="get", kwargs=about_minutes, **more):
    return Route(
        f"minutes:{name}",
        allowed=frozenset(allowed),
        method=method,
        kwargs=kwargs,
        own=True,
        own_roles=OWN,
        **more,
    )


def api(name, allowed, method="get", kwargs=about_minutes, **more):
    return Route(
        f"minutes-api:{name}",
        allowed=frozenset(allowed),
        method=method,
        kwargs=kwargs,
        own=True,
        own_roles=OWN,
        **more,
    )


ROUTES = [
    Route("minutes:list", allowed=READ),
    route("detail", READ),
    Route(
        "minutes:type_start", allowed=EDIT, method="post", kwargs=about_conference, own=True, own_roles=OWN
    ),
    route("type", EDIT, "post", data=a_sentence),
    route("start", EDIT, "post"),
    route("paragraph", EDIT, kwargs=about_paragraph),
    route("paragraph", EDIT, "post", about_paragraph, data=lines),
    route("settle", EDIT, "post", about_paragraph, data=a_clash),
    route("add", EDIT, "post", about_paragraph, data=a_person),
    route("move", EDIT, "post", about_paragraph, data=a_move),
    route("name", EDIT, "post", about_paragraph, data=a_person),
    route("checks", EDIT),
    route("clear", EDIT, "post", about_flag),
    route("suggestion", EDIT, "post", about_suggestion),
    route("part", APPROVE, "post", about_part),
    route("replace", EDIT),
    route("replace", EDIT, "post", data=a_replacement),
    route("versions", READ),
    route("version", READ, kwargs=about_version),
    route("restore", EDIT, "post", about_version),
    route("name_version", EDIT, "post", about_version, data=a_name),
    route("corrections", READ),
    route("add_correction", EDIT, kwargs=about_paragraph),
    route("add_correction", EDIT, "post", about_paragraph, data=a_correction),
    route("decide_correction", APPROVE, "post", about_correction, data=a_decision),
    route("change_template", EDIT),
    route("change_template", EDIT, "post", data=lambda world: {"template": "signs_of_safety"}),
    Route("minutes:templates", allowed=ADMINISTRATOR),
    Route("minutes:template", allowed=ADMINISTRATOR, kwargs=about_template),
    Route("minutes:template", allowed=ADMINISTRATOR, method="post", kwargs=about_template, data=a_template),
    route("propose_wording", EDIT, "post", about_paragraph),
    route("take_wording", EDIT, "post", about_paragraph, data=lambda world: {"based_on": 1, "wording": "x"}),
    route("here", EDIT, "post", data=lambda world: {"paragraph": first(world)["id"]}),
    route("kept_key", EDIT),
    route("undo", EDIT, "post", undoable),
    route("redo", EDIT, "post", redoable),
    route("approve", APPROVE, kwargs=in_review),
    route("approve", APPROVE, "post", in_review, data=approval),
    route("reopen", APPROVE, kwargs=approved),
    route("reopen", APPROVE, "post", approved, data=a_reason),
    Route("minutes-api:list", allowed=READ),
    api("detail", READ),
    api("paragraph", EDIT, "put", about_paragraph, data=api_lines),
    api("start", EDIT, "post"),
    api("settle", EDIT, "post", about_paragraph, data=a_settled_clash),
    api("add", EDIT, "post", about_paragraph, data=lambda world: {"words": "One more."}),
    api("move", EDIT, "post", about_paragraph, data=a_move),
    api("name", EDIT, "post", about_paragraph, data=lambda world: {"speaker": str(world.mother.pk)}),
    api("type", EDIT, "post", data=a_typed_sentence),
    api("replace", EDIT, "post", data=a_named_replacement),
    api("corrections", READ),
    api("corrections", EDIT, "post", data=an_api_correction),
    api("decide_correction", APPROVE, "post", about_correction, data=a_decision),
    api("change_template", EDIT, "post", data=lambda world: {"template": "signs_of_safety"}),
    Route(
        "minutes-api:template", allowed=ADMINISTRATOR, method="put", kwargs=about_template, data=a_template
    ),
    api("propose_wording", EDIT, "post", about_paragraph),
    api("take_wording", EDIT, "post", about_paragraph, data=lambda world: {"based_on": 1, "wording": ["x"]}),
    api("here", EDIT, "post", data=lambda world: {"paragraph": first(world)["id"]}),
    api("undo", EDIT, "post", undoable),
    api("redo", EDIT, "post", redoable),
    api("suggestion", EDIT, "post", about_suggestion, data=lambda world: {"taken": True}),
    api("part", APPROVE, "post", about_part),
    api("restore", EDIT, "post", about_version),
    api("name_version", EDIT, "put", about_version, data=a_name),
    api("checks", EDIT),
    api("clear", EDIT, "post", about_flag),
    api("versions", READ),
    api("version", READ, kwargs=about_version),
    api("approve", APPROVE, "post", in_review, data=approval),
    api("reopen", APPROVE, "post", approved, data=a_reason),
]
