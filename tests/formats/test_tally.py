"""Sums of a statement, and what its balances prove."""

from datetime import date

import pytest

from reskontra.formats.bank_statement import CurrencySum, Status, TransactionRecord
from reskontra.formats.tally import Balance, Tally

DAY = date(2026, 3, 2)


def record(minor: int, currency: str = "SEK", status: Status = Status.BOOKED) -> TransactionRecord:
    return TransactionRecord(1, 0, status, DAY, DAY, minor, currency, minor, currency)


def tally(*records: TransactionRecord) -> Tally:
    made = Tally()
    for one in records:
        made.add((one,), credit=one.amount_minor >= 0)
    return made


def balance(minor: int, currency: str = "SEK") -> Balance:
    return Balance(minor, currency, DAY)


MOVED = (record(500), record(-200), record(100, "EUR"), record(900, status=Status.PENDING))


def test_sums():
    made = tally(*MOVED)
    assert (made.entries, made.transactions, made.pending) == (3, 3, 1)
    assert (made.booked_in, made.booked_out, made.pending_in, made.pending_out) == (2, 1, 1, 0)
    assert made.turnover("SEK") == (500, 200)
    assert made.turnover("NOK") == (0, 0)
    end = made.end(currency="SEK", opening=balance(1), closing=balance(2))
    assert end.sums == (CurrencySum("SEK", 2, 500, 200), CurrencySum("EUR", 1, 100, 0))
    assert (end.opening_minor, end.closing_minor, end.closing_date) == (1, 2, DAY)


@pytest.mark.parametrize(
    ("case", "opening", "closing", "codes"),
    [
        ("closes without the foreign entry", balance(1_000), balance(1_300), []),
        ("closes with it", balance(1_000), balance(1_400), []),
        ("closes neither way", balance(1_000), balance(1_301), ["balances_do_not_close"]),
        ("the wrong side", balance(1_000), balance(-1_300), ["balances_do_not_close"]),
        ("no opening proves nothing", None, balance(5), []),
        ("no closing proves nothing", balance(5), None, []),
        ("in another currency", balance(1_000, "EUR"), balance(1_300), ["balance_currency_differs"]),
    ],
)
def test_balances(case, opening, closing, codes):
    found = list(tally(*MOVED).balance_findings(opening, closing, "SEK"))
    assert [one.code for one in found] == codes


def test_findings_are_doubts():
    made = tally(record(1))
    findings = list(made.balance_findings(balance(0), balance(0), "SEK"))
    (doubt,) = made.end(currency="SEK", findings=findings).doubts
    assert (doubt.override, doubt.finding) == ("balance", findings[0])
