"""Interest terms added and changed; what was issued keeps what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.interest_terms import E5, InterestTermsFacts, find_interest_terms
from reskontra.collections.models import InterestFee, InterestTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import require_code
from reskontra.companies.terms_by_name import keep_terms_name, named_terms
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.core.interest import InterestRate
from reskontra.core.late_payment_law import SWEDISH, Cost, FeeAboveLaw
from reskontra.core.money import Money
from reskontra.database.locks import lock_company

KIND = "FINANCE_CHARGE"
_ANY_DAY = date.min
METHODS = ("DAILY", "BALANCE")
CHARGED = ("OPEN", "CLOSED", "ALL")
DAY_COUNTS = ("ACTUAL", "ACTUAL_ACTUAL")
REFERENCES = ("", "SE", "EU")


class InterestTermsThere(Refused):
    code = "interest_terms_there"
    template = 'There are interest terms "{terms}" already. Change them, or choose another code.'


class InterestTermsChoiceUnknown(Refused):
    code = "interest_terms_choice_unknown"
    template = '"{text}" is no choice here. Use one of {known}.'


class InterestAmountNegative(Refused):
    code = "interest_amount_negative"
    template = "{amount} is below zero. Give 0 or more."


@dataclass(frozen=True, slots=True)
class InterestTermsChange:
    """None leaves a value. Amounts in minor units: minimum and fee of the company's currency, fees by their own.

    method, charged, day_count, reference   of METHODS, CHARGED, DAY_COUNTS, REFERENCES
    fees                                    replaces all that there are in other currencies; a fee of 0 is none
    """

    name: str | None = None
    method: str | None = None
    percent: Decimal | None = None
    period_days: int | None = None
    day_count: str | None = None
    charged: str | None = None
    grace: str | None = None
    due: str | None = None
    minimum_minor: int | None = None
    fee_minor: int | None = None
    fees: Mapping[str, int] | None = None
    posts_interest: bool | None = None
    posts_fee: bool | None = None
    makes_fee_alone: bool | None = None
    bears_on_interest: bool | None = None
    bears_on_fees: bool | None = None
    reference: str | None = None
    points: Decimal | None = None


_PLAIN = (
    "period_days", "minimum_minor", "fee_minor", "posts_interest", "posts_fee", "makes_fee_alone", "bears_on_interest",
    "bears_on_fees",
)  # fmt: skip
_CHOICES = {"method": METHODS, "charged": CHARGED, "day_count": DAY_COUNTS, "reference": REFERENCES}
_FORMULAS = {"grace": "grace", "due": "due_formula"}


def add_interest_terms(
    *, company: CompanyFacts, actor: str, code: str, change: InterestTermsChange
) -> InterestTermsFacts:
    """New interest terms; a code that had a name alone gets what it says.

    refuses   InterestTermsThere, and what change_interest_terms() refuses
    """
    if InterestTerms.objects.filter(company=company.id, terms__code=code).exists():
        raise InterestTermsThere(terms=code)
    return _set(company, actor, code, change)


def change_interest_terms(
    *, company: CompanyFacts, actor: str, code: str, change: InterestTermsChange
) -> InterestTermsFacts:
    """Change interest terms that there are.

    refuses   InterestTermsUnknown, TermsCodeUnfit, InterestTermsChoiceUnknown, NotADateFormula,
              InterestAmountNegative, FeeAboveLaw, what core/interest.py refuses of a rate
    """
    find_interest_terms(company=company, code=code)
    return _set(company, actor, code, change)


def _set(company: CompanyFacts, actor: str, code: str, change: InterestTermsChange) -> InterestTermsFacts:
    require_code(code)
    values = _values(company, change)
    with transaction.atomic():
        lock_company(company.id)
        known = named_terms(company=company, kind=KIND)
        name = change.name or (known[code].name if code in known else code)
        terms = keep_terms_name(company=company, kind=KIND, code=code, name=name).id
        row = InterestTerms.objects.filter(company=company.id, terms=terms).first()
        row = row or InterestTerms(company_id=company.id, terms_id=terms)
        before = {name: getattr(row, name) for name in values} if row.id else {}
        for name, value in values.items():
            setattr(row, name, value)
        InterestRate(_ANY_DAY, Decimal(row.rate_e5) / E5, row.period_days)  # is one that can be reckoned with
        row.save()
        _keep_fees(company, row, change.fees)
        content = {"before": before, "after": values, "fees": change.fees and dict(change.fees)}
        record(company=company.id, actor=actor, action="interest_terms.set", subject=code, content=content)
    return find_interest_terms(company=company, code=code)


def _values(company: CompanyFacts, change: InterestTermsChange) -> dict[str, str | int | bool]:
    values: dict[str, str | int | bool] = {
        name: value for name in _PLAIN if (value := getattr(change, name)) is not None
    }
    for name, known in _CHOICES.items():
        chosen = getattr(change, name)
        if chosen is not None and chosen not in known:
            raise InterestTermsChoiceUnknown(text=chosen[:40], known=tuple(one.lower() for one in known if one))
        if chosen is not None:
            values[name] = chosen
    for name, column in _FORMULAS.items():
        text = getattr(change, name)
        if text is not None:
            values[column] = str(parse_formula(text)) if text else ""
    if change.percent is not None:
        values["rate_e5"] = rate_units(change.percent, change.period_days or 365)
    if change.points is not None:
        values["points_e5"] = rate_units(change.points, 365)
    _require_amounts(company, change)
    return values


def rate_units(percent: Decimal, period_days: int) -> int:
    """A rate as it is stored: per cent × 100 000.

    refuses   InterestRateOutOfBounds, InterestPeriodOutOfBounds
    """
    return InterestRate(_ANY_DAY, percent, period_days).units


def _require_amounts(company: CompanyFacts, change: InterestTermsChange) -> None:
    """refuses   InterestAmountNegative, FeeAboveLaw"""
    own = {"minimum": change.minimum_minor, "fee": change.fee_minor}
    amounts = [Money(minor, company.currency) for minor in own.values() if minor is not None]
    amounts += [Money(minor, currency) for currency, minor in (change.fees or {}).items()]
    for amount in amounts:
        if amount.minor < 0:
            raise InterestAmountNegative(amount=amount)
    most = SWEDISH[Cost.REMINDER]
    fees = {company.currency: change.fee_minor or 0, **(change.fees or {})}
    if company.country == "SE" and fees.get(most.currency, 0) > most.most_minor:
        fee = Money(fees[most.currency], most.currency)
        raise FeeAboveLaw(fee=fee, most=Money(most.most_minor, most.currency), paragraph=most.paragraph)


def _keep_fees(company: CompanyFacts, row: InterestTerms, fees: Mapping[str, int] | None) -> None:
    if fees is None:
        return
    InterestFee.objects.filter(company=company.id, interest_terms=row).delete()
    for currency, minor in fees.items():
        if minor:
            InterestFee(company_id=company.id, interest_terms=row, currency=currency, fee_minor=minor).save()
