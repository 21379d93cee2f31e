"""The open lines of a batch taken along as a file, and which columns of its grid a user wants to see."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.interface.columns import ColumnMenu, column_menu
from reskontra.interface.tables import Cell, Column, Report
from reskontra.journals.batches import BatchFacts
from reskontra.journals.grid_pages import ACCOUNT_WORDS, documents_of_lines
from reskontra.journals.grid_row import GridRow, row_of
from reskontra.journals.typed_lines import TypedFacts, typed_page
from reskontra.receivables.kinds import kind_word

_PIECE = 500


def grid_menu(*, user_id: int, batch: BatchFacts) -> ColumnMenu:
    """The columns that may be hidden, and those that the user hides in journals of this kind."""
    offered = [
        ("type", _("Type"), True),
        ("number", _("Number"), True),
        ("text", _("Text"), True),
        ("currency", _("Currency"), True),
        ("settles", _("Settles"), True),
        ("balancing", _("Balancing"), True),
        ("correction", _("Correction"), True),
    ]
    return column_menu(user_id=user_id, name=f"typed-{batch.kind.lower().replace('_', '-')}", offered=offered)


def grid_report(*, company: CompanyFacts, batch: BatchFacts, menu: ColumnMenu) -> Report:
    """Every open line by number, not one page alone; the columns that the user sees."""
    columns = [
        Column("line", _("Line"), is_number=True),
        Column("date", _("Date")),
        Column("type", _("Type")),
        Column("number", _("Number")),
        Column("kind", _("Account type")),
        Column("account", _("Account")),
        Column("text", _("Text")),
        Column("amount", _("Amount, debit +"), is_number=True),
        Column("currency", _("Currency")),
        Column("settles", _("Settles")),
        Column("balancing", _("Balancing")),
        Column("correction", _("Correction")),
    ]
    places = [place for place, column in enumerate(columns) if menu.shows(column.key)]
    rows = ([cells[place] for place in places] for cells in _rows(company, batch))
    return Report(name=f"journal-{batch.name}", facts={}, columns=[columns[place] for place in places], rows=rows)


def _rows(company: CompanyFacts, batch: BatchFacts) -> Iterator[list[Cell]]:
    for first in range(0, batch.open_lines, _PIECE):
        lines = typed_page(company=company, journal_id=batch.journal_id, first=first, most=_PIECE)
        documents = documents_of_lines(company=company, lines=lines)
        for line in lines:
            yield _cells(line, row_of(line, documents))


def _cells(line: TypedFacts, row: GridRow) -> list[Cell]:
    return [
        line.line_number,
        line.posting_date,
        kind_word(line.document_type) if line.document_type else "",
        line.document_number,
        _(ACCOUNT_WORDS[row.kind]),
        line.account_number,
        line.description,
        Money(line.amount_minor, line.currency),
        line.currency,
        row.settles,
        row.balancing,
        _("yes") if line.is_correction else "",
    ]
