"""Reminder terms added and changed: what they post, their steps, fees and texts. Documents made before keep theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.models import (
    CollectionDocument,
    LetterText,
    LevelFee,
    LevelFeeRange,
    ReminderLevel,
    ReminderTerms,
)
from reskontra.collections.models_of_terms import COSTS, FEE_CALCULATIONS
from reskontra.collections.reminder_terms import (
    E5,
    KIND,
    LevelFacts,
    ReminderTermsFacts,
    find_reminder_terms,
    reminder_terms,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import keep_terms_name
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.core.late_payment_law import Cost, Debtor, require_lawful
from reskontra.core.letter_texts import FEE, LETTER, LINE_FEE, NOTE, require_known
from reskontra.core.money import Money
from reskontra.core.reminder_fees import FeeRange, fee_by_ranges
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault

LONGEST_CODE, LONGEST_FORMULA = 20, 30
PLACEHOLDERS: Mapping[str, Sequence[str]] = {"LINE_FEE": LINE_FEE, "NOTE": NOTE, "FEE": FEE}
PARTS = ("BEGINNING", "ENDING", "SUBJECT", "BODY", "CLOSING", "FILE_NAME", "FEE", "LINE_FEE", "NOTE")
LAWFUL_IN = "SE"


class ReminderTermsCodeUnfit(Refused):
    code = "reminder_terms_code_unfit"
    template = 'Reminder terms cannot be called "{terms}". Write 1 to {most} characters, without a slash.'


class ReminderTermsExist(Refused):
    code = "reminder_terms_exist"
    template = "There are reminder terms {terms} already, called {name}. Change those, or choose another code."


class ReminderLevelUnknown(Refused):
    code = "reminder_level_unknown"
    template = "Reminder terms {terms} have no level {level}. Levels go from 1; the next new one is {next}."


class ReminderChoiceUnknown(Refused):
    code = "reminder_choice_unknown"
    template = '"{text}" is no choice here. Use one of {known}.'


class ReminderFormulaLong(Refused):
    code = "reminder_formula_long"
    template = 'The formula "{formula}" has more than {most} characters. Write a shorter one.'


class ReminderAmountNegative(Refused):
    code = "reminder_amount_negative"
    template = "{amount} was to be a fee or a limit of reminder terms {terms}. Write zero or more."


class ReminderCountNegative(Refused):
    code = "reminder_count_negative"
    template = "{count} was to be a number of reminders or days of terms {terms}. Write 0 to {most}."


class LetterLanguageUnfit(Refused):
    code = "letter_language_unfit"
    template = '"{language}" is no language that a text can be in. Write two letters, such as sv, en or de.'


class FeeWithoutCost(Refused):
    code = "fee_without_cost"
    template = (
        "A fee of {fee} does not say what it pays for, and {paragraph} allows nothing else than a reminder, "
        "a demand, a plan of payment or compensation. Say which it is, or set the fee to zero."
    )


class FeeByAmountUnlawful(Refused):
    code = "fee_by_amount_unlawful"
    template = (
        "Level {level} was to have fees by the amount that is owed, and {paragraph} allows fixed ones. "
        "Let its fees be fixed."
    )


class LevelNotLast(Refused):
    code = "reminder_level_not_last"
    template = "Level {level} of terms {terms} is not the last one, which is {last}. Take that away first."


class LevelOnDrafts(Refused):
    code = "level_on_drafts"
    template = (
        "Level {level} of terms {terms} is that of {count:draft|drafts}, such as {draft}. "
        "Issue or delete what is drafted first."
    )


@dataclass(frozen=True, slots=True)
class TermsChange:
    """What is to be another; None leaves it. minimum_minor: in local currency."""

    name: str | None = None
    posts_interest: bool | None = None
    posts_fee: bool | None = None
    posts_line_fee: bool | None = None
    most_reminders: int | None = None
    minimum_minor: int | None = None
    pauses_promises: bool | None = None
    promise_days: int | None = None
    attaches_invoices: bool | None = None
    counts_bank_days: bool | None = None


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What is to be another of a level; None leaves it. Fees are in local currency, cost "" says nothing.

    fees     currency → (fee, fee per document) where that is fixed by currency; ranges: as of LevelFacts; each replaces
             all there were
    """

    grace: str | None = None
    due_formula: str | None = None
    calculates_interest: bool | None = None
    fee_calculation: str | None = None
    cost: str | None = None
    fee_minor: int | None = None
    line_cost: str | None = None
    line_fee_minor: int | None = None
    hands_over: bool | None = None
    fees: Mapping[str, tuple[int, int]] | None = None
    ranges: Mapping[tuple[bool, str], Sequence[FeeRange]] | None = None


