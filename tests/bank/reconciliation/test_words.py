"""What a line was matched by is told once, and a person's hand last; who else has begun on the account is told."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation.queries import MatchedEntry, ReconciliationLine
from reskontra.bank.reconciliation.words import begun_words, reason_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from tests.bank.reconciliation.books import account, begun


def test_what_they_have_in_common_in_words() -> None:
    day = date(2026, 3, 31)
    agreed = ((Agreed.AMOUNT, Agreed.DAY), (Agreed.AMOUNT,), ())
    entries = tuple(MatchedEntry(n, day, 1, "A-1", "", codes, 1, False) for n, codes in enumerate(agreed))
    assert reason_of(ReconciliationLine(1, 1, day, 3, "", entries)) == "the amount, the day, hand"
    assert reason_of(ReconciliationLine(1, 1, day, 3, "", ())) == ""


@pytest.mark.django_db
def test_a_second_one_on_an_account_tells_of_the_first(company: CompanyFacts) -> None:
    account(company)
    assert begun_words(company=company, made=begun(company)).endswith("is to end with 1,000.00.")
    assert begun_words(company=company, made=begun(company)).endswith("Open on this account too: B1-1.")
