"""Make reminders: drafts for all customers that have something overdue, or what would be made and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.queries import last_statements
from reskontra.collections.holding import held_of
from reskontra.collections.interest import interest_of
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_book import ReminderBook, read_reminder_book
from reskontra.collections.reminder_drafts import Draft, DraftLine, draft_of
from reskontra.collections.reminder_plans import (
    Held,
    MakeOrder,
    NotReminded,
    PlannedAccount,
    Why,
    bearing_ids,
    plan_accounts,
)
from reskontra.collections.reminder_terms import ReminderTermsUnknown, reminder_terms
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.core.claims import HoldReason
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.ledger.queries import bank_accounts
from reskontra.parties.queries import named_customers

DOCUMENT = (
    "id", "company_id", "kind", "state", "draft_number", "number", "party_id", "currency", "language", "posting_date",
    "document_date", "due_date", "level", "terms", "interest_terms", "is_at_one_level", "posts_interest", "posts_fee",
    "posts_line_fee", "remaining_minor", "interest_minor", "fee_minor", "line_fee_minor", "vat_minor",
    "rounding_minor", "made_at", "made_by", "issued_by", "cancelled_by", "cancel_number", "pdf_sha256",
)  # fmt: skip
LINE = ("company_id", "document_id", *DraftLine._fields)
# The numbers of drafts, of what is issued and of what takes it back; named in the company's language.
SERIES = {
    "BPU": ("Utkast till påminnelser", "Drafts of reminders"),
    "BP": ("Betalningspåminnelser", "Payment reminders"),
    "BPM": ("Makulerade påminnelser", "Cancelled reminders"),
}


_WHYS = {
    HoldReason.ON_HOLD: Why.ON_HOLD,
    HoldReason.DISPUTED: Why.DISPUTED,
    HoldReason.PROMISED: Why.PROMISED,
    HoldReason.PLAN: Why.PLAN,
    HoldReason.HANDED_OVER: Why.HANDED_OVER,
}


class StatementTooOld(Refused):
    code = "statement_too_old"
    template = (
        "The last statement of bank account {bank_account} is of {date}, more than {count:day|days} before {day}. "
        "Import the bank's file first, or make reminders all the same with --override and a reason."
    )


class StatementMissing(Refused):
    code = "statement_missing_for_reminders"
    template = (
        "Bank account {bank_account} has no statement, and one within {count:day|days} is wanted. "
        "Import the bank's file first, or make reminders all the same with --override and a reason."
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A draft as it was made; number "" in a preview."""

    number: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class MadeReminders:
    made: tuple[Made, ...]
    not_made: tuple[NotReminded, ...]


