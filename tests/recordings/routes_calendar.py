"""Who may do what with the rules of dates, one-off holidays, and dates that moved."""

from datetime import date

from access.roles import Role
from recordings.calendar.models import DateRule, MovedDate, OneOffHoliday
from tests.routes import EVERYBODY, Route

SET = frozenset({Role.ADMINISTRATOR, Role.IT})
RULE = {
    "code": "minutes_due",
    "amount": 10,
    "says": "Within ten days",
    "source": "Ours",
    "effective_from": "2099-01-01",
}


def about_rule(world):
    made = DateRule.objects.create(
        **{**RULE, "effective_from": date(2099, 1, 1)}, set_by=world.people[Role.IT]
    )
    return {"pk": made.pk}


def about_holiday(world):
    made = OneOffHoliday.objects.create(on=date(2099, 6, 5), name="A day off", added_by=world.people[Role.IT])
    return {"pk": made.pk}


def about_moved(world):
    """For the chair of the world."""
    made = MovedDate.objects.create(
        person=world.people[Role.CHAIR],
        conference=world.conference,
        what="Review conference",
        was=date(2099, 6, 4),
        now=date(2099, 6, 5),
        because="a day off",
    )
    return {"pk": made.pk}


def holiday(world):
    return {"on": "2099-06-08", "name": "A day off"}


def holiday_boxes(world):
    return {"on_day": "8", "on_month": "6", "on_year": "2099", "name": "A day off"}


CHAIR = frozenset({Role.CHAIR})
CODE = {"code": "minutes_due"}
ROUTES = [
    Route("calendar:dates", allowed=SET),
    Route("calendar:rule", allowed=SET, kwargs=lambda world: CODE),
    Route("calendar:rule", allowed=SET, method="post", kwargs=lambda world: CODE),
    Route("calendar:rule_take_back", allowed=SET, method="post", kwargs=about_rule),
    Route("calendar:holiday_add", allowed=SET),
    Route("calendar:holiday_add", allowed=SET, method="post", data=holiday_boxes),
    Route("calendar:holiday_remove", allowed=SET, method="post", kwargs=about_holiday),
    Route("calendar:moved", allowed=CHAIR, kwargs=about_moved, own=True),
    Route("calendar:moved", allowed=CHAIR, method="post", kwargs=about_moved, own=True),
    Route("calendar-api:rules", allowed=SET),
    Route("calendar-api:rules", allowed=SET, method="post", data=lambda world: RULE),
    Route("calendar-api:version", allowed=SET, method="delete", kwargs=about_rule),
    Route("calendar-api:holidays", allowed=SET),
    Route("calendar-api:holidays", allowed=SET, method="post", data=holiday),
    Route("calendar-api:holiday", allowed=SET, method="delete", kwargs=about_holiday),
    Route("calendar-api:moved", allowed=EVERYBODY),
    Route("calendar-api:seen", allowed=CHAIR, method="post", kwargs=about_moved, own=True),
]
