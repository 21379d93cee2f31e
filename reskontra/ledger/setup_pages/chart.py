"""The chart of accounts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed
from reskontra.ledger.chart import NewAccount, add_account
from reskontra.ledger.queries import accounts

SHOWN = 500


@demands("ACCOUNTANT", shows=True)
def chart_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        side = {"income": True, "balance": False}.get(typed.text("side"))
        account = NewAccount(typed.needed("number"), typed.needed("name"), side)
        add_account(company=company, actor=access.actor, account=account)
        return _("Account {account} is in the chart.").format(account=account.number)

    return answer(request, access, lambda typed: _page(company, typed.text("from")), Change(do))


def _page(company: CompanyFacts, first: str) -> Page:
    found = [row for row in accounts(company=company) if row[0] >= first]
    rows = tuple(Row(row) for row in found[:SHOWN])
    older = f"?from={found[SHOWN][0]}" if len(found) > SHOWN else ""
    heads = (Head(_("Account")), Head(_("Name")))
    sides = (("", _("As its first digit says")), ("income", _("Income and costs")), ("balance", _("Balance sheet")))
    fields = (
        Field("number", _("Account"), is_needed=True),
        Field("name", _("Name"), is_needed=True),
        Field("side", _("Side"), "", "select", sides),
    )
    at = {"account_number_unfit": "number", "account_exists": "number"}
    form = Form("account", _("Add an account"), _("Add"), fields, at=at)
    listing = Listing(_("Accounts"), heads, rows, _("No accounts."), older)
    return Page(_("Chart of accounts"), _("Which G/L accounts there are to post to."), (listing,), (form,))
