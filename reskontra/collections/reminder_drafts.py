"""The lines of a reminder that is to be drafted: what is overdue with its interest and fees, texts in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.cost_words import COST_WORDS
from reskontra.collections.interest import NO_INTEREST, Interest
from reskontra.collections.interest_starts import FROM_DEMAND
from reskontra.collections.interest_words import percent_text
from reskontra.collections.letterhead import letter_day, letter_language
from reskontra.collections.reminder_book import ReminderBook
from reskontra.collections.reminder_costs import OF_COLLECTING, Fee, charged_fee, level_fee
from reskontra.collections.reminder_plans import MakeOrder, PlannedAccount, overdue_lines
from reskontra.collections.reminder_terms import ReminderTermsFacts
from reskontra.companies.queries import CompanyFacts, rounding_limits, setting
from reskontra.core.errors import Refused
from reskontra.core.interest import InterestSegment, interest_start
from reskontra.core.late_payment_law import Charge, Cost
from reskontra.core.letter_texts import FEE, LETTER, LINE_FEE, filled
from reskontra.core.money import minor_digits
from reskontra.core.reminders import ReminderLine, Section
from reskontra.core.vat import vat_on
from reskontra.interface.display import money
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.to_collect import EntryToCollect

NUMBER_TO_COME = "{number}"  # stands in the texts of a draft for the number that issuing gives


class DraftLine(NamedTuple):
    """A line in the order of its table's columns; see CollectionLine."""

    position: int
    role: str
    parent_position: int = 0
    entry_id: int | None = None
    level: int = 0
    text: str = ""
    account: str = ""
    original_minor: int = 0
    remaining_minor: int = 0
    demanded_minor: int = 0
    amount_minor: int = 0
    vat_minor: int = 0
    cost: str = ""
    due_date: date | None = None
    next_due: date | None = None
    from_date: date | None = None
    days: int = 0
    rate_e5: int = 0
    period_days: int = 0
    dispute_id: int | None = None
    disputed_minor: int | None = None
    whole_minor: int | None = None
    most_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What a reminder comes to, in its currency. Interest, fees and rounding beside what remains."""

    remaining_minor: int = 0
    interest_minor: int = 0
    fee_minor: int = 0
    line_fee_minor: int = 0
    vat_minor: int = 0
    rounding_minor: int = 0

    @property
    def total_minor(self) -> int:
        return (
            self.remaining_minor + self.interest_minor + self.fee_minor + self.line_fee_minor + self.vat_minor
            + self.rounding_minor
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A reminder to be written. left_out: fees that the law forbids of this customer."""

    planned: PlannedAccount
    language: str
    due_date: date
    lines: tuple[DraftLine, ...]
    sums: Sums
    left_out: tuple[Refused, ...] = ()


def draft_of(
    *,
    book: ReminderBook,
    order: MakeOrder,
    planned: PlannedAccount,
    interest: Mapping[int, Interest],
    is_rounded: bool = False,
) -> Draft:
    """The reminder of one planned account.

    interest    of entries, not charged yet; is_rounded: its total is made whole units

    refuses   DateBeyondCalendar
    """
    language = language_of(book.company, planned.account.party.language)
    with translation.override(letter_language(language, book.company)):
        return _Builder(book, order, planned, interest, is_rounded, language).draft()


def overdue_lines_of(
    *,
    book: ReminderBook,
    order: MakeOrder,
    planned: PlannedAccount,
    interest: Mapping[int, Interest],
    language: str,
) -> list[DraftLine]:
    """The documents of a plan with their interest and fees alone, in the language that is active."""
    return list(_Builder(book, order, planned, interest, False, language).overdue())


def header_fee_of(
    *, book: ReminderBook, order: MakeOrder, planned: PlannedAccount, body: Sequence[DraftLine], language: str
) -> list[DraftLine]:
    """The letter's fee for what its lines ask for, in the language that is active; none where none is charged."""
    return list(_Builder(book, order, planned, {}, False, language).header_fee(body))


def language_of(company: CompanyFacts, language: str) -> str:
    """The customer's language as texts and pages know it, else the company's."""
    return (language or company.language)[:2].lower()


