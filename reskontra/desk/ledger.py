"""A voucher in full, and the card of a customer or vendor with the entries behind the balance."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines
from reskontra.ledger.cli_reports import source_word
from reskontra.ledger.queries import VoucherUnknown
from reskontra.ledger.reports_voucher import GLLine, VoucherFacts, voucher_facts
from reskontra.matching.actions.reverse_lines import Wanted, reverse_voucher
from reskontra.matching.fact_views import FactView, list_facts
from reskontra.parties.queries import PartySummary, PartyUnknown, accounts_of, find_party
from reskontra.receivables.history import EntryLine, entries_of
from reskontra.receivables.kinds import kind_word

MOST = 500


@dataclass(frozen=True, slots=True)
class VoucherLine:
    line: GLLine
    debit_minor: int | None
    credit_minor: int | None


@dataclass(frozen=True, slots=True)
class VoucherPage:
    """A voucher with its lines; local currency."""

    found: VoucherFacts
    source: str
    lines: tuple[VoucherLine, ...]
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
    context = {"page": _voucher_page(found, access), "refused": refused, "reason": request.POST.get("reason", "")}
    return render(request, "desk/voucher.html", context, status=REFUSED if refused else 200)


def _voucher_page(found: VoucherFacts, access: Access) -> VoucherPage:
    return VoucherPage(
        found=found,
        source=source_word(found.head.source),
        lines=tuple(_voucher_line(line) for line in found.lines),
        may_reverse=access.may("ACCOUNTANT") and not found.head.reversed_by,
    )


def _voucher_line(line: GLLine) -> VoucherLine:
    is_debit = (line.amount_minor > 0) != line.is_correction
    minor = line.amount_minor
    return VoucherLine(line, minor if is_debit else None, None if is_debit else -minor)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    entry: EntryLine
    kind: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A customer or vendor. balance_minor: of open entries in the company's currency alone; others are in the table."""

    party: PartySummary
    ledger: str
    accounts: tuple[str, ...]
    entries: tuple[PartyEntry, ...]
    balance_minor: int
    overdue_minor: int
    facts: tuple[FactView, ...]
    shows_settled: bool


@demands("READER")
def party(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    try:
        found = find_party(company=company, ledger=ledger, number=number)
    except PartyUnknown as unknown:
        raise Http404 from unknown
    page = _party_page(company, found, shows_settled=request.GET.get("all") == "1")
    return render(request, "desk/party.html", {"page": page})


def _party_page(company: CompanyFacts, party: PartySummary, *, shows_settled: bool) -> PartyPage:
    found = entries_of(company=company, ledger=party.ledger, account=party.number, is_open=not shows_settled, most=MOST)
    local = [one for one in found if one.remaining.currency == company.currency]
    facts = list_facts(company=company, means=f"{party.ledger.lower()}:{party.number}")
    return PartyPage(
        party=party,
        ledger=party.ledger.lower(),
        accounts=tuple(accounts_of(company=company, ids=[party.id]).get(party.id, ())),
        entries=tuple(PartyEntry(one, kind_word(one.document_type), not one.remaining.minor) for one in found),
        balance_minor=sum(one.remaining.minor for one in local),
        overdue_minor=sum(one.remaining.minor for one in local if one.due_date < today()),
        facts=tuple(facts),
        shows_settled=shows_settled,
    )
