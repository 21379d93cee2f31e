"""A voucher in full: its lines, what it posted and settled, the bank's transactions behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.trace import TracedTransaction, traced_transactions
from reskontra.companies.files import erased_on
from reskontra.companies.notes import NotesBeside, notes_beside
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines
from reskontra.journals.trace import transactions_of_vouchers
from reskontra.ledger.cli_reports import source_word
from reskontra.ledger.queries import VoucherUnknown, voucher_names
from reskontra.ledger.reports_voucher import GLLine, VoucherFacts, voucher_facts
from reskontra.matching.actions.reverse_lines import Wanted, reverse_voucher
from reskontra.receivables.application_facts import applications_of_voucher
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.trace import TracedEntry, entries_of_vouchers, traced_entries


@dataclass(frozen=True, slots=True)
class VoucherLine:
    line: GLLine
    debit_minor: int | None
    credit_minor: int | None


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """An entry that the voucher posted or settled."""

    entry: TracedEntry
    kind: str


@dataclass(frozen=True, slots=True)
class VoucherPage:
    """A voucher with its lines; local currency.

    entries        that it posted, or that its application settled; applications: their numbers
    transactions   of the bank, of which it was posted
    """

    found: VoucherFacts
    source: str
    lines: tuple[VoucherLine, ...]
    entries: tuple[PostedEntry, ...]
    applications: tuple[int, ...]
    transactions: tuple[TracedTransaction, ...]
    notes: NotesBeside
    may_reverse: bool


@demands("READER")
def voucher(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """GET shows it; POST reverses it, for those who may post."""
    company = company_by_id(id=access.company_id)
    try:
        found = voucher_facts(company=company, name=name)
    except VoucherUnknown as unknown:
        raise Http404 from unknown
    refused: list[str] = []
    if request.method == "POST" and access.may("ACCOUNTANT"):
        try:
            wanted = Wanted(request.POST.get("reason", ""))
            reversal = reverse_voucher(company=company, actor=access.actor, voucher=name, wanted=wanted)
        except Refused as refusal:
            refused = list(lines(refusal))
        else:
            said = _("{voucher} is reversed by {reversals}.")
            told = said.format(voucher=name, reversals=", ".join(reversal.vouchers))
            return done(request, told, reverse("voucher", args=[company.id, name]))
    context = {
        "page": _voucher_page(company, found, access),
        "refused": refused,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/voucher.html", context, status=REFUSED if refused else 200)


def _voucher_page(company: CompanyFacts, found: VoucherFacts, access: Access) -> VoucherPage:
    id = found.head.id
    brought = {line.transaction_id for line in found.bank_entries if line.transaction_id}
    brought.update(transactions_of_vouchers(company=company, ids=[id]))
    entries = traced_entries(company=company, ids=entries_of_vouchers(company=company, ids=[id]))
    return VoucherPage(
        found=found,
        source=source_word(found.head.source),
        lines=tuple(_voucher_line(line) for line in found.lines),
        entries=tuple(PostedEntry(one, kind_word(one.document_type)) for one in entries),
        applications=tuple(applications_of_voucher(company=company, voucher_id=id)),
        transactions=tuple(traced_transactions(company=company, ids=brought)),
        notes=notes_beside(company=company, kind="VOUCHER", id=id),
        may_reverse=access.may("ACCOUNTANT") and not found.head.reversed_by,
    )


def _voucher_line(line: GLLine) -> VoucherLine:
    is_debit = (line.amount_minor > 0) != line.is_correction
    minor = line.amount_minor
    return VoucherLine(line, minor if is_debit else None, None if is_debit else -minor)


@dataclass(frozen=True, slots=True)
class TransactionPage:
    """A transaction of the bank, with what was posted of it.

    erased: since when the bank's file is gone, None while it is there
    """

    one: TracedTransaction
    erased: date | None
    voucher: str
    notes: NotesBeside


@demands("READER")
def transaction(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """What the bank sent, the journal line that it became, and the voucher of it."""
    company = company_by_id(id=access.company_id)
    found = traced_transactions(company=company, ids=[id])
    if not found:
        raise Http404
    names = voucher_names(company=company, ids={found[0].voucher_id} - {0})
    notes = notes_beside(company=company, kind="TRANSACTION", id=id)
    erased = erased_on(company=company, ids=[found[0].file_id]).get(found[0].file_id)
    page = TransactionPage(found[0], erased, names.get(found[0].voucher_id, ""), notes)
    return render(request, "desk/transaction.html", {"page": page})
