"""Settlements of payment services: a payout is an entry, its rows the parts, fees the charges."""

from datetime import date

import pytest

from reskontra.core.errors import Findings
from reskontra.formats import settlement as module
from reskontra.formats.camt_entry import CurrencyDiffers
from reskontra.formats.definition_file import NoRows
from tests.formats.definition_files import column, definition, ends, headers, records, text

BY = definition(
    column("payout", "Payout"),
    column("payout_date", "Paid"),
    column("booking_date", "Day"),
    column("transaction_code", "Type"),
    column("gross", "Gross"),
    column("fee", "Fee"),
    column("amount", "Net"),
    column("reference", "Order", optional=True),
    column("currency", "Ccy", optional=True),
    purpose="settlement",
    skip=[{"field": "transaction_code", "equals": "payout", "kind": "ignore"}],
)
HEAD = "Payout;Paid;Day;Type;Gross;Fee;Net;Order;Ccy"
ROWS = (
    "po_1;2026-03-04;2026-03-01;charge;1000,00;29,00;971,00;1001;SEK",
    "po_2;2026-03-05;2026-03-03;charge;500,00;15,00;485,00;1003;SEK",
    "po_1;2026-03-04;2026-03-02;charge;200,00;6,00;194,00;1002;SEK",
    "po_1;2026-03-04;2026-03-02;refund;-100,00;0,00;-100,00;;SEK",
    "po_1;2026-03-04;2026-03-04;payout;-1065,00;0,00;-1065,00;;SEK",
)


def test_payouts_are_entries_of_parts():
    data = text(*ROWS, header=HEAD)
    found = records(data, BY)
    assert [(one.entry_number, one.part_number, one.amount_minor, one.charges_minor) for one in found] == [
        (1, 1, 97_100, 2_900), (1, 2, 19_400, 600), (1, 3, -10_000, 0), (2, 0, 48_500, 1_500),
    ]  # fmt: skip
    assert {one.entry_amount_minor for one in found[:3]} == {106_500}
    assert [(one.booking_date, one.value_date) for one in found[1:3]] == [(date(2026, 3, 4), date(2026, 3, 2))] * 2
    assert [one.batch_reference for one in found] == ["po_1", "po_1", "po_1", "po_2"]
    assert [[reference.raw for reference in one.references] for one in found[:2]] == [["1001"], ["1002"]]
    (header,), (end,) = headers(data, BY), ends(data, BY)
    assert (header.format, header.definition) == ("settlement", "bank")
    assert (end.entries, end.transactions, end.credits_minor) == (2, 4, 155_000)
    assert (end.opening_minor, end.statement_id) == (None, "2026-03-04/2026-03-05")


def test_a_file_without_payouts_is_one_deposit():
    by = definition(column("booking_date", "Day"), column("gross", "Gross"), column("fee", "Fee"), purpose="settlement")
    found = records(text("2026-03-01;100,00;-2,00", "2026-03-02;50,00;-1,00", header="Day;Gross;Fee"), by)
    assert [(one.amount_minor, one.charges_minor, one.booking_date) for one in found] == [
        (9_800, 200, date(2026, 3, 2)), (4_900, 100, date(2026, 3, 2)),
    ]  # fmt: skip


def test_a_fee_that_is_given_back_is_no_charge():
    data = text("po_1;2026-03-04;2026-03-01;refund;-100,00;-3,00;-97,00;;SEK", header=HEAD)
    assert [(one.amount_minor, one.charges_minor, one.charges_currency) for one in records(data, BY)] == [
        (-9_700, 0, "")
    ]


@pytest.mark.parametrize(
    ("case", "rows", "refusal"),
    [
        ("no rows", [], NoRows),
        ("two currencies", [ROWS[0], ROWS[2].replace("SEK", "EUR")], CurrencyDiffers),
        ("bad rows", ["po;x;x;x;1;1;1;;", "po;x;x;x;1;1;1;;"], Findings),
    ],
)
def test_refused(case, rows, refusal):
    with pytest.raises(refusal):
        records(text(*rows, header=HEAD), BY)


def test_a_settlement_is_held_whole_and_so_has_an_end(monkeypatch):
    monkeypatch.setattr(module, "ROWS_MAX", 2)
    with pytest.raises(module.SettlementTooLarge):
        records(text(*ROWS, header=HEAD), BY)