_MOST_COUNT = 999
_FIELDS = tuple(one.name for one in fields(TermsChange) if one.name != "name")
_LEVEL_FIELDS = tuple(one.name for one in fields(LevelChange) if one.name not in ("fees", "ranges"))


def add_reminder_terms(*, company: CompanyFacts, actor: str, code: str, change: TermsChange) -> ReminderTermsFacts:
    """New terms, without levels yet.

    refuses   ReminderTermsCodeUnfit, ReminderTermsExist, ReminderAmountNegative, ReminderCountNegative
    """
    require_reminder_code(code)
    values = _terms_values(company, code, change)
    with transaction.atomic():
        lock_company(company.id)
        known = reminder_terms(company=company)
        if code in known:
            raise ReminderTermsExist(terms=code, name=known[code].name)
        named = keep_terms_name(company=company, kind=KIND, code=code, name=change.name or code)
        ReminderTerms.objects.create(company_id=company.id, terms_id=named.id, **values)
        content = {"name": named.name, **values}
        record(company=company.id, actor=actor, action="reminder_terms.added", subject=code, content=content)
    return find_reminder_terms(company=company, code=code)


def require_reminder_code(code: str) -> None:
    """refuses   ReminderTermsCodeUnfit, and what text_fault() finds"""
    if not code.strip(".") or code != code.strip() or len(code) > LONGEST_CODE or "/" in code:
        raise ReminderTermsCodeUnfit(terms=code[:40], most=LONGEST_CODE)
    if fault := text_fault("code", code, most=LONGEST_CODE):
        raise fault


def change_reminder_terms(*, company: CompanyFacts, actor: str, code: str, change: TermsChange) -> ReminderTermsFacts:
    """Change what terms say; a name alone becomes terms that say something.

    refuses   ReminderTermsUnknown, ReminderAmountNegative, ReminderCountNegative
    """
    values = _terms_values(company, code, change)
    with transaction.atomic():
        lock_company(company.id)
        terms = find_reminder_terms(company=company, code=code)
        if change.name:
            keep_terms_name(company=company, kind=KIND, code=code, name=change.name)
        row = _row(company, terms)
        before = {name: getattr(row, name) for name in values} | {"name": terms.name}
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        content = {"before": before, "after": values | {"name": change.name or terms.name}}
        record(company=company.id, actor=actor, action="reminder_terms.changed", subject=code, content=content)
    return find_reminder_terms(company=company, code=code)


def set_reminder_level(*, company: CompanyFacts, actor: str, code: str, number: int, change: LevelChange) -> LevelFacts:
    """Change a level, or add the one after the last.

    refuses   ReminderTermsUnknown, ReminderLevelUnknown, NotADateFormula, ReminderFormulaLong, ReminderAmountNegative,
              ReminderChoiceUnknown, FeeRangesNotUnique; for a Swedish company FeeAboveLaw, FeeWithoutCost,
              FeeByAmountUnlawful
    """
    values = _level_values(change)
    with transaction.atomic():
        lock_company(company.id)
        terms = find_reminder_terms(company=company, code=code)
        if not 1 <= number <= len(terms.levels) + 1:
            raise ReminderLevelUnknown(terms=code, level=number, next=len(terms.levels) + 1)
        owner = _row(company, terms)
        row = ReminderLevel.objects.filter(company=company.id, reminder_terms=owner, number=number).first()
        row = row or ReminderLevel(company_id=company.id, reminder_terms=owner, number=number)
        before = {name: getattr(row, name) for name in values} if row.id else {}
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        _keep_fees(company, row, change)
        level = find_reminder_terms(company=company, code=code).level(number)
        _require_sound(company, code, level)
        content = {"level": number, "before": before, "after": values, "fees": _told_fees(level)}
        record(company=company.id, actor=actor, action="reminder_terms.level_set", subject=code, content=content)
    return level


