"""A row as a bank transaction: signs, parties, references, and what cannot be read."""

from datetime import date

import pytest

from reskontra.formats import definition_record as module
from reskontra.formats.bank_statement import ReferenceKind, TextKind
from reskontra.formats.camt_values import NotACurrency
from reskontra.formats.definition_values import AmountAmbiguous, DayUnreadable
from tests.formats.definition_files import column, definition, records

DAY = column("booking_date", "Day")


def one(columns, cells, **settings):
    """The only record of a file with these columns and cells, by the titles a, b, c …"""
    titled = [{**found, "title": chr(ord("a") + at)} for at, found in enumerate(columns)]
    by = definition(DAY, *titled, **settings)
    header = ";".join(["Day", *(found["title"] for found in titled)])
    (found,) = records(f"{header}\n2026-03-01;{cells}\n".encode(), by)
    return found


def reader(*columns, **settings):
    return module.Reader(definition(DAY, *columns, **settings), [], "SEK")


@pytest.mark.parametrize(
    ("case", "columns", "cells", "minor"),
    [
        ("signed", [column("amount")], "-1,00", -100),
        ("turned", [column("amount", factor="-1")], "-1,00", 100),
        ("minor units", [column("amount", factor="0.01")], "12345", 12345),
        ("out", [column("debit"), column("credit")], "1,00;", -100),
        ("out, signed", [column("debit"), column("credit")], "-1,00;", -100),
        ("in", [column("debit"), column("credit")], ";1,00", 100),
        ("by a word", [column("amount"), column("indicator", debit=["D"], credit=["C"])], "1,00;d", -100),
        ("by another word", [column("amount"), column("indicator", debit=["D"], credit=["C"])], "1,00;C", 100),
        ("any other word", [column("amount"), column("indicator", debit=["D"])], "1,00;x", 100),
        ("with a decimal sign of its own", [column("amount", decimal=".")], "1.5", 150),
        ("with thousands of its own", [column("amount", thousands=".")], "1.234", 123400),
        ("told by the column", [column("amount", decimal="auto"), column("balance", decimal="auto")], "1.5;1,5", 150),
        ("by a rule", [column("amount", rules=[{"do": "replace", "find": " kr"}])], "5,00 kr", 500),
        ("empty, with a default", [column("amount", default="7,00")], "", 700),
    ],
)
def test_amounts(case, columns, cells, minor):
    assert one(columns, cells).amount_minor == minor


@pytest.mark.parametrize(
    ("case", "columns", "cells", "refusal"),
    [
        ("no amount", [column("amount")], " ", module.ValueEmpty),
        ("neither out nor in", [column("debit"), column("credit")], ";", module.ValueEmpty),
        ("an unknown word", [column("amount"), column("indicator", debit=["D"], credit=["C"])], "1,00;x",
         module.IndicatorUnknown),
        ("gross and net that differ", [column("gross"), column("fee"), column("amount")], "10,00;1,00;8,00",
         module.NetDiffers),
        ("no currency", [column("amount"), column("currency")], "1,00;kr", NotACurrency),
        ("two ways to read it", [column("amount")], "1.234", AmountAmbiguous),
    ],
)  # fmt: skip
def test_refused(case, columns, cells, refusal):
    with pytest.raises(refusal) as caught:
        one(columns, cells)
    assert caught.value.place == "line 2"


@pytest.mark.parametrize(("day", "refusal"), [("", module.ValueEmpty), ("1 mars", DayUnreadable)])
def test_days(day, refusal):
    by = definition(DAY, column("amount", "a"))
    with pytest.raises(refusal):
        records(f"Day;a\n{day};1,00\n".encode(), by)


def test_the_value_date_stands_in():
    by = definition(DAY, column("value_date", "v"), column("amount", "a"))
    (found,) = records(b"Day;v;a\n;2026-03-02;1,00\n", by)
    assert (found.booking_date, found.value_date) == (date(2026, 3, 2), date(2026, 3, 2))


def test_what_is_said():
    found = one(
        [column("amount"), column("text"), column("text"), column("info"), column("reference"), column("document"),
         column("bank_reference"), column("end_to_end_id"), column("transaction_code")],
        "1,00;hej;;fee;10017;F1;B1;E1;BG",
    )  # fmt: skip
    assert [(text.kind, text.text) for text in found.texts] == [
        (TextKind.REMITTANCE, "hej"), (TextKind.ENTRY_INFO, "fee"),
    ]  # fmt: skip
    assert [(one.kind, one.raw) for one in found.references] == [
        (ReferenceKind.CREDITOR, "10017"), (ReferenceKind.DOCUMENT, "F1"),
    ]  # fmt: skip
    assert (found.bank_reference, found.end_to_end_id, found.transaction_code) == ("B1", "E1", "BG")


@pytest.mark.parametrize(
    ("amount", "payer", "payee", "name", "expected"),
    [("1,00", "P", "Q", "N", "P"), ("-1,00", "P", "Q", "N", "Q"), ("1,00", "", "Q", "N", "N")],
)
def test_the_counterparty_goes_by_direction(amount, payer, payee, name, expected):
    columns = [column("amount"), column("payer_name"), column("payee_name"), column("name")]
    assert one(columns, f"{amount};{payer};{payee};{name}").counterparty.name == expected


@pytest.mark.parametrize(
    ("account", "iban", "other"),
    [("SE35 5000 0000 0549 1000 0003", "SE3550000000054910000003", ""), ("5839-8257466", "", "5839-8257466")],
)
def test_the_counterpartys_account(account, iban, other):
    party = one([column("amount"), column("counterparty_account")], f"1,00;{account}").counterparty
    assert (party.iban, party.other_account) == (iban, other)


@pytest.mark.parametrize(
    ("skip", "text", "is_skipped"),
    [
        ({"begins": "Prel "}, "PREL kort", True),
        ({"begins": "Prel "}, "Prelle AB", False),
        ({"equals": ["x", "y"]}, "Y", True),
        ({"holds": "väntande"}, "en Väntande rad", True),
        ({"holds": "väntande"}, "", False),
    ],
)
def test_rows_left_out(skip, text, is_skipped):
    found = reader(column("amount", "a"), column("text", "t"), skip=[{"field": "text", **skip}])
    assert (found.skipped(["2026-03-01", "1,00", text]) is not None) is is_skipped


def test_a_field_that_is_not_there_is_blank():
    assert reader(column("amount", "a")).text("payout", ["", ""]) == ""
