"""Every G/L account as a posting by hand needs it: many accounts are asked for at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Subquery, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.prepared import Prepared
from reskontra.ledger.models import Account, VatCode, VoucherLine
from reskontra.ledger.queries import AccountBlocked, AccountOfBank, AccountUnknown, bank_accounts


@dataclass(frozen=True, slots=True)
class AccountFacts:
    id: int
    number: str
    name: str
    kind: str
    is_blocked: bool
    is_direct_posting: bool
    vat_code: str = ""
    bank_account: str = ""  # the own bank account that it stands for


class VatCodeUnknown(Refused):
    code = "vat_code_unknown"
    template = 'There is no VAT code "{vat_code}". Use one of {known}.'


@dataclass(frozen=True, slots=True)
class VatFacts:
    """Where a VAT code posts, by account id; 0 where it has no account."""

    code: str
    rate_basis_points: int
    sales_id: int
    purchase_id: int


def accounts_by_number(*, company: CompanyFacts) -> dict[str, AccountFacts]:
    """All of the company's G/L accounts."""
    banks = {bank.gl_account: bank.number for bank in bank_accounts(company=company)}
    return {row[1]: AccountFacts(*row, bank_account=banks.get(row[1], "")) for row in _ACCOUNTS.rows(company.id)}


_ACCOUNTS = Prepared(
    lambda company: Account.objects.filter(company=company).values_list(
        "id", "number", "name", "kind", "is_blocked", "is_direct_posting", "vat_code"
    )
)


def direct_account(known: dict[str, AccountFacts], number: str) -> AccountFacts:
    """One of the accounts, if a person may post to it.

    refuses   AccountUnknown, AccountBlocked, AccountOfBank
    """
    account = known.get(number)
    if account is None:
        raise AccountUnknown(account=number)
    if account.is_blocked or not account.is_direct_posting or account.kind != "POSTING":
        raise AccountBlocked(account=number)
    if account.bank_account:
        raise AccountOfBank(account=number, bank_account=account.bank_account)
    return account


def account_balance(*, company: CompanyFacts, number: str) -> int:
    """What is on a G/L account, in local minor units, debit +."""
    accounts = Account.objects.filter(company=company.id, number=number).values("id")
    rows = VoucherLine.objects.filter(company=company.id, account=Subquery(accounts))
    total: int = rows.aggregate(total=Sum("amount_minor", default=0))["total"]
    return total


def vat_by_code(*, company: CompanyFacts) -> dict[str, VatFacts]:
    """Every VAT code with its accounts."""
    rows = _VAT_CODES.rows(company.id)
    ids = dict(_IDS.rows(company.id, [number for _code, _rate, *numbers in rows for number in numbers]))
    return {code: VatFacts(code, rate, *(ids.get(number, 0) for number in numbers)) for code, rate, *numbers in rows}


_VAT_CODES = Prepared(
    lambda company: VatCode.objects.filter(company=company).values_list(
        "code", "rate_basis_points", "sales_account", "purchase_account"
    )
)
_IDS = Prepared(
    lambda company, numbers: Account.objects.filter(company=company, number__in=numbers).values_list("number", "id")
)


def account_name(*, company: CompanyFacts, number: str) -> str | None:
    """The name of a G/L account; None where the chart has none of that number."""
    return Account.objects.filter(company=company.id, number=number).values_list("name", flat=True).first()
