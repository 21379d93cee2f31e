"""The page on which differences of a bank reconciliation go to a general journal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.page import reconciliation_found
from reskontra.bank.reconciliation.queries import ReconciliationLine, lines_of
from reskontra.bank.reconciliation.transferring import transfer_differences
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.batches import batches
from reskontra.matching.differences import mapped_accounts
from reskontra.matching.ways import written_account

MOST_LINES = 200  # on the page at once; the others come when these are on a journal


@dataclass(frozen=True, slots=True)
class Row:
    """A line that differs. account: what was typed for it, else what a text mapping says."""

    line: ReconciliationLine
    account: str
    is_marked: bool


@demands("CLERK")
def reconciliation_transfer(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """GET lists the lines that differ, with the accounts that text mappings name; POST puts the marked on a journal."""
    company, found = reconciliation_found(access, name)
    differing = [line for line in lines_of(company=company, found=found) if line.difference_minor]
    said: list[str] = []
    if request.method == "POST":
        try:
            told = _transferred(request, access, company, name, differing)
        except (Refused, Malformed) as refusal:
            said = list(said_lines(refusal))
        else:
            return done(request, told, reverse("typed_journal", args=[company.id, request.POST["batch"]]))
    shown = differing[:MOST_LINES]
    context = {
        "found": found,
        "currency": found.bank_account.currency,
        "rows": _rows(request, shown, mapped_accounts(company=company, found=found, lines=shown)),
        "more": len(differing) - len(shown),
        "batches": batches(company=company, kind="GENERAL"),
        "batch": request.POST.get("batch", ""),
        "said": said,
    }
    return render(request, "matching/reconciliation_transfer.html", context, status=REFUSED if said else 200)


def _transferred(
    request: HttpRequest, access: Access, company: CompanyFacts, name: str, differing: Collection[ReconciliationLine]
) -> str:
    marked = set(request.POST.getlist("line"))
    numbers = [line.number for line in differing if str(line.number) in marked]
    typed = {number: written_account(request.POST.get(f"account-{number}", "")) for number in numbers}
    made = transfer_differences(
        company=company,
        actor=access.actor,
        name=name,
        numbers=numbers,
        batch=request.POST.get("batch", ""),
        today=today(),
        accounts={number: account for number, account in typed.items() if account},
    )
    return worded(
        _("{count:line is|lines are} on this journal for {reconciliation}. Posted, they are matched by themselves."),
        count=len(made), reconciliation=name,
    )  # fmt: skip


def _rows(request: HttpRequest, shown: Collection[ReconciliationLine], mapped: dict[int, str]) -> list[Row]:
    is_sent, marked = request.method == "POST", set(request.POST.getlist("line"))
    return [
        Row(
            line,
            request.POST.get(f"account-{line.number}", "") if is_sent else mapped.get(line.number, ""),
            str(line.number) in marked if is_sent else line.number in mapped,
        )
        for line in shown
    ]
