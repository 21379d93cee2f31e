"""Make, issue and cancel finance charge memos: documents that charge interest on late payment, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.finance_charge_drafts import MemoDraft, memo_basis, memo_of
from reskontra.collections.finance_charge_plans import (
    MemoBook,
    MemoOrder,
    MemoPlan,
    NotCharged,
    WhyNot,
    bears_a_fee_alone,
    plan_memos,
    read_memo_book,
)
from reskontra.collections.interest import BearingEntry, bearing_entries, charged_meanwhile, refuse_charged_later
from reskontra.collections.interest_terms import interest_terms
from reskontra.collections.issuing import Lines, NothingToIssue, Rules, total_of
from reskontra.collections.making_reminders import IN_BLOCKS, Blocks
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_drafts import Sums
from reskontra.collections.writing_drafts import DraftHead, write_drafts
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts
from reskontra.core.dates import parse_formula
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.parties.on_terms import customers_on_interest_terms
from reskontra.parties.queries import named_customers, parties_by_id

KIND = "FINANCE_CHARGE"


_CHARGED = (
    "SELECT l.document_id, l.entry_id, e.document_number, l.amount_minor FROM {values} "
    "CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'OVERDUE' ORDER BY l.document_id, l.position"
)


class MemoOutdated(Refused):
    code = "memo_draft_outdated"
    template = (
        "{draft} charges {charged} on {document}, which is no longer due, is held back or bears {due} by now. "
        "Delete the draft, and make it anew."
    )


class _Charged(NamedTuple):
    document: int
    entry: int
    number: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class MadeMemo:
    """What is told of a draft: its lines are in the books. number: "" in a preview; documents: what it charges."""

    number: str
    party: str
    name: str
    currency: str
    due_date: date
    sums: Sums
    documents: tuple[str, ...]
    fee_left_out: Refused | None


@dataclass(frozen=True, slots=True)
class MadeMemos:
    made: tuple[MadeMemo, ...]
    not_made: tuple[NotCharged, ...]


def make_memos(
    *,
    company: CompanyFacts,
    actor: str,
    order: MemoOrder,
    is_preview: bool = False,
    blocks: Blocks = IN_BLOCKS,
) -> MadeMemos:
    """Draft a memo for every customer and currency with interest to charge.

    So many customers are looked at, and their drafts written, in one transaction: a run that is cut short keeps those,
    and making again makes the others. What is refused is refused before the first of them.

    refuses   PartyUnknown, DateBeyondCalendar
    """
    made: list[MadeMemo] = []
    with collector_off():
        ids, not_made = _customers(company, order)
        basis = memo_basis(company=company, order=order)
        tried = 0
        for block in bulk.chunks(ids, blocks.at_once):
            with transaction.atomic():
                lock_company(company.id)
                plans, nots = _plans(read_memo_book(company=company, order=order, party_ids=block), order)
                drafts = [memo_of(basis=basis, plan=plan) for plan in plans]
                numbers = [""] * len(drafts) if is_preview else _write(company, actor, order, drafts)
            made += [_told(number, draft) for number, draft in zip(numbers, drafts, strict=True)]
            not_made += nots
            tried += len(block)
            blocks.on_progress(tried, len(ids))
    return MadeMemos(tuple(made), tuple(not_made))


def _customers(company: CompanyFacts, order: MemoOrder) -> tuple[list[int], list[NotCharged]]:
    """Who may be charged: whom the order names, or all with interest terms, by their numbers; who is named without.

    refuses   PartyUnknown, DateBeyondCalendar
    """
    named = named_customers(company=company, numbers=order.customers)
    terms = interest_terms(company=company)
    on_terms = customers_on_interest_terms(company=company, codes=list(terms))
    ids = [id for id in named.values() if id in on_terms] if order.customers else list(on_terms)
    for code in sorted({on_terms[id] for id in ids}):
        parse_formula(terms[code].due_formula).after(order.document_date)
    known = parties_by_id(company=company, ids={id for id in named.values() if id not in on_terms})
    without = [
        NotCharged(one.number, one.name, company.currency, WhyNot.NO_INTEREST_TERMS)
        for one in sorted(known.values(), key=lambda one: one.number)
    ]
    return ids, without


def _told(number: str, draft: MemoDraft) -> MadeMemo:
    plan = draft.plan
    documents = tuple(one.bearing.owed.document_number for one in plan.entries)
    return MadeMemo(
        number, plan.party.number, plan.party.name, plan.currency, draft.due_date, draft.sums, documents,
        plan.fee_left_out,
    )  # fmt: skip


def _plans(book: MemoBook, order: MemoOrder) -> tuple[list[MemoPlan], list[NotCharged]]:
    plans: list[MemoPlan] = []
    not_made: list[NotCharged] = []
    for one in plan_memos(book=book, order=order):
        if isinstance(one, MemoPlan):
            plans.append(one)
        else:
            not_made.append(one)
    return plans, not_made


def _write(company: CompanyFacts, actor: str, order: MemoOrder, drafts: Sequence[MemoDraft]) -> list[str]:
    if not drafts:
        return []
    names = write_drafts(
        company=company, actor=actor, series=memo_rules(company).series[0],
        drafts=[(_head(order, one), one.sums, one.lines) for one in drafts],
    )  # fmt: skip
    content = {"drafts": len(names), "first": names[0], "last": names[-1], "document_date": order.document_date}
    record(company=company.id, actor=actor, action="finance_charges.made", subject=names[0], content=content)
    return names


def _head(order: MemoOrder, draft: MemoDraft) -> DraftHead:
    plan = draft.plan
    return DraftHead(
        kind=KIND, party_id=plan.party.id, currency=plan.currency, language=draft.language,
        posting_date=order.posted_on, document_date=order.document_date, due_date=draft.due_date,
        posts_interest=plan.terms.posts_interest, posts_fee=plan.terms.posts_fee, interest_terms=plan.terms.code,
    )  # fmt: skip


def memo_rules(company: CompanyFacts) -> Rules:
    """How memos are numbered, issued and cancelled; series are named in the company's language."""
    names = (
        ("Utkast till räntefakturor", "Räntefakturor", "Makulerade räntefakturor")
        if company.language.startswith("sv")
        else ("Drafts of finance charge memos", "Finance charge memos", "Cancelled finance charge memos")
    )
    codes = ("RFU", "RF", "RFM")
    draft, issued, cancelled = (
        SeriesFacts(code, "DOCUMENT", name, code, 6) for code, name in zip(codes, names, strict=True)
    )
    return Rules(
        kind=KIND, document_type=DocumentType.FINANCE_CHARGE, series=(draft, issued, cancelled),
        issued="finance_charge.issued", cancelled="finance_charge.cancelled", deleted="finance_charges.deleted",
        may_issue=_may_issue, may_cancel=_may_cancel,
    )  # fmt: skip


