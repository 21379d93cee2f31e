"""Which lines are one document, and whether it balances."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.money import Money
from reskontra.journals.batches import TemplateFacts
from reskontra.journals.document_checks import (
    corrections_apart,
    difference_of,
    documents_of,
    several_parties,
    unbalanced,
)
from reskontra.journals.typed_lines import TypedFacts

DAY = date(2026, 3, 10)


def line(number: int, document: str = "A", minor: int = 100, **values: object) -> TypedFacts:
    known: dict[str, object] = dict.fromkeys(TypedFacts.__dataclass_fields__, "")
    known |= {
        "id": number, "journal_id": 1, "line_number": number, "posting_date": DAY, "document_number": document,
        "account_type": "GL", "account_number": "6570", "currency": "SEK", "amount_minor": minor, "marks": (),
    }  # fmt: skip
    return TypedFacts(**(known | values))  # type: ignore[arg-type]


def test_documents_by_date_type_and_number() -> None:
    lines = [line(1), line(2, "B"), line(3), line(4, document_type="PAYMENT"), line(5, posting_date=date(2026, 3, 11))]
    assert [[one.line_number for one in d] for d in documents_of(lines, forces_balance=True)] == [[1, 3], [2], [4], [5]]
    assert [[one.line_number for one in d] for d in documents_of(lines, forces_balance=False)] == [[1, 2, 3, 4], [5]]


@pytest.mark.parametrize(("lines", "local", "difference"), [
    ([line(1), line(2, minor=-100)], [100, -100], Money(0, "SEK")),
    ([line(1), line(2, minor=-90)], [100, -90], Money(10, "SEK")),
    ([line(1, balancing_type="BANK")], [100], Money(0, "SEK")),
    ([line(1, currency="USD"), line(2, currency="USD", minor=-100)], [1000, -1001], Money(0, "USD")),
    ([line(1, currency="USD"), line(2, minor=-1000)], [1000, -1000], Money(0, "SEK")),
])  # fmt: skip
def test_the_difference(lines: list[TypedFacts], local: list[int], difference: Money) -> None:
    found = difference_of(lines, local, local_currency="SEK")
    assert found.minor == difference.minor
    assert not found.minor or found == difference


def test_what_is_told_of_it() -> None:
    told = unbalanced([line(1), line(2)], Money(200, "SEK"), forces_balance=True)
    assert str(told).startswith(
        "lines 1–2, amount: Document A of 2026-03-10 is out of balance by 2.00 SEK over 2 lines."
    )
    assert "The lines of 2026-03-10" in str(unbalanced([line(1)], Money(1, "SEK"), forces_balance=False))


def test_vat_and_two_customers_do_not_go_together() -> None:
    alfa = line(1, account_type="CUSTOMER", account_number="C1")
    beta = line(2, account_type="CUSTOMER", account_number="C2")
    assert several_parties([alfa, line(3, vat_code="25")]) is None
    assert several_parties([alfa, beta]) is None
    assert "customer:C1, customer:C2" in str(several_parties([alfa, beta, line(3, vat_code="25")]))


def test_corrections_are_of_whole_documents() -> None:
    def told(template: TemplateFacts, *corrections: bool) -> str:
        lines = [line(number, is_correction=word) for number, word in enumerate(corrections, 1)]
        return str(corrections_apart(lines, template=template) or "")

    documents, days = (
        TemplateFacts(1, "T", "", "GENERAL", forces, "", "", "", True, None, None) for forces in (True, False)
    )
    assert told(documents, False, False) == told(documents, True, True) == told(days, False) == ""
    assert told(documents, False, True).startswith(
        "line 2, correction: Document A of 2026-03-10 has corrections on lines 2, and none on lines 1."
    )
    assert told(days, True).startswith("line 1, correction: Document A is a correction, and template T balances days")
