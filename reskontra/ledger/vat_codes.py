"""VAT codes: listed, added and changed. What is posted keeps the rate it was posted with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.ledger.account_facts import accounts_by_number, direct_account
from reskontra.ledger.models import VatCode

LONGEST = 20


class VatRateOutOfBounds(Refused):
    code = "vat_rate_out_of_bounds"
    template = "{rate} % is not a VAT rate. Write 0 to 100, with at most two decimals."


class VatRateMissing(Refused):
    code = "vat_rate_missing"
    template = 'VAT code "{vat_code}" is new and has no rate. Write it with --rate.'


class VatCodeTooLong(Refused):
    code = "vat_code_too_long"
    template = 'VAT code "{vat_code}" has {length} characters. Write 1 to {most}.'


@dataclass(frozen=True, slots=True)
class VatCodeFacts:
    """rate_basis_points: 2500 is 25 %. Accounts by number; "" where VAT is posted nowhere."""

    code: str
    name: str
    rate_basis_points: int
    sales_account: str
    purchase_account: str

    @property
    def rate(self) -> Decimal:
        """In percent."""
        return Decimal(self.rate_basis_points) / 100


@dataclass(frozen=True, slots=True)
class VatCodeChange:
    """None leaves as it is; "" takes an account away. rate in percent."""

    rate: Decimal | None = None
    sales_account: str | None = None
    purchase_account: str | None = None
    name: str | None = None


def vat_codes(*, company: CompanyFacts) -> list[VatCodeFacts]:
    """Every VAT code, by code."""
    rows = VatCode.objects.filter(company=company.id).order_by("code")
    return [VatCodeFacts(*row) for row in rows.values_list(*VatCodeFacts.__slots__)]


def set_vat_code(*, company: CompanyFacts, actor: str, code: str, change: VatCodeChange) -> VatCodeFacts:
    """Add a VAT code or change one.

    refuses   VatCodeTooLong, VatRateMissing, VatRateOutOfBounds, AccountUnknown, AccountBlocked, AccountOfBank
    """
    with transaction.atomic():
        lock_company(company.id)
        before = next((one for one in vat_codes(company=company) if one.code == code), None)
        known = before or VatCodeFacts(code, code, 0, "", "")
        if not 1 <= len(code) <= LONGEST:
            raise VatCodeTooLong(vat_code=code[:40], length=len(code), most=LONGEST)
        if before is None and change.rate is None:
            raise VatRateMissing(vat_code=code)
        after = VatCodeFacts(
            code=code,
            name=(known.name if change.name is None else change.name)[:100],
            rate_basis_points=known.rate_basis_points if change.rate is None else _basis_points(change.rate),
            sales_account=known.sales_account if change.sales_account is None else change.sales_account,
            purchase_account=known.purchase_account if change.purchase_account is None else change.purchase_account,
        )
        accounts = accounts_by_number(company=company)
        for account in (change.sales_account, change.purchase_account):
            if account:
                direct_account(accounts, account)
        values = {name: getattr(after, name) for name in VatCodeFacts.__slots__ if name != "code"}
        VatCode.objects.update_or_create(company_id=company.id, code=code, defaults=values)
        content = {"before": _told(before) if before else None, "after": _told(after)}
        record(company=company.id, actor=actor, action="vat_code.set", subject=code, content=content)
    return after


def _basis_points(rate: Decimal) -> int:
    points = rate * 100
    if not rate.is_finite() or not 0 <= rate <= 100 or points != points.to_integral_value():
        raise VatRateOutOfBounds(rate=rate)
    return int(points)


def _told(facts: VatCodeFacts) -> list[object]:
    return [facts.name, facts.rate_basis_points, facts.sales_account, facts.purchase_account]
