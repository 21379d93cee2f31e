"""accounts, vouchers and VAT codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.core.money import format_minor
from reskontra.database.days import day_of
from reskontra.database.listing import Row
from reskontra.interface.api.pages import listing_asked, page_of, page_of_listing
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Code, Data, Day, Page, Paged, Text
from reskontra.ledger.chart import NewAccount, add_account
from reskontra.ledger.cli_vat import vat_code_data
from reskontra.ledger.cli_vouchers import voucher_data
from reskontra.ledger.lists import account_listing, voucher_listing
from reskontra.ledger.reports_voucher import voucher_facts
from reskontra.ledger.vat_codes import VatCodeChange, set_vat_code, vat_codes

routes = Routes("ledger", "Ledger")


class AccountData(Data):
    """A G/L account with what is on it; debit is positive."""

    account: str
    name: str
    side: str
    entries: int
    balance: str


class VoucherListed(Data):
    """A voucher in a list. amount: the sum of its debits."""

    voucher: str
    date: str
    source: str
    text: str
    amount: str
    run: int
    actor: str
    reversed_by: str | None


class VoucherLineData(Data):
    """A line of a voucher; debit is positive."""

    line: int
    account: str
    name: str
    party: str | None
    text: str
    amount: str
    debit: str
    credit: str
    correction: bool
    currency: str
    currency_amount: str
    vat_code: str | None
    cost_center: str | None
    project: str | None


class BankMoveData(Data):
    """What a voucher moved on a bank account; positive is money in."""

    bank_account: str
    currency: str
    amount: str
    text: str
    state: str


class VoucherData(Data):
    """A voucher, whole."""

    voucher: str
    date: str
    source: str
    text: str
    external_document_number: str | None
    run: int
    actor: str
    posted_at: str
    reverses: str | None
    reversed_by: str | None
    currency: str
    lines: list[VoucherLineData]
    bank_entries: list[BankMoveData]


class VatCodeData(Data):
    """A VAT code. rate: in percent."""

    vat_code: str
    name: str
    rate: str
    sales_account: str
    purchase_account: str


class NewAccountBody(Body):
    """income: the side it is on; its first digit says it without."""

    account: Code
    name: Annotated[str, Field(min_length=1, max_length=200)]
    income: bool | None = None


class VatCodeBody(Body):
    """What is to be another; null leaves it, "" as an account is none."""

    rate: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$", examples=["25"])] | None = None
    sales_account: Text | None = None
    purchase_account: Text | None = None
    name: Text | None = None


class AccountsAsked(Paged):
    """Which accounts."""

    q: Annotated[str, Field(max_length=200)] = ""
    all: Annotated[bool, Field(description="Those that nothing is posted on, too.")] = False
    as_of: Day | None = None


class VouchersAsked(Paged):
    """Which vouchers."""

    q: Annotated[str, Field(max_length=200)] = ""
    series: Annotated[str, Field(max_length=20)] = ""
    run: Annotated[int, Field(ge=0, le=10**15, description="All of one posting run.")] = 0
    date_from: Day | None = None
    date_to: Day | None = None
    sort: Literal["posting_date", "-posting_date"] = "-posting_date"


@routes.get("/accounts", Page[AccountData])
def list_accounts(request: Call, asked: Query[AccountsAsked]) -> dict[str, Any]:
    """List the accounts that something is posted on, or the whole chart."""
    company = company_of(request)
    written = {"q": asked.q, "used": "all" if asked.all else "", "as_of": asked.as_of}
    listing = account_listing(company, listing_asked(written))

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        return [
            {"account": row["number"], "name": row["name"], "side": row["side"].lower(), "entries": row["entries"],
             "balance": format_minor(int(row["balance"]), company.currency)}
            for row in rows
        ]  # fmt: skip

    return page_of_listing(listing, asked, sort="number", build=build)


@routes.post("/accounts", AccountData, role="ACCOUNTANT", status=201)
def add_to_chart(request: Call, body: NewAccountBody) -> dict[str, Any]:
    """Add an account to the chart."""
    company, new = company_of(request), NewAccount(body.account, body.name, body.income)
    add_account(company=company, actor=request.auth.actor, account=new)
    nothing = format_minor(0, company.currency)
    return {"account": new.number, "name": new.name, "side": new.side.lower(), "entries": 0, "balance": nothing}


@routes.get("/vouchers", Page[VoucherListed])
def list_vouchers(request: Call, asked: Query[VouchersAsked]) -> dict[str, Any]:
    """List what was posted, voucher by voucher."""
    company = company_of(request)
    written = {
        "q": asked.q, "series": asked.series, "run": str(asked.run or ""),
        "from": asked.date_from, "to": asked.date_to,
    }  # fmt: skip
    listing = voucher_listing(company, listing_asked(written))

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        return [
            {
                "voucher": row["voucher"], "date": day_of(row["posting_date"]).isoformat(),
                "source": row["source"].lower(), "text": row["description"],
                "amount": format_minor(int(row["debit"]), company.currency), "run": row["run"], "actor": row["actor"],
                "reversed_by": row["reversed_by"] or None,
            }
            for row in rows
        ]  # fmt: skip

    return page_of_listing(listing, asked, sort=asked.sort, build=build)


@routes.get("/vouchers/{voucher}", VoucherData)
def show_voucher(request: Call, voucher: str) -> dict[str, Any]:
    """Show a voucher: its lines as debit and credit, and what it moved in the bank."""
    company = company_of(request)
    return voucher_data(company, voucher_facts(company=company, name=voucher))


@routes.get("/vat-codes", Page[VatCodeData])
def list_vat_codes(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the VAT codes with their rates and accounts."""
    return page_of(vat_codes(company=company_of(request)), asked, key=lambda one: one.code, build=vat_code_data)


@routes.put("/vat-codes/{code}", VatCodeData, role="ACCOUNTANT")
def set_a_vat_code(request: Call, code: str, body: VatCodeBody) -> dict[str, Any]:
    """Add a VAT code or change one; what is posted keeps its VAT."""
    rate = Decimal(body.rate) if body.rate else None
    change = VatCodeChange(rate, body.sales_account, body.purchase_account, body.name)
    done = set_vat_code(company=company_of(request), actor=request.auth.actor, code=code, change=change)
    return vat_code_data(done)
