"""Make reminders: drafts for all customers that have something overdue, or what would be made and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.queries import last_statements
from reskontra.collections.holding import held_of
from reskontra.collections.interest import interest_of
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_book import ReminderBook, read_reminder_book
from reskontra.collections.reminder_drafts import Draft, draft_of, rounded_currencies
from reskontra.collections.reminder_plans import (
    Held,
    MakeOrder,
    NotReminded,
    PlannedAccount,
    Why,
    bearing_ids,
    not_reminded,
    plan_accounts,
)
from reskontra.collections.reminder_terms import ReminderTermsUnknown, reminder_terms
from reskontra.collections.writing_drafts import DraftHead, write_drafts
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.companies.series import SeriesFacts
from reskontra.core.claims import HoldReason
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.ledger.queries import bank_accounts
from reskontra.parties.queries import named_customers

# The numbers of drafts, of what is issued and of what takes it back; named in the company's language.
SERIES = {
    "BPU": ("Utkast till påminnelser", "Drafts of reminders"),
    "BP": ("Betalningspåminnelser", "Payment reminders"),
    "BPM": ("Makulerade påminnelser", "Cancelled reminders"),
}


@dataclass(frozen=True, slots=True)
class Blocks:
    """How a long run goes on. at_once: drafts in one transaction; on_progress: told how many of all after each."""

    at_once: int = 500
    on_progress: Told = nobody


IN_BLOCKS = Blocks()
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


def make_reminders(
    *,
    company: CompanyFacts,
    actor: str,
    order: MakeOrder,
    is_preview: bool = False,
    blocks: Blocks = IN_BLOCKS,
) -> MadeReminders:
    """Draft a reminder for every customer and currency that the order takes in.

    All is planned first, so that what is refused leaves nothing behind. The drafts are then written so many in a
    transaction: a run that is cut short keeps those, and making again makes the others.

    refuses   ReminderTermsUnknown, PartyUnknown, StatementTooOld, StatementMissing, InterestRateMissing,
              DateBeyondCalendar
    """
    with collector_off():
        with transaction.atomic():
            lock_company(company.id)
            drafts, not_made = _all_planned(company, order)
        if is_preview:
            return MadeReminders(tuple(Made("", draft) for draft in drafts), tuple(not_made))
        made: list[Made] = []
        tried = 0
        for block in bulk.chunks(drafts, blocks.at_once):
            with transaction.atomic():
                lock_company(company.id)
                free, taken = _without_draft(company, order, block)
                numbers = _write(company, actor, order, free)
            made += [Made(number, draft) for number, draft in zip(numbers, free, strict=True)]
            not_made += taken
            tried += len(block)
            blocks.on_progress(tried, len(drafts))
    return MadeReminders(tuple(made), tuple(not_made))


def _all_planned(company: CompanyFacts, order: MakeOrder) -> tuple[list[Draft], list[NotReminded]]:
    _refuse_unknown_terms(company, order)
    if not order.override:
        _refuse_old_statements(company, order.document_date)
    named = named_customers(company=company, numbers=order.customers)
    book = read_reminder_book(
        company=company, document_date=order.document_date, posting_date=order.posted_on,
        party_ids=list(named.values()) or None,
    )  # fmt: skip
    return plan_drafts(company=company, book=book, order=order)


def _without_draft(
    company: CompanyFacts, order: MakeOrder, drafts: Sequence[Draft]
) -> tuple[list[Draft], list[NotReminded]]:
    """Those that nobody else has drafted since they were planned, and the others."""
    rows = CollectionDocument.objects.filter(
        company=company.id, kind="REMINDER", state="DRAFT", party__in=[one.planned.account.party.id for one in drafts]
    )
    there = {(party, currency): number for party, currency, number in rows.values_list(
        "party_id", "currency", "draft_number")}  # fmt: skip
    free, taken = [], []
    for one in drafts:
        account = one.planned.account
        if (number := there.get((account.party.id, account.currency))) is None:
            free.append(one)
        else:
            taken.append(not_reminded(account, order, Why.DRAFT_EXISTS, number))
    return free, taken


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
    rounded = rounded_currencies(company)
    drafts = [
        draft_of(
            book=book, order=order, planned=one, interest=interest, is_rounded=one.account.currency in rounded
        )
        for one in planned
    ]  # fmt: skip
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
        held |= {
            id: Held(one.held_minor, _WHYS[one.reasons[0]], one.until, one.disputed_minor > 0)
            for id, one in found.items()
        }
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
    names = write_drafts(
        company=company, actor=actor, series=reminder_series(company)[0],
        drafts=[(_head(order, one), one.sums, one.lines) for one in drafts],
    )  # fmt: skip
    content = {
        "drafts": len(names), "first": names[0], "last": names[-1], "document_date": order.document_date,
        "override": order.override,
    }  # fmt: skip
    record(company=company.id, actor=actor, action="reminders.made", subject=names[0], content=content)
    return names


def _head(order: MakeOrder, draft: Draft) -> DraftHead:
    account, terms = draft.planned.account, draft.planned.terms
    return DraftHead(
        kind="REMINDER", party_id=account.party.id, currency=account.currency, language=draft.language,
        posting_date=order.posted_on, document_date=order.document_date, due_date=draft.due_date,
        posts_interest=terms.posts_interest, posts_fee=terms.posts_fee, posts_line_fee=terms.posts_line_fee,
        level=draft.planned.plan.level, terms=terms.code, interest_terms=account.party.interest_terms,
        is_at_one_level=order.is_at_one_level,
    )  # fmt: skip
