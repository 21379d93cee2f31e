from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from reskontra.cli.demo_data import company
from reskontra.cli.demo_data.booking import booking_days

from .conftest import Demo, signed


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        (date(2026, 4, 16), date(2026, 4, 10), date(2026, 4, 16)),
        (date(2026, 4, 19), date(2026, 4, 13), date(2026, 4, 17)),
    ],
    ids=["a Thursday", "a Sunday"],
)
def test_booking_days_are_the_last_weekdays(as_of: date, first: date, last: date) -> None:
    days = booking_days(as_of)
    assert (days[0], days[-1], len(days)) == (first, last, 5)


def test_every_statement_closes_and_opens_where_the_one_before_closed(demo: Demo) -> None:
    previous = Decimal(company.OPENING_BALANCE_MINOR) / 100
    for statement in demo.statement.iter("{*}Stmt"):
        opening, closing = (signed(balance) for balance in statement.findall("{*}Bal"))
        booked = [entry for entry in statement.findall("{*}Ntry") if entry.findtext("{*}Sts/{*}Cd") == "BOOK"]
        assert opening == previous
        assert opening + sum(map(signed, booked)) == closing
        previous = closing
    assert previous == Decimal(demo.files.expected.closing_balance_minor) / 100


def test_sequence_numbers_have_no_gap(demo: Demo) -> None:
    numbers = [
        int(number) for number in demo.statement.xpath("//*[local-name()='Stmt']/*[local-name()='ElctrncSeqNb']/text()")
    ]
    assert numbers == list(range(numbers[0], numbers[0] + demo.files.expected.statements))


def test_parts_of_a_batch_sum_to_it(demo: Demo) -> None:
    sizes = []
    for root in (demo.statement, demo.advice):
        for entry in root.iter("{*}Ntry"):
            parts = list(entry.iter("{*}TxDtls"))
            assert not parts or sum(map(signed, parts)) == signed(entry)
            batch = entry.find("{*}NtryDtls/{*}Btch")
            assert (batch is not None) or len(parts) == 1
            if batch is not None:
                assert Decimal(batch.findtext("{*}TtlAmt")) == abs(signed(entry))
                assert not parts or int(batch.findtext("{*}NbOfTxs")) == len(parts)
                sizes.append(len(parts))
    assert sum(size > 5 for size in sizes) > 10


def test_the_advice_details_exactly_what_the_statement_leaves_out(demo: Demo) -> None:
    def key(entry):  # type: ignore[no-untyped-def]
        paths = ("AcctSvcrRef", "NtryRef", "NtryDtls/{*}Btch/{*}PmtInfId", "Amt", "BookgDt/{*}Dt")
        return tuple(entry.findtext("{*}" + path) for path in paths)

    totals = [key(entry) for entry in demo.statement.iter("{*}Ntry") if entry.find("{*}NtryDtls/{*}TxDtls") is None]
    assert totals == [key(entry) for entry in demo.advice.iter("{*}Ntry")]
    assert len(totals) == demo.files.expected.advised_entries
    assert all(all(part for part in total) for total in totals)


def test_bank_references_are_unique(demo: Demo) -> None:
    references = Counter(reference for reference, _, _ in demo.transactions())
    assert max(references.values()) == 1
    assert set(references) == set(demo.truth)
