"""What of an answer could not be taken is told with its place and what to do."""

from __future__ import annotations

import io

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.formats.autogiro_answers import RejectedOrder
from reskontra.receivables.direct_debit import preview_answers
from reskontra.receivables.direct_debit_words import untaken_told
from reskontra.receivables.direct_debits.untaken import untaken_orders
from tests import build
from tests.receivables.asking_book import autogiro, payer
from tests.receivables.autogiro_answers import advice, mandate, order, rejections

pytestmark = pytest.mark.django_db


def test_an_order_of_nobody_stands_at_its_place() -> None:
    orders = [RejectedOrder(f"line {at}", "77", 75_000, reference, None, "02") for at, reference in enumerate("ab", 2)]
    (one,) = untaken_orders(orders, known={"a"})
    assert str(one).startswith('line 3: Payer 77 rejected with 02: 750.00 SEK, reference "b"')


def test_a_file_tells_of_what_is_nobodys_and_what_was_turned_down(company: CompanyFacts) -> None:
    autogiro(company)
    payer(company, "101")

    def told(text: str) -> list[str]:
        taken = preview_answers(
            company=company, actor=build.BOB, name="a.txt", stream=io.BytesIO(text.encode("latin-1"))
        )
        return [one.split(". ")[0] for one in untaken_told(taken)]

    assert told(advice(mandate(101, comment="23"), mandate(888, id_number="0"), mandate(999, comment="02"))) == [
        "Mandate MND000001 with payer number 101 is rejected by Bankgirot, comment 23",
        "The mandate with payer number 888 stands at Bankgirot and is of no customer known here",
    ]
    assert len(told(rejections(order(75_000, reference="999")))) == 1
    build.invoice(company, build.customer(company, number="C9", name="Gamma"), number="999")
    assert told(rejections(order(75_000, reference="999"))) == []
