"""Every finding has its words, with the values of the payment and its place."""

from dataclasses import replace

import pytest

from reskontra.core.payment_proposals import PaymentFinding
from reskontra.journals.paying.findings import FINDINGS, all_refusals, refusals_of
from tests.journals.paying_book import owing, proposed


def test_each_has_its_refusal():
    assert set(FINDINGS) == set(PaymentFinding)


@pytest.mark.django_db
def test_told_at_the_line(company):
    owing(company)
    line = replace(proposed(company).lines[0], findings=tuple(PaymentFinding))
    told = [str(one) for one in refusals_of(line)]
    assert len(told) == len(PaymentFinding) == len(all_refusals([line]))
    assert all(text.startswith("line 1: ") and "{" not in text for text in told)
    assert (
        "line 1: L-1 has 1000.00 SEK left that no other proposal pays. Lower the amount, or remove the payment." in told
    )
