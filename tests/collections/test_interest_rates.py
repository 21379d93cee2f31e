"""Dated rates, and reference rates by half-years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.collections.change_interest_terms import InterestTermsChange, change_interest_terms
from reskontra.collections.interest_rates import (
    PRESETS,
    InterestBelowZero,
    InterestRateThere,
    InterestRateUnknown,
    NewRate,
    PresetTermsUnknown,
    ReferenceDayUnfit,
    ReferenceNotFollowed,
    add_interest_rate,
    add_reference_rate,
    delete_interest_rate,
    install_interest_terms,
    interest_rates,
    late_references,
)
from reskontra.collections.interest_terms import find_interest_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import rate_on
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
SWEDISH, EUROPEAN = PRESETS
JULY = date(2026, 7, 1)


def test_a_rate_is_added_once_and_deleted(company: CompanyFacts) -> None:
    Story(company).tells("interest-terms M percent=1\ninterest-rate M 2026-01-01 11")
    rate = NewRate(date(2026, 1, 1), Decimal("10.5"), 365, "EUR", "the bank")
    add_interest_rate(company=company, actor=build.BOB, code="M", rate=rate)
    told = [(one.currency, one.percent, one.source) for one in interest_rates(company=company, code="M")]
    assert told == [("", Decimal(11), ""), ("EUR", Decimal("10.5"), "the bank")]
    with pytest.raises(InterestRateThere):
        add_interest_rate(company=company, actor=build.BOB, code="M", rate=rate)
    delete_interest_rate(company=company, actor=build.BOB, code="M", day=date(2026, 1, 1), currency="EUR")
    with pytest.raises(InterestRateUnknown):
        delete_interest_rate(company=company, actor=build.BOB, code="M", day=date(2026, 1, 1), currency="EUR")
    assert len(interest_rates(company=company, code="M")) == 1


@pytest.mark.parametrize(("preset", "reference", "percent"), [("se-bas", "SE", "12"), ("ifrs", "EU", "12.5")])
def test_a_new_company_has_the_laws_interest(preset: str, reference: str, percent: str) -> None:
    company = build.new_company(name="Ny AB", preset=preset)
    one = find_interest_terms(company=company, code="STANDARD")
    assert (one.reference, one.points, rate_on(date(2024, 3, 1), one.rates_in("SEK")).percent) == (
        reference, 8, Decimal(percent),
    )  # fmt: skip


def test_the_law_comes_with_its_rates(company: CompanyFacts) -> None:
    """Example of the specification, 19.2: 11 % in the first half of 2025, 10 % from July."""
    install_interest_terms(company=company, actor=build.BOB, code=SWEDISH)
    story = Story(company)
    story.tells(f'customer C1 "Alfa AB" finance_charge_terms={SWEDISH}\nagreed C1')
    story.tell("invoice C1 INV-1 48750.00 from=2025-05-01 due=2025-05-15")
    story.tell("interest 2025-08-20 INV-1 675.82 681.16")
    with pytest.raises(PresetTermsUnknown):
        install_interest_terms(company=company, actor=build.BOB, code="SE")


def test_a_reference_rate_that_is_missing_is_told_and_added(company: CompanyFacts) -> None:
    change_interest_terms(company=company, actor=build.BOB, code="STANDARD", change=InterestTermsChange(reference=""))
    assert late_references(company=company, as_of=JULY) == []
    install_interest_terms(company=company, actor=build.BOB, code=SWEDISH)
    install_interest_terms(company=company, actor=build.BOB, code=EUROPEAN)
    assert [late.reference.code for late in late_references(company=company, as_of=date(2026, 6, 30))] == ["EU"]
    late = late_references(company=company, as_of=date(2026, 11, 29))[0]
    assert (late.half_year, late.known_from, late.percent) == (JULY, date(2026, 1, 1), Decimal(10))
    change_interest_terms(
        company=company, actor=build.BOB, code=EUROPEAN, change=InterestTermsChange(reference="SE", points=Decimal(9))
    )
    before = books.contents()
    for day, percent, reference, refusal in (
        (date(2026, 7, 2), "2", "SE", ReferenceDayUnfit),
        (JULY, "-8.5", "SE", InterestBelowZero),
        (JULY, "2", "EU", ReferenceNotFollowed),
    ):
        with pytest.raises(refusal):
            add_reference_rate(company=company, actor=build.BOB, day=day, percent=Decimal(percent), reference=reference)
    assert books.contents() == before
    made = add_reference_rate(company=company, actor=build.BOB, day=JULY, percent=Decimal("-0.5"))
    assert [(one.terms, one.percent) for one in made] == [(EUROPEAN, Decimal("8.5")), (SWEDISH, Decimal("7.5"))]
    assert made[1].source == "Riksbanken -0.5 % + 8"
    assert late_references(company=company, as_of=date(2026, 12, 31)) == []
    with pytest.raises(InterestRateThere):
        add_reference_rate(company=company, actor=build.BOB, day=JULY, percent=Decimal(2))
