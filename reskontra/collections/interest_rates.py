"""Dated rates of interest terms, and reference rates that several terms follow by half-years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.change_interest_terms import KIND, InterestTermsChange, add_interest_terms, rate_units
from reskontra.collections.interest_terms import E5, InterestTermsFacts, find_interest_terms, interest_terms
from reskontra.collections.models import InterestRate, InterestTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import named_terms
from reskontra.core.errors import Refused
from reskontra.core.late_payment_law import REFERENCES, Reference, half_year_of
from reskontra.database.locks import lock_company

_YEAR = 365


class InterestRateThere(Refused):
    code = "interest_rate_there"
    template = "{terms} have a rate from {day} already, {percent} %. Delete it first, or choose another day."


class InterestRateUnknown(Refused):
    code = "interest_rate_unknown"
    template = "{terms} have no rate that begins {day}. Choose one that reskontra interest-rates list {terms} shows."


class InterestBelowZero(Refused):
    code = "interest_below_zero"
    template = (
        "{reference} % and {points} percentage points come to {percent} %, below zero ({paragraph}). "
        "Enter a reference rate that gives zero or more."
    )


class ReferenceDayUnfit(Refused):
    code = "reference_day_unfit"
    template = "{day} does not begin a half-year. Use {first}, or the first day of another half-year."


class ReferenceNotFollowed(Refused):
    code = "reference_not_followed"
    template = (
        'No interest terms follow the reference rate "{reference}". '
        "Make such terms with reskontra interest-terms install."
    )


class PresetTermsUnknown(Refused):
    code = "interest_preset_unknown"
    template = '"{terms}" are no interest terms that come with the program. Use one of {known}.'


@dataclass(frozen=True, slots=True)
class RateFacts:
    """A dated rate; currency "" for every one that has none of its own; source: where it was read."""

    terms: str
    currency: str
    start_date: date
    percent: Decimal
    period_days: int
    source: str


@dataclass(frozen=True, slots=True)
class NewRate:
    start_date: date
    percent: Decimal
    period_days: int = _YEAR
    currency: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LateReference:
    """A reference rate that terms follow, and that is not known for the half-year of a day.

    known_from   the half-year that was entered last; percent: what is reckoned with until the new one is
    """

    reference: Reference
    terms: tuple[str, ...]
    half_year: date
    known_from: date
    percent: Decimal


_OF_PRESET = {"se-bas": "SE", "ifrs": "EU"}
PRESETS = {"SE-RÄNTELAGEN": "SE", "EU-2011-7": "EU"}
_NAMES = {"SE-RÄNTELAGEN": "Dröjsmålsränta enligt räntelagen", "EU-2011-7": "Late payment interest, 2011/7/EU"}


def interest_rates(*, company: CompanyFacts, code: str = "") -> list[RateFacts]:
    """Dated rates by terms, currency and day, the newest first.

    code      of one terms; "" for all
    """
    rows = InterestRate.objects.filter(company=company.id)
    if code:
        rows = rows.filter(interest_terms__terms__code=code)
    rows = rows.order_by("interest_terms__terms__code", "currency", "-start_date")
    return [
        RateFacts(terms, currency, start, Decimal(units) / E5, days, source)
        for terms, currency, start, units, days, source in rows.values_list(
            "interest_terms__terms__code", "currency", "start_date", "rate_e5", "period_days", "source"
        )
    ]


def add_interest_rate(*, company: CompanyFacts, actor: str, code: str, rate: NewRate) -> RateFacts:
    """A rate from a day on, until the next.

    refuses   InterestTermsUnknown, InterestRateThere, what core/interest.py refuses of a rate
    """
    with transaction.atomic():
        lock_company(company.id)
        terms = find_interest_terms(company=company, code=code)
        _keep(company, terms, rate)
        content = {"day": rate.start_date, "percent": rate.percent, "days": rate.period_days, "source": rate.source}
        record(company=company.id, actor=actor, action="interest_rate.added", subject=code, content=content)
    return RateFacts(code, rate.currency, rate.start_date, rate.percent, rate.period_days, rate.source)


def delete_interest_rate(*, company: CompanyFacts, actor: str, code: str, day: date, currency: str = "") -> None:
    """Take a rate away; what was issued keeps it.

    refuses   InterestTermsUnknown, InterestRateUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        terms = find_interest_terms(company=company, code=code)
        row = InterestRate.objects.filter(
            company=company.id, interest_terms=terms.id, currency=currency, start_date=day
        ).first()
        if row is None:
            raise InterestRateUnknown(terms=code, day=day)
        content = {"day": day, "percent": Decimal(row.rate_e5) / E5, "currency": currency}
        InterestRate.objects.filter(company=company.id, id=row.id).delete()
        record(company=company.id, actor=actor, action="interest_rate.deleted", subject=code, content=content)