class _Builder:
    def __init__(
        self,
        book: ReminderBook,
        order: MakeOrder,
        planned: PlannedAccount,
        interest: Mapping[int, Interest],
        is_rounded: bool,
        language: str,
    ) -> None:
        self.book, self.order, self.planned, self.interest = book, order, planned, interest
        self.is_rounded, self.language = is_rounded, language
        self.plan, self.terms, self.worth = planned.plan, planned.terms, planned.worth
        self.customer = book.customer(planned.account.party.id)
        self.debtor = self.customer.debtor(planned.account.party.number)
        self.group = book.group(planned.account.party)
        level = self.plan.level
        self.due = self.terms.due_date(level, order.document_date) if level else order.document_date
        self.left_out: list[Refused] = []
        self.interest_minor = self.line_fees = 0
        self.percent = ""

    def draft(self) -> Draft:
        body = self._with_vat(list(self.overdue()))
        fee = list(self.header_fee(body))
        sums = Sums(
            self.plan.demanded_minor, self.interest_minor, sum(one.amount_minor for one in fee), self.line_fees,
            sum(one.vat_minor for one in (*body, *fee)),
        )  # fmt: skip
        if self.is_rounded and (rounding := to_whole(sums.total_minor, self.planned.account.currency)):
            fee.append(DraftLine(0, "ROUNDING", amount_minor=rounding, text=_("Rounding"), account=self.group.rounding))
            sums = replace(sums, rounding_minor=rounding)
        values = letter_values(
            company=self.book.company, dates=(self.order.document_date, self.due, self.order.posted_on), sums=sums,
            level=self.plan.level, currency=self.planned.account.currency, percent=self.percent,
        )  # fmt: skip
        begins, ends = letter_lines(self.book.company, self.terms, self.plan.level, self.language, values)
        lines = numbered([*begins, *body, *fee, *ends, *self._other_sections()])
        return Draft(self.planned, self.language, self.due, lines, sums, tuple(self.left_out))

    def overdue(self) -> Iterator[DraftLine]:
        """Each entry, the segments of its interest where they are several, and its fee; parents are numbered later."""
        for line in overdue_lines(self.plan):
            found = self._interest(line)
            segments = found.segments
            one = self.planned.entries[line.entry.id]
            interest = found.interest_minor
            self.interest_minor += interest
            after, days = span_of(segments)
            single = segments[0] if len(segments) == 1 and not segments[0].was_disputed else None
            yield DraftLine(
                0, "OVERDUE", entry_id=one.id, level=line.level, original_minor=one.document_minor,
                remaining_minor=one.remaining_minor, demanded_minor=line.demanded_minor, amount_minor=interest,
                due_date=one.due_date, next_due=self.due,
                from_date=after, days=days,
                rate_e5=single.rate.units if single else 0, period_days=single.rate.period_days if single else 0,
                dispute_id=found.dispute_id, disputed_minor=found.disputed_minor,
            )  # fmt: skip
            if segments and single is None:
                yield from map(rate_line, segments)
            yield from self._line_fee(line, one)

    def _interest(self, line: ReminderLine) -> Interest:
        if not self.terms.level(line.level).calculates_interest:
            return NO_INTEREST
        found = self.interest.get(line.entry.id, NO_INTEREST)
        if found.segments:
            self.percent = percent_text(found.segments[-1].rate.percent)
        return found

    def _line_fee(self, line: ReminderLine, one: EntryToCollect) -> Iterator[DraftLine]:
        level = self.terms.level(line.level)
        if one.document_type not in self.order.line_fee_types or line.demanded_minor <= 0:
            return
        minor = level_fee(level, line.demanded_minor, self.worth, is_per_line=True)
        if not minor or (one.id, line.level) in self.book.fees_at:
            return
        if level.line_cost == Cost.COMPENSATION and not self._has_interest_begun(one):
            return
        fee = self._charged(charged_fee(level.line_cost, minor, self.worth, self.debtor, [self._earlier(one.id)]))
        if fee is None or (not fee.minor and level.line_cost in {charge.cost for charge in self._earlier(one.id)}):
            return
        self.line_fees += fee.minor
        yield DraftLine(
            0, "LINE_FEE", entry_id=one.id, level=line.level, amount_minor=fee.minor, cost=level.line_cost,
            account=self.group.fee, text=self._line_fee_text(line, one, level.line_cost, fee.minor),
            vat_minor=self._vat(self.group.fee, fee.minor) if self.terms.posts_line_fee else 0,
            whole_minor=fee.whole_minor,
        )  # fmt: skip

    def _has_interest_begun(self, one: EntryToCollect) -> bool:
        """The compensation is due once interest has begun to run."""
        is_agreed = self.customer.is_due_agreed or self.book.company.country not in FROM_DEMAND
        start = interest_start(due=one.due_date, sent=one.document_date, is_due_agreed=is_agreed)
        return start < self.order.document_date

    def header_fee(self, body: Sequence[DraftLine]) -> Iterator[DraftLine]:
        if not self.plan.level:
            return
        level = self.terms.level(self.plan.level)
        minor = level_fee(level, self.plan.demanded_minor, self.worth, is_per_line=False)
        fee = self._charged(charged_fee(level.cost, minor, self.worth, self.debtor, self._claims(body)))
        if fee is not None:
            text = self.terms.text("FEE", level.number, self._languages()) or _(COST_WORDS[level.cost])
            values = {
                "level": str(level.number), "fee": money(fee.minor, self.planned.account.currency),
                "document_date": letter_day(self.order.document_date), "due_date": letter_day(self.due),
            }  # fmt: skip
            yield DraftLine(
                0, "FEE", level=level.number, amount_minor=fee.minor, cost=level.cost, account=self.group.fee,
                text=filled(text, FEE, values),
                vat_minor=self._vat(self.group.fee, fee.minor) if self.terms.posts_fee else 0,
                whole_minor=fee.whole_minor,
            )  # fmt: skip

    def _claims(self, body: Sequence[DraftLine]) -> Iterator[Sequence[Charge]]:
        """What each claim bears, this letter's own fee for it among that. What is owed for collecting is no claim."""
        now: dict[int | None, list[Charge]] = {}
        for one in body:
            if one.role == "LINE_FEE" and one.cost and one.amount_minor:
                whole = one.amount_minor if one.whole_minor is None else one.whole_minor
                now.setdefault(one.entry_id, []).append(Charge(Cost(one.cost), whole, one.amount_minor))
        for line in overdue_lines(self.plan):
            id = line.entry.id
            if line.demanded_minor > 0 and self.planned.entries[id].document_type not in OF_COLLECTING:
                yield [*self._earlier(id), *now.get(id, ())]

    def _with_vat(self, body: list[DraftLine]) -> list[DraftLine]:
        """The VAT on all interest is reckoned once, and stands on the first line that bears some."""
        vat = self._vat(self.group.interest, self.interest_minor) if self.terms.posts_interest else 0
        for place, line in enumerate(body):
            if vat and line.role == "OVERDUE" and line.amount_minor:
                body[place] = line._replace(vat_minor=vat)
                break
        return body

    def _vat(self, account: str, minor: int) -> int:
        """On what is posted alone; none where the account has no VAT code."""
        return vat_on(minor, rate) if (rate := self.book.vat_rates.get(account)) else 0

    def _charged(self, fee: Fee) -> Fee | None:
        """None where there is no fee; one that is covered as a whole stands on the draft with 0."""
        if fee.left_out is not None and str(fee.left_out) not in map(str, self.left_out):
            self.left_out.append(fee.left_out)
        return fee if fee.minor or fee.whole_minor else None

    def _earlier(self, entry_id: int) -> Sequence[Charge]:
        return self.book.charges.get(entry_id, ())

    def _line_fee_text(self, line: ReminderLine, one: EntryToCollect, cost: str, fee: int) -> str:
        text = self.terms.text("LINE_FEE", line.level, self._languages())
        if not text:
            return f"{_(COST_WORDS[cost])}, {one.document_number}"
        values = {
            "number": NUMBER_TO_COME, "level": str(line.level), "document_date": letter_day(self.order.document_date),
            "posting_date": letter_day(self.order.posted_on), "account": self.group.fee,
            "fee": money(fee, self.planned.account.currency), "document_type": kind_word(one.document_type),
            "document_number": one.document_number, "line_level": str(line.level),
        }  # fmt: skip
        return filled(text, LINE_FEE, values)

    def _languages(self) -> tuple[str, str]:
        return self.language, language_of(self.book.company, "")

    def _other_sections(self) -> Iterator[DraftLine]:
        """What is told without being asked for."""
        for line in self.plan.lines:
            if line.section is not Section.OVERDUE:
                one = self.planned.entries[line.entry.id]
                yield DraftLine(
                    0, line.section.value, entry_id=one.id, original_minor=one.document_minor,
                    remaining_minor=one.remaining_minor, due_date=one.due_date,
                )  # fmt: skip


