"""What a company says of each currency: payment tolerance, rounding, accounts of exchange differences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import Currency
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import parse_minor
from reskontra.database.locks import lock_company
from reskontra.database.prepared import Prepared


class TolerancePercent(Refused):
    code = "tolerance_percent"
    template = 'A payment tolerance of "{percent}" % was to be set. Write 0 to 100 with at most two decimals.'


class LimitNegative(Refused):
    code = "limit_negative"
    template = "The limit {limit} of {currency} is below zero. Write 0 or more."


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What may be tolerated of an invoice: a share in 1/100 of a per cent, and at most so much; 0 is no such bound."""

    basis_points: int
    max_minor: int


@dataclass(frozen=True, slots=True)
class CurrencyFacts:
    """Limits in the currency's minor units."""

    code: str
    tolerance: Tolerance
    rounding_limit_minor: int
    application_rounding_minor: int


@dataclass(frozen=True, slots=True)
class CurrencyChange:
    """As people write them; None leaves a value."""

    tolerance_percent: str | None = None
    max_tolerance: str | None = None
    rounding_limit: str | None = None
    application_rounding: str | None = None


def tolerances(*, company: CompanyFacts) -> dict[str, Tolerance]:
    """By currency, where something is tolerated."""
    return {
        one.code: one.tolerance
        for one in currencies(company=company)
        if one.tolerance.basis_points or one.tolerance.max_minor
    }


def currencies(*, company: CompanyFacts) -> list[CurrencyFacts]:
    """The currencies the company deals in, by code."""
    return [
        CurrencyFacts(code, Tolerance(basis_points, most), rounding, application_rounding)
        for code, basis_points, most, rounding, application_rounding in _CURRENCIES.rows(company.id)
    ]


_CURRENCIES = Prepared(
    lambda company: (
        Currency.objects.filter(company=company)
        .order_by("code")
        .values_list(
            "code",
            "payment_tolerance_basis_points",
            "max_payment_tolerance_minor",
            "rounding_limit_minor",
            "application_rounding_minor",
        )
    )
)


def set_currency(*, company: CompanyFacts, actor: str, code: str, change: CurrencyChange) -> CurrencyFacts:
    """Change what is said of a currency; one that is new is added.

    refuses   NotACurrency, TolerancePercent, NotAnAmount, TooManyDecimals, LimitNegative
    """
    currency = currency_codes.validate(code)
    values: dict[str, int] = {}
    if change.tolerance_percent is not None:
        values["payment_tolerance_basis_points"] = _basis_points(change.tolerance_percent)
    for name, text in (
        ("max_payment_tolerance_minor", change.max_tolerance),
        ("rounding_limit_minor", change.rounding_limit),
        ("application_rounding_minor", change.application_rounding),
    ):
        if text is not None:
            values[name] = _limit(text, currency)
    with transaction.atomic():
        lock_company(company.id)
        row, _ = Currency.objects.get_or_create(company_id=company.id, code=currency)
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        content = {"before": before, "after": values}
        record(company=company.id, actor=actor, action="currency.set", subject=currency, content=content)
    return _facts(row)


def _facts(row: Currency) -> CurrencyFacts:
    return CurrencyFacts(
        code=row.code,
        tolerance=Tolerance(row.payment_tolerance_basis_points, row.max_payment_tolerance_minor),
        rounding_limit_minor=row.rounding_limit_minor,
        application_rounding_minor=row.application_rounding_minor,
    )


def _basis_points(text: str) -> int:
    try:
        points = Decimal(text) * 100
    except InvalidOperation:
        raise TolerancePercent(percent=text[:20]) from None
    if not points.is_finite() or not 0 <= points <= 10_000 or points != points.to_integral_value():
        raise TolerancePercent(percent=text[:20])
    return int(points)


def _limit(text: str, currency: str) -> int:
    minor = parse_minor(text, currency)
    if minor < 0:
        raise LimitNegative(limit=text, currency=currency)
    return minor
