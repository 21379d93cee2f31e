"""Reminder terms as they stand: steps, fees and texts, all of a company's at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reskontra.collections.models import (
    LetterText,
    LevelFee,
    LevelFeeRange,
    ReminderLevel,
    ReminderTerms,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import named_terms
from reskontra.core import reminders
from reskontra.core.bank_days import next_bank_day
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.core.reminder_fees import FeeRange

KIND = "REMINDER"
E5 = 10**5
_LEVEL = (
    "id", "reminder_terms_id", "number", "grace", "due_formula", "calculates_interest", "fee_calculation", "cost",
    "fee_minor", "line_cost", "line_fee_minor", "hands_over",
)  # fmt: skip
_RANGE = (
    "level_id", "is_per_line", "currency", "threshold_minor", "fee_minor", "percent_e5", "least_minor", "most_minor",
)  # fmt: skip


class ReminderTermsUnknown(Refused):
    code = "reminder_terms_unknown"
    template = 'There are no reminder terms "{terms}". Use one of {known}.'


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A step. fees: currency → what the letter and each document on it cost, where that is fixed by currency.

    ranges   (whether per document, currency) → what dynamic fees are by amount
    """

    id: int
    number: int
    grace: str
    due_formula: str
    calculates_interest: bool
    fee_calculation: str
    cost: str
    fee_minor: int
    line_cost: str
    line_fee_minor: int
    hands_over: bool
    fees: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ranges: Mapping[tuple[bool, str], tuple[FeeRange, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReminderTermsFacts:
    """Terms; without levels they are a name alone. texts: (level or 0, language, part) → what is said.

    calendar   the country whose bank days they count in; "" where every day counts
    """

    terms_id: int
    code: str
    name: str
    posts_interest: bool = False
    posts_fee: bool = False
    posts_line_fee: bool = False
    most_reminders: int = 0
    minimum_minor: int = 0
    pauses_promises: bool = True
    promise_days: int = 2
    levels: tuple[LevelFacts, ...] = ()
    texts: Mapping[tuple[int, str, str], str] = field(default_factory=dict)
    attaches_invoices: bool = False
    calendar: str = ""

    @property
    def counts_bank_days(self) -> bool:
        return bool(self.calendar)

    @property
    def pause_days(self) -> int | None:
        """Days after a promised one for which it keeps reminders back; None where no promise does."""
        return self.promise_days if self.pauses_promises else None

    def level(self, number: int) -> LevelFacts:
        return self.levels[number - 1]

    def rules(self) -> reminders.ReminderTerms:
        """As planning takes them; the minimum is not among them, since it is in local currency."""
        steps = tuple(reminders.Level(one.number, parse_formula(one.grace)) for one in self.levels)
        return reminders.ReminderTerms(steps, self.most_reminders, calendar=self.calendar)

    def due_date(self, level: int, document_date: date) -> date:
        """Of a reminder at the level.

        refuses   DateBeyondCalendar
        """
        due = parse_formula(self.level(level).due_formula).after(document_date)
        return next_bank_day(due, country=self.calendar) if self.calendar else due

    def text(self, part: str, level: int, languages: Sequence[str]) -> str:
        """In the first language that has one: the level's own, else that of every level; "" where nothing is said."""
        for language in languages:
            for number in (level, 0):
                if found := self.texts.get((number, language, part)):
                    return found
        return ""

    def half_translated(self) -> list[tuple[int, str, str]]:
        """(level, part, language) of texts that another language has, and this one lacks."""
        languages = {language for _level, language, _part in self.texts}
        kinds = {(level, part) for level, _language, part in self.texts}
        return sorted(
            (level, part, language)
            for level, part in kinds
            for language in languages
            if (level, language, part) not in self.texts
        )


def reminder_terms(*, company: CompanyFacts) -> dict[str, ReminderTermsFacts]:
    """All of a company's by code, in a handful of queries."""
    names = named_terms(company=company, kind=KIND)
    rows = {row.terms_id: row for row in ReminderTerms.objects.filter(company=company.id)}
    levels = _levels(company)
    texts: dict[int, dict[tuple[int, str, str], str]] = {}
    kept = LetterText.objects.filter(company=company.id)
    for terms, level, language, part, text in kept.values_list("terms_id", "level", "language", "part", "text"):
        texts.setdefault(terms, {})[(level, language, part)] = text
    found = {}
    for code, name in names.items():
        row = rows.get(name.id)
        if row is None:
            found[code] = ReminderTermsFacts(name.id, code, name.name)
            continue
        found[code] = ReminderTermsFacts(
            name.id, code, name.name, row.posts_interest, row.posts_fee, row.posts_line_fee, row.most_reminders,
            row.minimum_minor, row.pauses_promises, row.promise_days, tuple(levels.get(row.id, ())),
            texts.get(name.id, {}), row.attaches_invoices, company.country if row.counts_bank_days else "",
        )  # fmt: skip
    return found


def find_reminder_terms(*, company: CompanyFacts, code: str) -> ReminderTermsFacts:
    """refuses   ReminderTermsUnknown"""
    known = reminder_terms(company=company)
    if code not in known:
        raise ReminderTermsUnknown(terms=code[:40], known=tuple(known))
    return known[code]


def _levels(company: CompanyFacts) -> dict[int, list[LevelFacts]]:
    fees: dict[int, dict[str, tuple[int, int]]] = {}
    for level, currency, fee, line_fee in LevelFee.objects.filter(company=company.id).values_list(
        "level_id", "currency", "fee_minor", "line_fee_minor"
    ):
        fees.setdefault(level, {})[currency] = (fee, line_fee)
    ranges: dict[int, dict[tuple[bool, str], list[FeeRange]]] = {}
    rows = LevelFeeRange.objects.filter(company=company.id).order_by("threshold_minor").values_list(*_RANGE)
    for level, is_per_line, currency, threshold, fee, percent, least, most in rows:
        one = FeeRange(threshold, fee, Decimal(percent) / E5, currency, least, most)
        ranges.setdefault(level, {}).setdefault((is_per_line, currency), []).append(one)
    found: dict[int, list[LevelFacts]] = {}
    for row in ReminderLevel.objects.filter(company=company.id).order_by("number").values(*_LEVEL):
        terms = row.pop("reminder_terms_id")
        by_amount = {key: tuple(of) for key, of in ranges.get(row["id"], {}).items()}
        found.setdefault(terms, []).append(LevelFacts(fees=fees.get(row["id"], {}), ranges=by_amount, **row))
    return found
