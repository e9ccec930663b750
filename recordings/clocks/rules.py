"""The rules the clocks follow: each with its number, where it comes from and since when; pure.

A council adds its own versions, each with the day from which it is in force: `Council` carries them to
every clock. Nothing is ever edited in place: an old date must still be explained by the rule of its day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

STATUTORY = "statutory guidance"
LOCAL = "local policy (configurable)"
LAW = "law / regulator guidance"

WORKING_TOGETHER = "Working Together to Safeguard Children (2018 edition, kept in 2023)"
LEAFLET = "West Berkshire's published leaflet for parents; confirm locally"
COMMON = "a common local rule; confirm locally"
COUNCIL = "set by the council"
SUBJECT_ACCESS = "UK GDPR Article 12(3); since August 2019 the regulator counts from the day of receipt"
DATA_ACT = "Data (Use and Access) Act 2025"
CLARIFICATION = f"{DATA_ACT}; the information governance lead confirms how the days are counted"
RETENTION = "the council's retention schedule; for looked-after records, the regulations"


@dataclass(frozen=True)
class Rule:
    """One version of one rule. `amount` is its number where the question does not give one."""

    code: str
    says: str
    basis: str
    source: str
    amount: int = 0
    effective: date | None = None  # None: a local default until the council dates its own

    def as_json(self) -> dict[str, object]:
        """What a page or a command shows of the rule."""
        effective = self.effective.isoformat() if self.effective else None
        return {"rule": self.code, "says": self.says, "basis": self.basis, "source": self.source,
                "amount": self.amount, "effective": effective}  # fmt: skip


_FROM_2018 = date(2018, 7, 4)
_FROM_2019 = date(2019, 8, 1)

RULES = (
    Rule("icpc_latest", "15 working days from the strategy discussion that started the section 47 enquiry",
         STATUTORY, WORKING_TOGETHER, 15, _FROM_2018),
    Rule("transfer_in_latest", "Within 15 working days of written notification", LOCAL, COMMON, 15),
    Rule("reconvened_latest", "Within ten working days of the conference that could not finish",
         LOCAL, COMMON, 10),
    Rule("first_review_latest", "Within three months of the initial conference",
         STATUTORY, WORKING_TOGETHER, 3, _FROM_2018),
    Rule("later_review_latest", "Within six months of the day the last review was held",
         STATUTORY, WORKING_TOGETHER, 6, _FROM_2018),
    Rule("prebirth_review_latest", "One month after birth or three months after the conference, the sooner",
         LOCAL, COMMON, 3),
    Rule("plan_letter_cpp", "One working day when a plan is made or continues", LOCAL, LEAFLET, 1),
    Rule("plan_letter_cin", "Five working days when a plan ends", LOCAL, LEAFLET, 5),
    Rule("plan_letter_no_plan", "Five working days when an initial conference makes no plan",
         LOCAL, f"{LEAFLET}: it is silent here, and this follows the plan that ends", 5),
    Rule("core_group_first", "Within ten working days of the conference",
         STATUTORY, WORKING_TOGETHER, 10, _FROM_2018),
    Rule("core_group_next_monthly", "At least monthly", LOCAL, COMMON, 1),
    Rule("core_group_next_six_weekly", "At least every six weeks", LOCAL, COMMON, 42),
    Rule("report_to_family_by", "Two working days before an initial conference, five before a review",
         LOCAL, LEAFLET, 2),
    Rule("report_to_family_by_review", "Five working days before a review conference", LOCAL, LEAFLET, 5),
    Rule("exclusion_request_by", "Three working days before the conference", LOCAL, COMMON, 3),
    Rule("minutes_due", "Within the council's own target", LOCAL, COUNCIL, 20),
    Rule("minute_request_clock", "The council's target keeps office hours, the subject access month does not",
         LOCAL, COUNCIL, 20),
    Rule("amendment_window_end", "Within ten working days of receiving the minutes", LOCAL, COMMON, 10),
    Rule("transcript_kept_until", "The words the software heard are kept 28 days after corrections close",
         LOCAL, COUNCIL, 28),
    Rule("complaint_written_by", "In writing within 28 calendar days of the conference", LOCAL, COMMON, 28),
    Rule("sar_due", "Within one calendar month of the day of receipt", LAW, SUBJECT_ACCESS, 1, _FROM_2019),
    Rule("sar_extended_due", "Within three months of receipt, the person being told within the first",
         LAW, SUBJECT_ACCESS, 3, _FROM_2019),
    Rule("sar_identity", "Where identity is in doubt and asked for promptly, from the day of the proof",
         LAW, SUBJECT_ACCESS, 1, _FROM_2019),
    Rule("sar_clarification", "From a necessary question to its answer, both days included, nothing counts",
         LAW, CLARIFICATION, 1, date(2026, 2, 1)),
    Rule("dp_complaint_ack", "A data protection complaint is acknowledged within 30 days",
         LAW, DATA_ACT, 30, date(2026, 6, 19)),
    Rule("retention_end", "Kept for the whole period, never disposed of early", LOCAL, RETENTION),
    Rule("extra_bank_holiday", "A one-off holiday an administrator added does not count", LOCAL, COUNCIL, 1),
    Rule("not_a_holiday_in_england", "Days that are holidays elsewhere only do count", LOCAL, COUNCIL, 1),
)  # fmt: skip

# What is counted in something else than days, and set from a day on as well.
COUNTS = (
    Rule("quorum", "Children's social care and at least two other agencies in direct contact",
         LOCAL, COMMON, 2),
)  # fmt: skip
EVERY = (*RULES, *COUNTS)


@dataclass(frozen=True)
class Council(Mapping[date, str]):
    """What one council adds: its one-off holidays by name, and its versions of the rules.

    It stands wherever a clock takes extra holidays.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def __getitem__(self, day: date) -> str:
        return self.holidays[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self.holidays)

    def __len__(self) -> int:
        return len(self.holidays)


def in_force(code: str, on: date, rules: Iterable[Rule] = EVERY) -> Rule:
    """The version of a rule on a day; before the first dated version, the first."""
    versions = sorted(
        (rule for rule in rules if rule.code == code), key=lambda rule: rule.effective or date.min
    )
    started = [rule for rule in versions if (rule.effective or date.min) <= on]
    return (started or versions[:1])[-1]


def rule_of(code: str, on: date, extra: Iterable[date]) -> Rule:
    """The version of a rule on a day, the council's own included where it is given."""
    return in_force(code, on, (*EVERY, *extra.rules) if isinstance(extra, Council) else EVERY)