def remove_last_level(*, company: CompanyFacts, actor: str, code: str, number: int | None = None) -> int:
    """Take the last level away with its fees and texts; gives its number.

    number    of the level that is meant, where one was named

    refuses   ReminderTermsUnknown, ReminderLevelUnknown: there is none; LevelNotLast, LevelOnDrafts
    """
    with transaction.atomic():
        lock_company(company.id)
        terms = find_reminder_terms(company=company, code=code)
        if number is not None and not 1 <= number <= len(terms.levels):
            raise ReminderLevelUnknown(terms=code, level=number, next=len(terms.levels) + 1)
        if not terms.levels:
            raise ReminderLevelUnknown(terms=code, level=0, next=1)
        last = terms.levels[-1]
        if number not in (None, last.number):
            raise LevelNotLast(terms=code, level=number, last=last.number)
        drafts = CollectionDocument.objects.filter(
            company=company.id, kind=KIND, state="DRAFT", terms=code, level__gte=last.number
        )
        numbers = list(drafts.order_by("id").values_list("draft_number", flat=True))
        if numbers:
            raise LevelOnDrafts(count=len(numbers), draft=numbers[0], level=last.number, terms=code)
        for table in (LevelFee, LevelFeeRange):
            table.objects.filter(company=company.id, level=last.id).delete()
        LetterText.objects.filter(company=company.id, terms=terms.terms_id, level=last.number).delete()
        ReminderLevel.objects.filter(company=company.id, id=last.id).delete()
        content = {"level": last.number}
        record(company=company.id, actor=actor, action="reminder_terms.level_removed", subject=code, content=content)
    return last.number


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Which text of terms: level 0 is of every level without its own; part as PARTS."""

    part: str
    language: str
    level: int = 0


def set_letter_text(*, company: CompanyFacts, actor: str, code: str, place: TextPlace, text: str) -> None:
    """What letters of these terms say; "" takes the text away.

    refuses   ReminderTermsUnknown, ReminderLevelUnknown, ReminderChoiceUnknown, PlaceholderUnknown,
              LetterLanguageUnfit
    """
    _require_choice(place.part, PARTS)
    require_known(text, PLACEHOLDERS.get(place.part, LETTER))
    require_language(place.language)
    with transaction.atomic():
        lock_company(company.id)
        terms = find_reminder_terms(company=company, code=code)
        if not 0 <= place.level <= len(terms.levels):
            raise ReminderLevelUnknown(terms=code, level=place.level, next=len(terms.levels) + 1)
        content = keep_letter_text(company=company, terms_id=terms.terms_id, place=place, text=text)
        record(company=company.id, actor=actor, action="reminder_terms.text_set", subject=code, content=content)


def require_language(language: str) -> None:
    """Whether a text may be in it: two letters, by ISO 639-1, of whatever language customers have.

    refuses   LetterLanguageUnfit
    """
    if len(language) != 2 or not (language.isascii() and language.isalpha() and language.islower()):
        raise LetterLanguageUnfit(language=language[:40])


def keep_letter_text(*, company: CompanyFacts, terms_id: int, place: TextPlace, text: str) -> dict[str, Any]:
    """Write a text of terms over what was there, inside the caller's transaction; gives what the audit trail tells."""
    named = {"level": place.level, "part": place.part, "language": place.language}
    LetterText.objects.filter(company=company.id, terms=terms_id, **named).delete()
    if text.strip():
        LetterText.objects.create(company_id=company.id, terms_id=terms_id, text=text, **named)
    return {**named, "text": text}


