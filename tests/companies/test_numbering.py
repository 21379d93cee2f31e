"""Numbers follow one another without gaps, within a series and a fiscal year."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies import numbering
from reskontra.companies.numbering import advance, shape_of, take_names, take_numbers
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = pytest.mark.django_db


def test_numbers_go_on_where_they_ended(company: CompanyFacts) -> None:
    taken = [take_numbers(company=company, series="A", fiscal_year_code="2026", count=count) for count in (2, 1, 3)]
    assert [list(numbers) for numbers in taken] == [[1, 2], [3], [4, 5, 6]]


@pytest.mark.parametrize(
    ("case", "series", "year"), [("another fiscal year", "A", "2025"), ("another series", "B", "2026")]
)
def test_each_series_and_year_counts_for_itself(company: CompanyFacts, case: str, series: str, year: str) -> None:
    take_numbers(company=company, series="A", fiscal_year_code="2026", count=5)
    assert take_numbers(company=company, series=series, fiscal_year_code=year, count=1)[0] == 1


def test_each_company_counts_for_itself(company: CompanyFacts) -> None:
    take_names(company=company, series="PRJ", count=3)
    assert take_names(company=build.new_company(name="Sydan AB"), series="PRJ", count=1) == ["PRJ000001"]


def test_names_are_written_as_the_series_writes_them(company: CompanyFacts) -> None:
    assert take_names(company=company, series="PRJ", count=2) == ["PRJ000001", "PRJ000002"]


def test_numbers_come_back_with_their_transaction(company: CompanyFacts) -> None:
    with transaction.atomic():
        take_numbers(company=company, series="A", fiscal_year_code="2026", count=7)
        transaction.set_rollback(True)
    assert take_numbers(company=company, series="A", fiscal_year_code="2026", count=1)[0] == 1


def test_an_unknown_series_is_refused_with_the_known_ones(company: CompanyFacts) -> None:
    with pytest.raises(numbering.SeriesUnknown, match=r'no number series "Q"\. Use one of A, B, BOK, I,.* PRJ, REG'):
        take_numbers(company=company, series="Q", count=1)


def test_the_form_of_a_series_and_going_on_after_a_number(company: CompanyFacts) -> None:
    shape = shape_of(company=company, series="INB")
    assert (shape.name(7), shape.number_in("INB000007"), shape.last) == ("INB000007", 7, 0)
    assert [shape.number_in(text) for text in ("INB7", "X000007", "INB00000x", "INB٠٠٠٠٠٧")] == [None] * 4
    with transaction.atomic():
        advance(company=company, series="INB", number=7)
        advance(company=company, series="INB", number=3)
        assert shape_of(company=company, series="INB").last == 7
        assert take_names(company=company, series="INB", count=1) == ["INB000008"]
