"""How a line is written, and what a document posts."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.documents import (
    MOST_MINOR,
    AmountBesidePrice,
    AmountTooLarge,
    DocumentLineText,
    LineAmount,
    LineNotInParts,
    NotAQuantity,
    PostableLine,
    gross_of,
    line_amount,
    line_moves,
    parse_line,
    posted_sign,
)
from reskontra.core.entries import DocumentType, Ledger
from reskontra.core.errors import Malformed
from reskontra.core.exchange import PAR, Valuation, to_local
from reskontra.core.money import NotAnAmount, TooManyDecimals


@pytest.mark.parametrize(
    ("case", "text", "line"),
    [
        ("account and amount", "3001;10.00", DocumentLineText("3001", "10.00")),
        ("blanks around", " 3001 ; 10.00 ", DocumentLineText("3001", "10.00")),
        ("all of it", "3001;10.00;25;Hours;NORD;P7",
         DocumentLineText("3001", "10.00", vat_code="25", text="Hours", cost_center="NORD", project="P7")),
        ("quantity and price", "3001;7.5x899.95;25", DocumentLineText("3001", "", "7.5", "899.95", "25")),
        ("a price that is lacking", "3001;7.5x", DocumentLineText("3001", "", "7.5", "")),
    ],
)  # fmt: skip
def test_a_line_as_it_is_written(case: str, text: str, line: DocumentLineText) -> None:
    assert parse_line(text) == line


@pytest.mark.parametrize("text", ["", "3001", "a;b;c;d;e;f;g"])
def test_a_line_that_is_none(text: str) -> None:
    with pytest.raises(LineNotInParts) as refusal:
        parse_line(text, place="line 2")
    assert refusal.value.place == "line 2"


@pytest.mark.parametrize(
    ("case", "line", "currency", "amount"),
    [
        ("an amount", DocumentLineText("3001", "10.00"), "SEK", LineAmount(10_00)),
        ("taken off", DocumentLineText("3001", "-10"), "SEK", LineAmount(-10_00)),
        ("of no decimals", DocumentLineText("3001", "10"), "JPY", LineAmount(10)),
        ("so many at a price", DocumentLineText("3001", "", "7.5", "899.95"), "SEK",
         LineAmount(6749_63, 75_000, 899_950_000)),
        ("at a price finer than the currency", DocumentLineText("3001", "", "1000", "0.00125"), "SEK",
         LineAmount(1_25, 10_000_000, 1250)),
    ],
)  # fmt: skip
def test_what_a_line_comes_to(case: str, line: DocumentLineText, currency: str, amount: LineAmount) -> None:
    assert line_amount(line, currency) == amount


@pytest.mark.parametrize(
    ("case", "line", "refusal"),
    [
        ("both", DocumentLineText("3001", "1.00", "1", "1.00"), AmountBesidePrice),
        ("a quantity of letters", DocumentLineText("3001", "", "many", "1.00"), NotAQuantity),
        ("a quantity too fine", DocumentLineText("3001", "", "0.00001", "1.00"), NotAQuantity),
        ("no price", DocumentLineText("3001", "", "1", ""), NotAQuantity),
        ("a price too fine", DocumentLineText("3001", "", "1", "0.0000001"), NotAQuantity),
        ("no amount", DocumentLineText("3001"), NotAnAmount),
        ("an amount with a comma", DocumentLineText("3001", "1,00"), NotAnAmount),
        ("an amount too fine", DocumentLineText("3001", "1.001"), TooManyDecimals),
        ("an amount too large", DocumentLineText("3001", "100000000000.01"), AmountTooLarge),
        ("a price too large", DocumentLineText("3001", "", "0.0001", "999999999999"), AmountTooLarge),
        ("together too large", DocumentLineText("3001", "", "100000", "99999999"), AmountTooLarge),
    ],
)
def test_a_line_that_comes_to_nothing(case: str, line: DocumentLineText, refusal: type[Malformed]) -> None:
    with pytest.raises(refusal):
        line_amount(line, "SEK")


def test_the_largest_line() -> None:
    assert line_amount(DocumentLineText("3001", "100000000000.00"), "SEK").amount_minor == MOST_MINOR


@given(st.text(max_size=30))
def test_any_text_is_a_line_or_refused(text: str) -> None:
    with contextlib.suppress(Malformed):
        line_amount(parse_line(text), "SEK")


@pytest.mark.parametrize(
    ("ledger", "document_type", "sign"),
    [
        (Ledger.CUSTOMER, DocumentType.INVOICE, 1),
        (Ledger.CUSTOMER, DocumentType.CREDIT_MEMO, -1),
        (Ledger.VENDOR, DocumentType.INVOICE, -1),
        (Ledger.VENDOR, DocumentType.CREDIT_MEMO, 1),
    ],
)
def test_the_sign_of_the_entry(ledger: Ledger, document_type: DocumentType, sign: int) -> None:
    assert posted_sign(ledger, document_type) == sign


def test_a_line_posts_its_net_and_its_vat() -> None:
    line = PostableLine(3, 1000_00, 250_00, 26, "25", "Hours", "NORD", "P7")
    moves = line_moves([line], sign=1, valuation=Valuation("SEK", PAR), local_currency="SEK")
    assert [
        (one.account_id, one.local_minor, one.vat_code, one.text, one.cost_center, one.project) for one in moves
    ] == [
        (3, -1000_00, "25", "Hours", "NORD", "P7"),
        (26, -250_00, "25", "", "", ""),
    ]


LINES = st.lists(
    st.builds(PostableLine, st.just(3), st.integers(-(10**7), 10**7), st.integers(-(10**6), 10**6), st.just(26)),
    min_size=1,
    max_size=8,
)


@given(LINES, st.integers(10**6, 10**10), st.sampled_from((1, -1)))
def test_a_foreign_document_balances_locally(lines: list[PostableLine], rate: int, sign: int) -> None:
    valuation = Valuation("EUR", rate)
    moves = line_moves(lines, sign=sign, valuation=valuation, local_currency="SEK")
    entry = to_local(sign * gross_of(lines), valuation=valuation, local_currency="SEK")
    assert entry + sum(one.local_minor for one in moves) == 0
    assert sign * gross_of(lines) + sum(one.currency_minor for one in moves) == 0


def test_what_rounding_leaves_is_on_the_largest_line() -> None:
    lines = [PostableLine(1, 1), PostableLine(2, 100_00), PostableLine(3, 1)]
    moves = line_moves(lines, sign=1, valuation=Valuation("EUR", 11_40_000_000 // 10), local_currency="SEK")
    assert [one.local_minor for one in moves] == [-1, -114_00, -1]
    halves = [PostableLine(1, 1), PostableLine(2, 9), PostableLine(3, 1)]
    moves = line_moves(halves, sign=1, valuation=Valuation("EUR", PAR // 2), local_currency="SEK")
    assert [one.local_minor for one in moves] == [-1, -4, -1]
