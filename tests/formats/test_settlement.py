"""Settlements of payment services: a payout is an entry, its rows the parts, fees the charges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Findings
from reskontra.formats import settlement as module
from reskontra.formats.camt_entry import CurrencyDiffers
from reskontra.formats.definition_file import NoRows
from reskontra.formats.definition_values import DayUnreadable
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


CLOSED = definition(
    column("booking_date", "Day"), column("transaction_code", "Type"), column("amount", "Amount"),
    column("bank_reference", "Receipt", optional=True), column("currency", "Ccy", optional=True),
    purpose="settlement",
    skip=[
        {"field": "transaction_code", "equals": "fee", "kind": "fee", "by": "bank_reference"},
        {"field": "transaction_code", "equals": "transfer", "kind": "payout"},
        {"field": "transaction_code", "equals": "held"},
    ],
)  # fmt: skip
MOVED = (
    "2026-03-01;sale;500,00;1;SEK", "2026-03-01;fee;-9,00;1;SEK", "2026-03-02;fee;-4,00;2;SEK",
    "2026-03-02;sale;250,00;2;SEK", "2026-03-02;fee;-39,00;;SEK", "2026-03-02;held;-1,00;;SEK",
    "2026-03-03;transfer;-698,00;;SEK", "2026-03-04;sale;70,00;3;SEK",
)  # fmt: skip
CLOSED_HEAD = "Day;Type;Amount;Receipt;Ccy"


@pytest.mark.parametrize("order", [1, -1])
def test_a_transfer_closes_what_stands_before_it_and_fees_join_their_payments(order):
    data = text(*MOVED[::order], header=CLOSED_HEAD)
    found = records(data, CLOSED)
    assert [(one.part_number, one.amount_minor, one.charges_minor) for one in found] == [
        (1, 49_100, 900), (2, 24_600, 400), (3, -3_900, 0),
    ]  # fmt: skip
    assert {(one.entry_amount_minor, one.booking_date) for one in found} == {(69_800, date(2026, 3, 3))}
    (end,) = ends(data, CLOSED)
    assert (end.left_out, end.credits_minor, end.doubts) == (2, 69_800, ())


def test_the_end_at_which_the_transfer_stands_tells_the_order_of_a_day():
    rows = ("2026-03-01;transfer;-10,00;;SEK", "2026-03-01;sale;10,00;1;SEK")
    for data in (text(*rows, header=CLOSED_HEAD), text(*rows[::-1], header=CLOSED_HEAD)):
        assert [(one.amount_minor, one.part_number) for one in records(data, CLOSED)] == [(1_000, 0)]


def test_each_currency_is_paid_out_by_itself():
    data = text(
        "2026-03-01;sale;10,00;1;EUR", "2026-03-01;sale;70,00;2;SEK", "2026-03-02;transfer;-10,00;;EUR",
        "2026-03-02;transfer;-70,00;;SEK", header=CLOSED_HEAD,
    )  # fmt: skip
    assert [(one.amount_minor, one.currency) for one in records(data, CLOSED)] == [(1_000, "EUR"), (7_000, "SEK")]


@pytest.mark.parametrize(
    ("case", "rows"),
    [("more came", ["2026-03-01;sale;10,00;1;SEK", "2026-03-02;transfer;-12,00;;SEK"]),
     ("nothing stands before it", ["2026-03-02;transfer;-12,00;;SEK"])],
)  # fmt: skip
def test_a_transfer_that_its_rows_do_not_come_to_is_a_doubt_and_one_line(case, rows):
    (found,) = records(text(*rows, header=CLOSED_HEAD), CLOSED)
    assert (found.amount_minor, found.entry_amount_minor, found.part_number) == (1_200, 1_200, 0)
    (doubt,) = found.doubts
    assert (doubt.override, doubt.finding.code) == ("batch", "settlement_payout_differs")
    assert str(doubt.finding).startswith(f"line {len(rows) + 1}: The transfer of 2026-03-02 is 12.00 SEK")


def test_a_payout_named_above_the_header():
    by = definition(
        column("booking_date", "Day"), column("amount", "Amount"), purpose="settlement",
        metadata={"payout": "reference", "payout_date": "paid", "currency": "currency"},
    )  # fmt: skip
    above = "total;reference;paid;currency\n30,00;R-17;2026-03-09T07:45:00Z;EUR\n\n"
    data = above.encode() + text("2026-03-01;10,00", "2026-03-02;20,00", header="Day;Amount")
    found = records(data, by)
    assert [(one.batch_reference, one.booking_date, one.currency) for one in found] == [
        ("R-17", date(2026, 3, 9), "EUR")
    ] * 2
    with pytest.raises(DayUnreadable, match=r"^line 1"):
        records(data.replace(b"2026-03-09", b"9 March"), by)


@given(st.lists(st.tuples(st.sampled_from(["sale", "fee", "transfer"]), st.integers(-9_999, 9_999)), max_size=12))
def test_what_is_paid_out_is_what_its_parts_come_to(moves):
    rows = [f"2026-03-{at:02};{kind};{minor / 100:.2f};{at // 3};SEK" for at, (kind, minor) in enumerate(moves, 1)]
    data = text(*(row.replace(".", ",") for row in rows), header=CLOSED_HEAD)
    paid = [-minor for kind, minor in moves if kind == "transfer"]
    try:
        found = records(data, CLOSED)
    except NoRows:
        assert not any(paid)
        return
    sums: dict[int, int] = {}
    for one in found:
        sums[one.entry_number] = sums.get(one.entry_number, 0) + one.amount_minor
    assert [minor for minor in paid if minor] == [minor for minor in sums.values() if minor]
    assert all(one.charges_minor >= 0 for one in found)
