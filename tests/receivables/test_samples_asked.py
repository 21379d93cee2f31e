"""What an address asks of a sample."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.sampling import SampleAbove, SampleSize
from reskontra.interface.clock import today
from reskontra.receivables.samples import SampleOrder
from reskontra.receivables.samples_asked import sample_asked

pytestmark = pytest.mark.django_db


def test_words_become_an_order(company: CompanyFacts) -> None:
    asked = {"of": "vendors", "draw": "above", "above": "1 000,50", "size": "7", "seed": " x ", "from": "2026-01-01"}
    order = SampleOrder("vendors", "above", 7, "x", 100_050, date(2026, 1, 1), None)
    assert sample_asked(company, asked) == order
    assert sample_asked(company, {}) == SampleOrder(seed=today().isoformat())


@pytest.mark.parametrize("size", ["-1", "many", "²", "1" * 12])
def test_a_size_that_is_no_number_is_refused(company: CompanyFacts, size: str) -> None:
    with pytest.raises(SampleSize):
        sample_asked(company, {"size": size})


@pytest.mark.parametrize(("asked", "told"), [({"draw": "above"}, ""), ({"draw": "above", "above": "-5"}, "-5")])
def test_all_above_no_amount_or_one_below_zero_is_refused(
    company: CompanyFacts, asked: dict[str, str], told: str
) -> None:
    with pytest.raises(SampleAbove) as refusal:
        sample_asked(company, asked)
    assert refusal.value.values == {"amount": told}
    assert sample_asked(company, {"draw": "above", "above": "0"}).above_minor == 0
