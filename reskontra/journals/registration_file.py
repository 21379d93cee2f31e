"""The list of unpaid documents taken along as a file, and which of its columns a user wants to see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.interface.columns import ColumnMenu, column_menu
from reskontra.interface.tables import Cell, Report
from reskontra.interface.tables import Column as FileColumn
from reskontra.journals.registration import RegisteredLine, lines_of_entries, sign_of
from reskontra.journals.registration_pages import Row, View, row_of, wanted_of
from reskontra.journals.ticked import ticked_ids
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.unpaid_pages import unpaid_page

_ALL = 10_000_000
Read = Callable[[RegisteredLine, Row], Cell]


def registration_menu(*, user_id: int, ledger: str) -> ColumnMenu:
    """The columns that may be hidden, and those that the user hides."""
    is_vendors = ledger == "VENDOR"
    offered = [
        ("type", _("Type"), True),
        ("late", _("Days late"), True),
        ("external", _("Your number"), is_vendors),
        ("discount", _("Discount until"), True),
        ("take", _("Discount"), True),
        ("after", _("After discount"), not is_vendors),
        ("know", _("To know"), True),
    ]
    return column_menu(user_id=user_id, name="registration", offered=offered)


def registration_report(*, company: CompanyFacts, user: str, view: View, menu: ColumnMenu, today: date) -> Report:
    """All documents of the view, not one page alone, with what the user entered; the columns she sees."""
    columns = [one for one in _columns() if menu.shows(_HIDDEN_BY.get(one[0], one[0]))]
    return Report(
        name="unpaid-documents",
        facts={},
        columns=[FileColumn(key, word, is_number=is_number) for key, word, is_number, _read in columns],
        rows=_rows(company, user, view, today, [read for _key, _word, _is_number, read in columns]),
    )


# Which column of the page hides one of the file.
_HIDDEN_BY = {
    "discount_date": "discount",
    "discount_amount": "take",
    "after_discount": "after",
    "days_late": "late",
    "external_number": "external",
    "note": "know",
}


def _columns() -> list[tuple[str, str, bool, Read]]:
    """(key, heading, whether it is a number, how it is read of a line)."""

    def money(minor: Callable[[RegisteredLine], int]) -> Read:
        return lambda line, _row: Money(sign_of(line.document.ledger) * minor(line), line.document.currency)

    return [
        ("account", _("Number"), False, lambda line, _row: line.document.account),
        ("name", _("Name"), False, lambda line, _row: line.document.name),
        ("document", _("Document"), False, lambda line, _row: line.document.document_number),
        ("type", _("Type"), False, lambda line, _row: kind_word(line.document.document_type)),
        ("due_date", _("Due"), False, lambda line, _row: line.document.due_date),
        ("days_late", _("Days late"), True, lambda _line, row: row.late_days),
        ("external_number", _("Your number"), False, lambda line, _row: _external(line)),
        ("discount_date", _("Discount until"), False, lambda line, _row: _until(line)),
        ("discount_amount", _("Discount"), True, money(lambda line: line.document.discount_minor)),
        ("after_discount", _("After discount"), True, money(_after)),
        ("is_ticked", _("Paid"), False, lambda line, _row: _("yes") if line.is_made else ""),
        ("received_date", _("Received on"), False, lambda line, _row: line.received_date),
        ("amount_received", _("Amount received"), True, money(lambda line: line.received_minor)),
        ("remaining", _("Remaining"), True, money(lambda line: line.remaining_minor)),
        ("currency", _("Currency"), False, lambda line, _row: line.document.currency),
        ("note", _("To know"), False, lambda _line, row: row.told),
    ]


def _external(line: RegisteredLine) -> str:
    return line.external_document_number or line.document.external_document_number


def _until(line: RegisteredLine) -> date | None:
    return line.discount_date if line.document.discount_minor else None


def _after(line: RegisteredLine) -> int:
    return line.document.remaining_minor - line.document.discount_minor


def _rows(company: CompanyFacts, user: str, view: View, today: date, reads: list[Read]) -> Iterator[list[Cell]]:
    if view.tab == "ticked":
        ids = tuple(ticked_ids(company=company, user=user, ledger=view.ledger, first=0, most=_ALL))
    else:
        ids = unpaid_page(company=company, wanted=wanted_of(view, today), sort=view.sort, per_page=_ALL).ids
    for batch in bulk.chunks(ids, 500):
        for line in lines_of_entries(company=company, user=user, entry_ids=list(batch)):
            row = row_of(company, line, today)
            yield [read(line, row) for read in reads]
