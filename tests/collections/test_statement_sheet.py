"""A statement as a worksheet says what the letter says."""

from __future__ import annotations

from dataclasses import replace

from reskontra.collections.customer_statements import Said
from reskontra.collections.statement_sheet import statement_sheet
from reskontra.core.customer_statement import blocks_of
from reskontra.core.money import Money
from reskontra.interface.tables import report_file
from tests.collections.test_statement_data import CARD
from tests.collections.test_statement_letter import ASKED, COMPANY, account


def test_a_row_for_each_line() -> None:
    for style, count in (("balance", 5), ("open", 2)):
        asked = replace(ASKED, style=style)
        said = Said(CARD, blocks_of([account("SEK", 1_000_01, paid=200_00)], asked))
        report = statement_sheet(company=COMPANY, asked=asked, found=[said])
        rows = list(report.rows)
        assert (len(rows), rows[-1][-1], rows[-1][0]) == (count, Money(800_00, "SEK"), CARD.number)
    assert report_file(report, "xlsx")[:2] == b"PK"
