"""What other systems export becomes our tables: titles, signs, settled rows left out, and rows in their place."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
import xlsxwriter

from reskontra.core.errors import Malformed
from reskontra.formats.csv_table import QuoteOpen
from reskontra.formats.other_books import (
    Asked,
    BothLedgers,
    ColumnOfNoField,
    ColumnOfNoTitle,
    Converted,
    TitlesMissing,
    convert,
)
from reskontra.formats.other_books_values import AmountsContradict, AmountsUnlike

BC = """Customer Ledger Entries
Posting Date;Document Type;Document No.;Customer No.;Currency Code;Original Amount;Remaining Amount;Due Date;Open
01-10-2026;Invoice;103001;10000;;1.250,00;1.250,00;31-10-2026;Yes
05-10-2026;;B-1;10000;;-300,00;-300,00;05-10-2026;Yes
06-10-2026;Credit Memo;104001;20000;EUR;-99,50;-49,50;;Yes
01-09-2026;Invoice;103000;10000;;10,00;0,00;30-09-2026;Yes
01-09-2026;Invoice;102999;10000;;10,00;10,00;30-09-2026;No
"""
FORTNOX = (
    "Leverantörsnr\tFakturanr\tFakturadatum\tFörfallodatum\tTotalt\tSaldo\n5\t77\t2026-10-01\t2026-10-31\t100\t40\n"
)
ODOO = """Number,Type,Customer/Reference,Invoice/Bill Date,Due Date,Currency,Total in Currency Signed,Amount Due,Status
INV/2026/1,Customer Invoice,7,2026-10-01,2026-10-31,SEK,100.00,60.00,Posted
RINV/2026/1,Customer Credit Note,7,2026-10-01,2026-10-01,SEK,-25.00,25.00,Posted
/,Customer Invoice,7,2026-10-01,2026-10-31,SEK,5.00,5.00,Draft
"""
BILLS = ODOO.replace("Customer/", "Vendor/").replace("Customer Invoice", "Vendor Bill").replace("Customer ", "Vendor ")


def converted(text: str | bytes, system: str, kind: str = "entries", asked: Asked | None = None) -> Converted:
    data = text if isinstance(text, bytes) else text.encode()
    return convert(io.BytesIO(data), system=system, kind=kind, currency="SEK", asked=asked)


def rows(made: Converted) -> list[dict[str, str]]:
    return list(csv.DictReader(io.TextIOWrapper(made.stream, encoding="utf-8", newline="")))


def test_entries_of_business_central_stay_in_their_rows() -> None:
    made = converted(BC, "business-central")
    lines = made.stream.read().decode().split("\r\n")
    assert [bool(line) for line in lines] == [True, False, True, True, True, False, False, False]
    made.stream.seek(0)
    first, payment, memo = rows(made)
    assert (first["ledger"], first["account"], first["document_type"], first["currency"]) == (
        "customer", "10000", "invoice", "SEK"
    )  # fmt: skip
    assert (first["posting_date"], first["due_date"], first["amount"]) == ("2026-10-01", "2026-10-31", "1250.00")
    assert (payment["document_type"], payment["remaining_amount"]) == ("payment", "-300.00")
    assert (memo["currency"], memo["remaining_amount"], memo["due_date"]) == ("EUR", "-49.50", "2026-10-06")
    assert made.totals == {("customer", "10000", "SEK"): Decimal(950), ("customer", "20000", "EUR"): Decimal("-49.50")}
    assert (made.rows, made.left_out) == (3, {"": 1, "Open: No": 1})


@pytest.mark.parametrize(
    ("text", "system", "account", "kinds", "remaining"),
    [
        (FORTNOX, "fortnox", "5", ["invoice"], ["-40"]),
        (FORTNOX.replace("100\t40", "-100\t-40"), "visma", "5", ["credit_memo"], ["40"]),
        (FORTNOX.replace("Leverantörsnr", "Kundnr"), "fortnox", "5", ["invoice"], ["40"]),
        (ODOO, "odoo", "7", ["invoice", "credit_memo"], ["60.00", "-25.00"]),
        (BILLS, "odoo", "7", ["invoice", "credit_memo"], ["-60.00", "25.00"]),
    ],
)  # fmt: skip
def test_signs_are_ours(text: str, system: str, account: str, kinds: list[str], remaining: list[str]) -> None:
    made = rows(converted(text, system))
    assert {row["account"] for row in made} == {account}
    assert [row["document_type"] for row in made] == kinds
    assert [row["remaining_amount"] for row in made] == remaining


@pytest.mark.parametrize(
    ("text", "system", "row"),
    [
        (ODOO.replace("100.00,60.00", "100.00,-30.00"), "odoo", 2),
        (ODOO.replace("-25.00,", "0.00,"), "odoo", 3),
        (BC.replace("-300,00;-300,00", "300,00;-300,00"), "business-central", 4),
        (FORTNOX.replace("100\t40", "0\t40"), "fortnox", 2),
    ],
)
def test_what_remains_is_of_the_amount(text: str, system: str, row: int) -> None:
    with pytest.raises(AmountsContradict, match=r"in all .* cannot remain") as told:
        converted(text, system)
    assert told.value.place == f"row {row}, remaining_amount"


def test_an_amount_that_is_written_otherwise_than_told_is_not_read() -> None:
    with pytest.raises(AmountsUnlike, match=r"1234\.56"):
        converted(FORTNOX.replace("100\t40", "1234.56\t1234.56"), "visma", asked=Asked(decimal=","))


def test_values_that_are_all_in_quotes_are_read_whatever_stands_between() -> None:
    for separator in ";,\t|":
        quoted = io.StringIO()
        csv.writer(quoted, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(ODOO)))
        assert rows(converted(quoted.getvalue(), "odoo")) == rows(converted(ODOO, "odoo"))
    with pytest.raises(QuoteOpen):
        converted('"Number,Type\n', "odoo")


def test_a_spreadsheet_is_read_with_its_numbers() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([("Kundnr", "Fakturanr", "Fakturadatum", "Saldo"), (5, 1001, "2026-10-01", 1234.5)]):
            sheet.write_row(at, 0, cells)
    (row,) = rows(converted(stream.getvalue(), "visma"))
    assert (row["account"], row["document_number"], row["amount"], row["due_date"]) == (
        "5", "1001", "1234.5", "2026-10-01"
    )  # fmt: skip


def test_parties_keep_what_we_have_columns_for() -> None:
    text = "Kundnr;Namn;Postnr;Ort;Kundkategori\n5;Alfa AB;111 20;Stockholm;Guld\n"
    made = converted(text, "fortnox", "customers")
    assert rows(made) == [{"number": "5", "name": "Alfa AB", "postal_code": "111 20", "city": "Stockholm"}]
    assert ("Postnr", "postal_code") in made.read


def test_the_country_of_a_party_is_read_by_its_code_or_its_name() -> None:
    text = "Kundnr;Namn;Land\n5;Alfa AB;Sverige\n6;Beta AS;no\n7;Gamma;\n8;Delta;Norden\n"
    made = rows(converted(text, "fortnox", "customers"))
    assert [row["country"] for row in made] == ["SE", "NO", "", "Norden"]
    both = "Kundnr;Namn;Land;Landskod\n5;Alfa AB;Danmark;DK\n"
    assert rows(converted(both, "fortnox", "customers"))[0]["country"] == "DK"


def test_a_title_that_is_told_counts_before_those_that_are_known() -> None:
    text = FORTNOX.replace("Saldo", "Kvar").replace("Totalt", "Saldo")
    made = converted(text, "fortnox", asked=Asked({"remaining_amount": "kvar", "amount": "SALDO"}))
    assert [(row["amount"], row["remaining_amount"]) for row in rows(made)] == [("-100", "-40")]


@pytest.mark.parametrize(
    ("text", "system", "asked", "refusal"),
    [
        (ODOO.replace("Type,", "Sort,"), "odoo", Asked(), TitlesMissing),
        (FORTNOX.replace("Fakturadatum", "Dag"), "fortnox", Asked(), TitlesMissing),
        (FORTNOX, "fortnox", Asked({"saldo": "Saldo"}), ColumnOfNoField),
        (FORTNOX, "fortnox", Asked({"amount": "Netto"}), ColumnOfNoTitle),
        (FORTNOX.replace("Totalt", "Kundnr"), "fortnox", Asked(), BothLedgers),
        ("", "fortnox", Asked(), TitlesMissing),
    ],
)
def test_what_is_refused(text: str, system: str, asked: Asked, refusal: type[Malformed]) -> None:
    with pytest.raises(refusal):
        converted(text, system, asked=asked)