def make_reminders(*, company: CompanyFacts, actor: str, order: MakeOrder, is_preview: bool = False) -> MadeReminders:
    """Draft a reminder for every customer and currency that the order takes in.

    refuses   ReminderTermsUnknown, PartyUnknown, StatementTooOld, StatementMissing, InterestRateMissing,
              DateBeyondCalendar
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        _refuse_unknown_terms(company, order)
        if not order.override:
            _refuse_old_statements(company, order.document_date)
        named = named_customers(company=company, numbers=order.customers)
        book = read_reminder_book(
            company=company, document_date=order.document_date, posting_date=order.posted_on,
            party_ids=list(named.values()) or None,
        )  # fmt: skip
        drafts, not_made = plan_drafts(company=company, book=book, order=order)
        numbers = [""] * len(drafts) if is_preview else _write(company, actor, order, drafts)
        made = tuple(Made(number, draft) for number, draft in zip(numbers, drafts, strict=True))
    return MadeReminders(made, tuple(not_made))


def plan_drafts(
    *, company: CompanyFacts, book: ReminderBook, order: MakeOrder
) -> tuple[list[Draft], list[NotReminded]]:
    """The drafts that an order comes to, and those who get none.

    refuses   InterestRateMissing, DateBeyondCalendar
    """
    planned: list[PlannedAccount] = []
    not_made: list[NotReminded] = []
    for one in plan_accounts(book=book, order=order, held=held_back(company, book, order.document_date)):
        if isinstance(one, PlannedAccount):
            planned.append(one)
        else:
            not_made.append(one)
    interest = interest_of(company=company, entry_ids=bearing_ids(planned), as_of=order.document_date)
    is_rounded = bool(setting(company=company, key="reminders_rounded", default=False))
    drafts = [
        draft_of(book=book, order=order, planned=one, interest=interest, is_rounded=is_rounded) for one in planned
    ]
    return drafts, not_made


def held_back(company: CompanyFacts, book: ReminderBook, as_of: date) -> Mapping[int, Held]:
    """What is on hold, disputed, promised or paid by a plan, as planning takes it: the first reason of several.

    A promise keeps an entry back as the customer's terms say.
    """
    ids: dict[int | None, list[int]] = {}
    for account in book.accounts:
        terms = book.terms.get(account.party.reminder_terms or book.default_terms)
        ids.setdefault(terms.pause_days if terms else None, []).extend(one.id for one in account.entries)
    held: dict[int, Held] = {}
    for days, entry_ids in ids.items():
        found = held_of(company=company, entry_ids=entry_ids, as_of=as_of, promise_days=days)
        held |= {id: Held(one.held_minor, _WHYS[one.reasons[0]], one.until) for id, one in found.items()}
    return held


def _refuse_unknown_terms(company: CompanyFacts, order: MakeOrder) -> None:
    asked = {*order.terms, setting(company=company, key="default_reminder_terms", default="")} - {""}
    known = reminder_terms(company=company) if asked else {}
    for code in sorted(asked):
        if code not in known:
            raise ReminderTermsUnknown(terms=code[:40], known=tuple(known))


def _refuse_old_statements(company: CompanyFacts, day: date) -> None:
    text = setting(company=company, key="reminders_need_statement_days", default="")
    if not text:
        return
    most = int(text)
    last = last_statements(company=company)
    for account in bank_accounts(company=company):
        statement = last.get(account.id)
        if statement is None:
            raise StatementMissing(bank_account=account.number, count=most)
        if (day - statement.statement_date).days > most:
            raise StatementTooOld(bank_account=account.number, date=statement.statement_date, count=most, day=day)


def reminder_series(company: CompanyFacts) -> tuple[SeriesFacts, SeriesFacts, SeriesFacts]:
    """The series of drafts, of issued and of cancelled reminders."""
    place = 0 if company.language.startswith("sv") else 1
    drafts, issued, cancelled = (SeriesFacts(code, "DOCUMENT", names[place], code, 6) for code, names in SERIES.items())
    return drafts, issued, cancelled


def _write(company: CompanyFacts, actor: str, order: MakeOrder, drafts: Sequence[Draft]) -> list[str]:
    if not drafts:
        return []
    names = take_names(
        company=company, series=keep_series(company=company, series=reminder_series(company)[0]), count=len(drafts)
    )
    ids = bulk.reserve_ids(CollectionDocument, len(drafts))
    at = bulk.stored(bulk.moment())
    rows = zip(ids, names, drafts, strict=True)
    bulk.insert(CollectionDocument, DOCUMENT, (_document_row(company, order, actor, at, *row) for row in rows))
    bulk.insert(CollectionLine, LINE, line_rows(company, zip(ids, (one.lines for one in drafts), strict=True)))
    content = {
        "drafts": len(names), "first": names[0], "last": names[-1], "document_date": order.document_date,
        "override": order.override,
    }  # fmt: skip
    record(company=company.id, actor=actor, action="reminders.made", subject=names[0], content=content)
    return names


def _document_row(
    company: CompanyFacts, order: MakeOrder, actor: str, at: object, id: int, name: str, draft: Draft
) -> tuple[object, ...]:
    planned, sums, terms = draft.planned, draft.sums, draft.planned.terms
    return (
        id, company.id, "REMINDER", "DRAFT", name, "", planned.account.party.id, planned.account.currency,
        draft.language, order.posted_on, order.document_date, draft.due_date, planned.plan.level, terms.code,
        planned.account.party.interest_terms, order.is_at_one_level, terms.posts_interest, terms.posts_fee,
        terms.posts_line_fee, sums.remaining_minor, sums.interest_minor, sums.fee_minor, sums.line_fee_minor,
        sums.vat_minor, sums.rounding_minor, at, actor, "", "", "", "",
    )  # fmt: skip


def line_rows(
    company: CompanyFacts, documents: Iterable[tuple[int, Sequence[DraftLine]]]
) -> Iterator[tuple[object, ...]]:
    """Rows in the order of LINE, from (document, its lines)."""
    for id, lines in documents:
        for line in lines:
            yield (company.id, id, *line)