def _may_issue(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    """What a draft charges must still be charged: nothing was paid, disputed, held or moved since."""
    empty = {row.id: row for row in rows if not row.interest_minor and not row.fee_minor}
    found: dict[int, Refused] = {
        id: NothingToIssue(document=row.draft_number, total=Money(total_of(row), row.currency))
        for id, row in empty.items()
    }
    meanwhile = charged_meanwhile(company=company, drafts={row.id: row.draft_number for row in rows})
    for day in {row.document_date for row in rows}:
        found = _outdated(company, [row for row in rows if row.document_date == day], day) | found
    return found | {id: one for id, one in meanwhile.items() if id not in empty}


def _outdated(company: CompanyFacts, rows: Sequence[CollectionDocument], day: date) -> dict[int, Refused]:
    """Drafts of a day that charge what their entries do not bear by now."""
    lines = [_Charged(*found) for found in bulk.lookup(_CHARGED, [row.id for row in rows], company.id)]
    bearing = bearing_entries(company=company, entry_ids={line.entry for line in lines}, as_of=day)
    known = {one.owed.entry_id: one for one in bearing if not one.is_on_hold and not one.is_handed_over}
    by_id = {row.id: row for row in rows}
    found: dict[int, Refused] = {}
    for line in lines:
        if line.document not in found and (refusal := _refusal_of_line(by_id[line.document], line, known, day)):
            found[line.document] = refusal
    return found


def _refusal_of_line(
    row: CollectionDocument, line: _Charged, known: Mapping[int, BearingEntry], day: date
) -> Refused | None:
    one = known.get(line.entry)
    try:
        due = sum(segment.interest_minor for segment in one.segments(day)) if one else 0
    except Refused as refusal:
        return refusal
    if one and due == line.amount_minor and (due or bears_a_fee_alone(one, day)):
        return None
    return MemoOutdated(
        draft=row.draft_number, document=line.number, charged=Money(line.amount_minor, row.currency),
        due=Money(due, row.currency),
    )  # fmt: skip


def _may_cancel(company: CompanyFacts, document: CollectionDocument, lines: Lines) -> None:
    """The days of a cancelled memo are charged again from where it began; one that came after it began where it ended.

    refuses   ChargedLater
    """
    refuse_charged_later(
        company=company, document=document, ids=[line.entry_id for line in lines if line.role == "OVERDUE"]
    )
