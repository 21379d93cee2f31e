"""Interest terms as rules take them: by code, each with its dated rates and its fees in other currencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reskontra.collections.models import InterestFee, InterestRate, InterestTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.core import interest
from reskontra.core.errors import Refused
from reskontra.core.interest import DayCount

E5 = 10**5
_DAY_COUNTS = {"ACTUAL": DayCount.FIXED, "ACTUAL_ACTUAL": DayCount.ACTUAL}
DAY_COUNT_CODES = {count: code for code, count in _DAY_COUNTS.items()}


class InterestTermsUnknown(Refused):
    code = "interest_terms_unknown"
    template = (
        'There are no interest terms "{terms}". Use one of {known}, or make them with reskontra interest-terms add.'
    )


@dataclass(frozen=True, slots=True)
class InterestTermsFacts:
    """Interest terms; formulas as they are stored, amounts in minor units of the company's currency.

    is_daily      by the day on what was owed, else once on what is left
    charged       OPEN, CLOSED or ALL: which entries a memo charges
    reference     whose reference rate the dated rates follow, "" for nobody's; points: what is added to it, per cent
    rates, fees   by currency; "" for every currency that has none of its own
    """

    id: int
    terms_id: int
    code: str
    name: str
    method: str
    percent: Decimal
    period_days: int
    day_count: DayCount
    charged: str
    grace: str
    due_formula: str
    minimum_minor: int
    fee_minor: int
    posts_interest: bool
    posts_fee: bool
    makes_fee_alone: bool
    bears_on_interest: bool
    bears_on_fees: bool
    reference: str
    points: Decimal
    rates: Mapping[str, tuple[interest.InterestRate, ...]]
    fees: Mapping[str, int]

    @property
    def is_daily(self) -> bool:
        return self.method == "DAILY"

    def rates_in(self, currency: str) -> tuple[interest.InterestRate, ...]:
        """The dated rates of a currency, else those of every one; without any the terms' own rate, of all time."""
        dated = self.rates.get(currency) or self.rates.get("")
        return dated or (interest.InterestRate(date.min, self.percent, self.period_days),)


def interest_terms(*, company: CompanyFacts) -> dict[str, InterestTermsFacts]:
    """All of the company's by code; a code that has a name alone, and says nothing of interest, is not among them."""
    rates: dict[int, dict[str, list[interest.InterestRate]]] = {}
    dated = InterestRate.objects.filter(company=company.id).order_by("start_date")
    for id, currency, start, units, days in dated.values_list(
        "interest_terms_id", "currency", "start_date", "rate_e5", "period_days"
    ):
        one = interest.InterestRate(start, Decimal(units) / E5, days)
        rates.setdefault(id, {}).setdefault(currency, []).append(one)
    fees: dict[int, dict[str, int]] = {}
    for id, currency, minor in InterestFee.objects.filter(company=company.id).values_list(
        "interest_terms_id", "currency", "fee_minor"
    ):
        fees.setdefault(id, {})[currency] = minor
    rows = InterestTerms.objects.filter(company=company.id).select_related("terms").order_by("terms__code")
    return {
        row.terms.code: _facts(
            row, {code: tuple(of) for code, of in rates.get(row.id, {}).items()}, fees.get(row.id, {})
        )
        for row in rows
    }


def _facts(
    row: InterestTerms, rates: Mapping[str, tuple[interest.InterestRate, ...]], fees: Mapping[str, int]
) -> InterestTermsFacts:
    return InterestTermsFacts(
        id=row.id, terms_id=row.terms_id, code=row.terms.code, name=row.terms.name, method=row.method,
        percent=Decimal(row.rate_e5) / E5, period_days=row.period_days, day_count=_DAY_COUNTS[row.day_count],
        charged=row.charged, grace=row.grace, due_formula=row.due_formula, minimum_minor=row.minimum_minor,
        fee_minor=row.fee_minor, posts_interest=row.posts_interest, posts_fee=row.posts_fee,
        makes_fee_alone=row.makes_fee_alone, bears_on_interest=row.bears_on_interest, bears_on_fees=row.bears_on_fees,
        reference=row.reference, points=Decimal(row.points_e5) / E5,
        rates=rates, fees=fees,
    )  # fmt: skip


def find_interest_terms(*, company: CompanyFacts, code: str) -> InterestTermsFacts:
    """The terms of that code.

    refuses   InterestTermsUnknown
    """
    known = interest_terms(company=company)
    if code not in known:
        raise InterestTermsUnknown(terms=code, known=tuple(known) or ("–",))
    return known[code]
