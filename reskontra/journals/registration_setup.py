"""The setup of payment registration as a page: through which batch, against which account; chosen once."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.batches import DEFAULTS, BatchFacts, BatchUnknown, NewBatch, add_batch, batches
from reskontra.journals.registration import KINDS, RegistrationNotSetUp, SetupFacts, set_up, setup_of
from reskontra.ledger.account_facts import accounts_by_number
from reskontra.ledger.queries import bank_accounts

NEW = "+"  # the choice of a batch that is made at once
NEW_NAMES = {"CUSTOMER": "INBET", "VENDOR": "UTBET"}


@dataclass(frozen=True, slots=True)
class SetupPage:
    """banks, accounts: (value, word) of what may be chosen; chosen values as they are, or as they were typed."""

    ledger: str
    batches: tuple[BatchFacts, ...]
    banks: tuple[tuple[str, str], ...]
    accounts: tuple[tuple[str, str], ...]
    batch: str
    account: str
    fills_date: bool
    is_set_up: bool
    new_name: str
    refused: tuple[str, ...] = ()


@demands("CLERK")
def setup(request: HttpRequest, access: Access) -> HttpResponse:
    """GET asks, POST keeps it for the user, or for everybody who has none."""
    company = company_by_id(id=access.company_id)
    ledger = "VENDOR" if request.GET.get("ledger") == "vendor" else "CUSTOMER"
    refused: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            chosen = _set_up(request, access, company, ledger)
        except Refused as refusal:
            refused = tuple(said_lines(refusal))
        else:
            said = _("Payments are registered through batch {batch} against {account}.")
            told = said.format(batch=chosen.batch.name, account=chosen.account.partition(":")[2])
            to = reverse("registration", args=[company.id]) + ("?ledger=vendor" if ledger == "VENDOR" else "")
            return done(request, told, to)
    page = _page(request, access, company, ledger, refused)
    return render(request, "journals/registration_setup.html", {"page": page}, status=REFUSED if refused else 200)


def _set_up(request: HttpRequest, access: Access, company: CompanyFacts, ledger: str) -> SetupFacts:
    batch = request.POST.get("batch", "")
    if batch == NEW:
        name = request.POST.get("new_batch", "").strip() or NEW_NAMES[ledger]
        batch = add_batch(company=company, actor=access.actor, batch=NewBatch(KINDS[ledger], name)).name
    everybody = "everybody" in request.POST and access.may("ACCOUNTANT")
    return set_up(
        company=company,
        actor=access.actor,
        user="" if everybody else access.actor,
        batch=batch,
        account=request.POST.get("account", ""),
        fills_date="fills_date" in request.POST,
        ledger=ledger,
    )


def _page(
    request: HttpRequest, access: Access, company: CompanyFacts, ledger: str, refused: tuple[str, ...]
) -> SetupPage:
    try:
        known = setup_of(company=company, user=access.actor, ledger=ledger)
    except (RegistrationNotSetUp, BatchUnknown):
        known = None
    found = [batch for batch in batches(company=company, kind=KINDS[ledger]) if batch.series]
    banks = [
        (f"bank:{bank.number}", f"{bank.number} {bank.name} · {bank.currency}")
        for bank in bank_accounts(company=company)
    ]
    gl = [
        (f"gl:{one.number}", f"{one.number} {one.name}")
        for one in accounts_by_number(company=company).values()
        if one.kind == "POSTING" and one.is_direct_posting and not one.is_blocked and not one.bank_account
    ]
    first = known.batch.name if known else found[0].name if found else NEW
    account = known.account if known else banks[0][0] if banks else ""
    typed = request.POST if refused else {}
    return SetupPage(
        ledger=ledger,
        batches=tuple(found),
        banks=tuple(banks),
        accounts=tuple(sorted(gl)),
        batch=str(typed.get("batch", first)),
        account=str(typed.get("account", account)),
        fills_date="fills_date" in typed if refused else known is None or known.fills_date,
        is_set_up=known is not None,
        new_name=str(typed.get("new_batch", "")) or _free_name(company, NEW_NAMES[ledger]),
        refused=refused,
    )


def _free_name(company: CompanyFacts, wanted: str) -> str:
    """The name for a new batch, or with a number where there is one already."""
    known = {batch.name for kind in DEFAULTS for batch in batches(company=company, kind=kind)}
    return next(name for name in (wanted, *(f"{wanted}{n}" for n in range(2, 1000))) if name not in known)