def add_reference_rate(
    *, company: CompanyFacts, actor: str, day: date, percent: Decimal, source: str = "", reference: str = "SE"
) -> list[RateFacts]:
    """A reference rate from a half-year on, for all terms that follow it: each with its percentage points added.

    percent   of the bank, below zero too; refuses ReferenceDayUnfit, ReferenceNotFollowed, InterestBelowZero,
              InterestRateThere
    """
    if day != half_year_of(day):
        raise ReferenceDayUnfit(day=day, first=half_year_of(day))
    with transaction.atomic():
        lock_company(company.id)
        followers = [one for one in interest_terms(company=company).values() if one.reference == reference]
        if not followers or reference not in REFERENCES:
            raise ReferenceNotFollowed(reference=reference)
        made = []
        for terms in followers:
            rate = followed(REFERENCES[reference], terms.points, day, percent, source)
            _keep(company, terms, rate)
            made.append(RateFacts(terms.code, "", day, rate.percent, rate.period_days, rate.source))
        content = {"day": day, "percent": percent, "source": source, "terms": [one.terms for one in made]}
        record(company=company.id, actor=actor, action="reference_rate.added", subject=reference, content=content)
    return made


def install_interest_terms(*, company: CompanyFacts, actor: str, code: str) -> InterestTermsFacts:
    """Terms as the law has them, with the rates that were known when the program was made.

    code      of PRESETS; refuses PresetTermsUnknown, InterestTermsThere
    """
    if code not in PRESETS:
        raise PresetTermsUnknown(terms=code, known=tuple(PRESETS))
    by = REFERENCES[PRESETS[code]]
    change = InterestTermsChange(
        name=_NAMES[code], method="DAILY", period_days=_YEAR, day_count="ACTUAL", charged="OPEN",
        posts_interest=True, posts_fee=True, reference=by.code, points=by.points, due="30D",
    )  # fmt: skip
    with transaction.atomic():
        terms = add_interest_terms(company=company, actor=actor, code=code, change=change)
        for day, percent in by.rows():
            _keep(company, terms, followed(by, by.points, day, percent, ""))
    return find_interest_terms(company=company, code=code)


def install_preset_interest(*, company: CompanyFacts) -> None:
    """What the terms of the company's preset say: the law's interest, where they had a name alone.

    Inside the caller's transaction, which makes the company.
    """
    by = REFERENCES[_OF_PRESET[company.preset]]
    names = named_terms(company=company, kind=KIND)
    for terms in names.values():
        row = InterestTerms.objects.create(
            company_id=company.id, terms_id=terms.id, period_days=_YEAR, due_formula="30D", reference=by.code,
            points_e5=rate_units(by.points, _YEAR),
        )  # fmt: skip
        rates = (followed(by, by.points, day, percent, "") for day, percent in by.rows())
        InterestRate.objects.bulk_create(
            InterestRate(
                company_id=company.id, interest_terms=row, start_date=rate.start_date,
                rate_e5=rate_units(rate.percent, _YEAR), period_days=_YEAR, source=rate.source,
            )
            for rate in rates
        )  # fmt: skip


def late_references(*, company: CompanyFacts, as_of: date) -> list[LateReference]:
    """Reference rates that terms follow and that are not entered for the half-year of a day: the last one counts on."""
    found = []
    known = interest_terms(company=company).values()
    for by in REFERENCES.values():
        followers = [one for one in known if one.reference == by.code]
        last = max((one.rates[""][-1] for one in followers if one.rates.get("")), key=lambda r: r.begins, default=None)
        if last is not None and last.begins < half_year_of(as_of):
            codes = tuple(one.code for one in followers)
            found.append(LateReference(by, codes, half_year_of(as_of), last.begins, last.percent))
    return found


def followed(by: Reference, points: Decimal, day: date, percent: Decimal, source: str) -> NewRate:
    """The rate of terms that follow a reference rate.

    refuses   InterestBelowZero
    """
    total = percent + points
    if total < 0:
        raise InterestBelowZero(reference=percent, points=points, percent=total, paragraph=by.paragraph)
    return NewRate(day, total, source=source or f"{by.bank} {percent:f} % + {points.normalize():f}")


def _keep(company: CompanyFacts, terms: InterestTermsFacts, rate: NewRate) -> None:
    there = InterestRate.objects.filter(
        company=company.id, interest_terms=terms.id, currency=rate.currency, start_date=rate.start_date
    ).first()
    if there is not None:
        raise InterestRateThere(terms=terms.code, day=rate.start_date, percent=Decimal(there.rate_e5) / E5)
    InterestRate(
        company_id=company.id, interest_terms_id=terms.id, currency=rate.currency, start_date=rate.start_date,
        rate_e5=rate_units(rate.percent, rate.period_days), period_days=rate.period_days, source=rate.source[:200],
    ).save()  # fmt: skip