def span_of(segments: Sequence[InterestSegment]) -> tuple[date | None, int]:
    """From when a line charges its entry, and how many days; what was disputed before stands on days of its own."""
    own = [one for one in segments if not one.was_disputed]
    if own:
        return own[0].after, sum(one.days for one in own)
    return max((one.until for one in segments), default=None), 0


def rate_line(segment: InterestSegment, text: str = "") -> DraftLine:
    """Days of one rate under the entry that bears interest on them; text: how it is reckoned."""
    return DraftLine(
        0, "RATE", amount_minor=segment.interest_minor, from_date=segment.after, days=segment.days,
        rate_e5=segment.rate.units, period_days=segment.rate.period_days, text=text,
    )  # fmt: skip


def numbered(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """Each at its place; rates and line fees under the entry before them."""
    found, parent = [], 0
    for position, line in enumerate(lines, 1):
        if line.role == "OVERDUE":
            parent = position
        of = parent if line.role in ("RATE", "LINE_FEE") else 0
        found.append(line._replace(position=position, parent_position=of))
    return tuple(found)


def rounded_currencies(company: CompanyFacts) -> set[str]:
    """In which a letter asks for whole units: the company's, and those that let half a unit be written off."""
    if not setting(company=company, key="reminders_rounded", default=False):
        return set()
    limits = rounding_limits(company=company)
    return {company.currency, *(code for code, limit in limits.items() if 2 * limit >= 10 ** minor_digits(code))}


def to_whole(minor: int, currency: str) -> int:
    """What makes the total whole units, the nearest, half away from zero."""
    unit: int = 10 ** minor_digits(currency)
    return (2 * minor + unit) // (2 * unit) * unit - minor


def letter_values(
    *, company: CompanyFacts, dates: tuple[date, date, date], sums: Sums, level: int, currency: str, percent: str
) -> dict[str, str]:
    """What the placeholders of a letter stand for, in the language that is active.

    dates    of the document, when it is due, and of posting; percent: the rate of interest, "" for none
    """
    document_date, due_date, posting_date = map(letter_day, dates)
    return {
        "document_date": document_date,
        "due_date": due_date,
        "interest_rate": percent or "0",
        "remaining": money(sums.remaining_minor, currency),
        "interest": money(sums.interest_minor, currency),
        "fee": money(sums.fee_minor, currency),
        "total": money(sums.total_minor, currency),
        "level": str(level),
        "currency": currency,
        "posting_date": posting_date,
        "company": company.name,
        "line_fees": money(sums.line_fee_minor, currency),
    }


def letter_lines(
    company: CompanyFacts, terms: ReminderTermsFacts, level: int, language: str, values: Mapping[str, str]
) -> tuple[list[DraftLine], list[DraftLine]]:
    """The texts before and after the body; none where the letter demands nothing."""
    languages = (language, language_of(company, ""))
    found: tuple[list[DraftLine], list[DraftLine]] = ([], [])
    for lines, part in zip(found, ("BEGINNING", "ENDING"), strict=True):
        text = terms.text(part, level, languages) if level else ""
        if text:
            lines.append(DraftLine(0, part, text=filled(text, LETTER, values)))
    return found
