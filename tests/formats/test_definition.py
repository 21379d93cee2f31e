"""What a definition must have to read a file at all."""

import pytest

from reskontra.formats import definition as module
from tests.formats.definition_files import column, definition

DAY, AMOUNT = column("booking_date", "Day"), column("amount", "Amount")


FEE = {"field": "amount", "begins": "-", "kind": "fee"}


@pytest.mark.parametrize(
    ("case", "columns", "settings", "refusal"),
    [
        ("a field twice", (DAY, DAY, AMOUNT), {}, module.FieldTwice),
        ("no day", (AMOUNT,), {}, module.FieldMissing),
        ("no amount", (DAY,), {}, module.FieldMissing),
        ("XML without a record", (DAY, AMOUNT), {"file": "xml"}, module.SettingMissing),
        ("no separator", (DAY, AMOUNT), {"separator": ""}, module.SettingMissing),
        ("a title in fixed width", (DAY, AMOUNT), {"file": "fixed"}, module.ColumnUnplaced),
        ("a title in JSON", (DAY, AMOUNT), {"file": "json", "record": "rows"}, module.ColumnUnplaced),
        ("a column that stands nowhere", (DAY, column("amount")), {}, module.ColumnUnplaced),
        ("a sign without words", (DAY, AMOUNT, column("indicator", "Sign")), {}, module.ColumnUnplaced),
        ("a fee of a statement", (DAY, AMOUNT), {"skip": [FEE | {"by": "amount"}]}, module.SettingMissing),
        ("a fee of nothing", (DAY, AMOUNT), {"skip": [FEE], "purpose": "settlement"}, module.SettingMissing),
        ("a factor of nothing", (DAY, column("amount", "Amount", factor="0")), {}, module.FactorZero),
    ],
)
def test_refused(case, columns, settings, refusal):
    with pytest.raises(refusal):
        definition(*columns, **settings)


def test_a_settlement_may_have_gross_and_payout_date_alone():
    found = definition(column("payout_date", "Paid"), column("gross", "Gross"), purpose="settlement")
    assert found.is_settlement


def test_several_texts_are_one_text_after_the_other():
    found = definition(DAY, AMOUNT, column("text", "A"), column("text", "B"))
    assert [at for at, _ in found.columns_of("text")] == [2, 3]


@pytest.mark.parametrize(
    ("placed", "shown"),
    [({"title": ["A", "B"]}, "A"), ({"path": "a/b"}, "a/b"), ({"position": 3}, "text")],
)
def test_a_column_is_known_by_its_title_or_path(placed, shown):
    settings = {"file": "json", "record": "rows"} if "path" in placed else {}
    place = {"path": "x"} if "path" in placed else {"position": 1}
    by = definition(
        {"field": "booking_date", **place}, {"field": "amount", **place}, {"field": "text", **placed}, **settings
    )
    assert by.columns[2].shown == shown
    assert by.is_titled is ("title" in placed)
