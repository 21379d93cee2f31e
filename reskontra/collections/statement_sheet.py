"""Statements of account as a worksheet: a row for each line, with what each account began and ended with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reskontra.collections.customer_statements import Said
from reskontra.collections.statement_letter import line_word
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import OPEN, Asked, Block
from reskontra.core.money import Money
from reskontra.interface.tables import Cell, Column, Report


def statement_sheet(*, company: CompanyFacts, asked: Asked, found: Iterable[Said]) -> Report:
    """The statements one below the other."""
    return Report(
        name="statements",
        title=_("Statements of account"),
        facts={"company": company.name, "from": asked.start, "to": asked.end},
        columns=(
            Column("account", _("Customer")),
            Column("name", _("Name")),
            Column("currency", _("Currency")),
            Column("date", _("Date")),
            Column("document", _("Document")),
            Column("description", _("Description")),
            Column("due_date", _("Due")),
            Column("amount", _("Amount"), is_number=True),
            Column("remaining", _("Remaining"), is_number=True),
            Column("balance", _("Balance"), is_number=True),
        ),
        rows=[row for said in found for block in said.blocks for row in _rows(said, block, asked)],
    )


def _rows(said: Said, block: Block, asked: Asked) -> Iterator[tuple[Cell, ...]]:
    code = block.currency
    whose = (said.card.number, said.card.name, code)
    if asked.style != OPEN:
        yield (*whose, asked.start, _("Opening balance"), "", None, None, None, Money(block.opening_minor, code))
    for line in block.lines:
        left = None if line.remaining_minor is None else Money(line.remaining_minor, code)
        yield (
            *whose, line.posting_date, line_word(line), line.description, line.due_date,
            Money(line.amount_minor, code), left, Money(line.running_minor, code),
        )  # fmt: skip
    yield (*whose, asked.end, _("Closing balance"), "", None, None, None, Money(block.closing_minor, code))