def _require_choice(text: str, known: Sequence[str]) -> None:
    if text not in known:
        raise ReminderChoiceUnknown(text=text.lower()[:40], known=tuple(one.lower() for one in known if one))


def _row(company: CompanyFacts, terms: ReminderTermsFacts) -> ReminderTerms:
    row, _is_new = ReminderTerms.objects.get_or_create(company_id=company.id, terms_id=terms.terms_id)
    return row


def _terms_values(company: CompanyFacts, code: str, change: TermsChange) -> dict[str, Any]:
    values = {name: value for name in _FIELDS if (value := getattr(change, name)) is not None}
    if values.get("minimum_minor", 0) < 0:
        raise ReminderAmountNegative(amount=Money(values["minimum_minor"], company.currency), terms=code)
    for name in ("most_reminders", "promise_days"):
        if not 0 <= values.get(name, 0) <= _MOST_COUNT:
            raise ReminderCountNegative(count=values[name], terms=code, most=_MOST_COUNT)
    return values


def _level_values(change: LevelChange) -> dict[str, Any]:
    values = {name: value for name in _LEVEL_FIELDS if (value := getattr(change, name)) is not None}
    for name, known in (("fee_calculation", FEE_CALCULATIONS), ("cost", COSTS), ("line_cost", COSTS)):
        _require_choice(values.get(name, known[0]), known)
    for name in ("grace", "due_formula"):
        if name in values:
            values[name] = str(parse_formula(values[name]))
            if len(values[name]) > LONGEST_FORMULA:
                raise ReminderFormulaLong(formula=values[name][:60], most=LONGEST_FORMULA)
    return values


def _keep_fees(company: CompanyFacts, row: ReminderLevel, change: LevelChange) -> None:
    if change.fees is not None:
        LevelFee.objects.filter(company=company.id, level=row).delete()
        LevelFee.objects.bulk_create(
            LevelFee(company_id=company.id, level=row, currency=currency, fee_minor=fee, line_fee_minor=line_fee)
            for currency, (fee, line_fee) in change.fees.items()
        )
    if change.ranges is not None:
        LevelFeeRange.objects.filter(company=company.id, level=row).delete()
        for of in change.ranges.values():
            fee_by_ranges(max((one.threshold_minor for one in of), default=0), of, is_accumulated=False)
        LevelFeeRange.objects.bulk_create(
            LevelFeeRange(
                company_id=company.id, level=row, is_per_line=is_per_line, currency=currency,
                threshold_minor=one.threshold_minor, fee_minor=one.fee_minor, percent_e5=int(one.percent * E5),
                least_minor=one.least_minor, most_minor=one.most_minor,
            )
            for (is_per_line, currency), of in change.ranges.items()
            for one in of
        )  # fmt: skip


def _require_sound(company: CompanyFacts, code: str, level: LevelFacts) -> None:
    """Fees are not negative; those of a Swedish company are what its law allows of those that owe them."""
    amounts = [(company.currency, (level.fee_minor, level.line_fee_minor)), *level.fees.items()]
    fees = [
        (cost, Money(minor, currency))
        for currency, pair in amounts
        for cost, minor in zip((level.cost, level.line_cost), pair, strict=True)
    ]
    for _cost, fee in fees:
        if fee.minor < 0:
            raise ReminderAmountNegative(amount=fee, terms=code)
    if company.country != LAWFUL_IN:
        return
    if level.fee_calculation != "FIXED":
        raise FeeByAmountUnlawful(level=level.number, paragraph="lag 1981:739, 2–4 §§")
    anyone = Debtor("", is_consumer=False, is_fee_agreed=True)
    for cost, fee in fees:
        if fee.minor and not cost:
            raise FeeWithoutCost(fee=fee, paragraph="lag 1981:739, 5 §")
        if fee.minor:
            require_lawful(Cost(cost), fee, anyone)


def _told_fees(level: LevelFacts) -> dict[str, Any]:
    return {
        "currencies": {currency: list(pair) for currency, pair in level.fees.items()},
        "ranges": sum(len(of) for of in level.ranges.values()),
    }
