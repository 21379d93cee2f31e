"""Print a journal for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core import wording
from reskontra.core.errors import Malformed
from reskontra.core.money import parse_minor
from reskontra.interface.console import Session
from reskontra.interface.display import money
from reskontra.journals.queries import JournalFacts
from reskontra.matching.evidence import is_amount
from reskontra.matching.explanations import sentence
from reskontra.matching.queries import ShownLine, shown_lines

WIDE = 160  # columns of a screen on which a line fits in a row
Cells = tuple[tuple[int, ...], ...]
# What stands in one cell where the screen is narrow, one below the other: indices into line_columns().
STACKED: tuple[Cells, ...] = (((0, 1), (2,)), ((3,), (7,)), ((4,), (5,)), ((6,), (8,)))
STACKED_BRIEF: tuple[Cells, ...] = (((3,),), ((7,),), ((4,), (5,)), ((6,), (8,)))
BRIEF = (3, 4, 5, 6, 7, 8)
NARROW_TEXT = 26

_WITH_CURRENCY = {"currency_instructed", "currency_converted", "rate_differs", "charge_limit"}


def print_journals(session: Session, company: CompanyFacts, journals: Sequence[JournalFacts], *, state: str) -> None:
    """A row a line: what came in, what it was put on, how sure that is, and why."""
    shown = shown_lines(company=company, journals=journals)
    wanted = [line for line in shown if state in ("", line.state)]
    print_lines(session, wanted)
    session.say(wording.worded(_("{shown} of {count:line|lines}."), shown=len(wanted), count=len(shown)))
    for journal in journals:
        if journal.posting_date_override and journal.state == "OPEN":
            told = _("The open lines of {journal} are posted on {date}.")
            session.say(told.format(journal=journal.number, date=journal.posting_date_override))


def print_lines(session: Session, lines: Sequence[ShownLine], *, is_brief: bool = False) -> None:
    """Lines in a table; on a narrow screen text stands below the name, and the reasons below what is applied.

    is_brief   without journal, line number and date
    """
    columns, rows = line_columns(), [line_row(line) for line in lines]
    if session.out.width >= WIDE:
        kept = BRIEF if is_brief else range(len(columns))
        session.table([columns[i] for i in kept], [[row[i] for i in kept] for row in rows])
        return
    stacked = STACKED_BRIEF if is_brief else STACKED
    names = [name for name, is_number in columns]
    headings = [(_stack(names, cells, " · "), columns[cells[0][0]][1]) for cells in stacked]
    session.table(headings, [[_stack(row, cells, "\n") for cells in stacked] for row in rows])


def _stack(row: Sequence[str], cells: Cells, between: str) -> str:
    """The words of one cell; what is empty takes no line."""
    found = (" ".join(_short(row[i], NARROW_TEXT) if i == 5 else row[i] for i in line) for line in cells)
    return between.join(text for text in found if text)


def line_columns() -> list[tuple[str, bool]]:
    return [
        (_("Journal"), False),
        (_("Line"), True),
        (_("Date"), False),
        (_("Amount"), True),
        (_("From or to"), False),
        (_("Text"), False),
        (_("Applied to"), False),
        (_("State"), False),
        (_("Why"), False),
    ]


def line_row(shown: ShownLine) -> tuple[str, ...]:
    """The cells of line_columns()."""
    fact, proposal = shown.transaction, shown.proposal
    text = ""
    if fact:
        references = [reference.raw for reference in fact.references]
        text = " ".join(dict.fromkeys([*references, *fact.texts]))
    return (
        shown.journal.number,
        str(shown.line.line_number),
        shown.line.date.isoformat(),
        money(shown.amount_minor, shown.currency),
        _short((fact.name or fact.ultimate_name) if fact else "", 26),
        _short(text or shown.line.description, 34),
        applied_to(shown),
        _(shown.state),
        sentence(worded(proposal.explanation, shown.currency)) if proposal else "",
    )


def worded(reasons: Sequence[Mapping[str, Any]], currency: str) -> Iterator[Mapping[str, Any]]:
    """The reasons with amounts as the reader writes them; they are kept with a point."""
    for reason in reasons:
        rule = str(reason["rule"])
        amounts = {"discount"} | ({"evidence"} if is_amount(rule) else set())
        if rule in _WITH_CURRENCY:
            amounts = {"evidence", "converted"}
        yield {
            name: _amount(found, currency) if name in amounts and isinstance(found, str) else found
            for name, found in reason.items()
        }


def _amount(text: str, currency: str) -> str:
    """An amount, or one with its own currency behind."""
    amount, blank, own = text.partition(" ")
    try:
        return f"{money(parse_minor(amount, own or currency), own or currency)}{blank}{own}"
    except Malformed:
        return text


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def applied_to(shown: ShownLine) -> str:
    """The documents and accounts of a line, with amounts where there are several."""
    parts = shown.proposal.parts if shown.proposal else ()
    found = []
    for part in parts[:4]:
        entry = shown.entries.get(part.entry_id or 0)
        name = entry.document_number if entry else f"{part.account_type.lower()}:{part.account_number}"
        found.append(name if len(parts) == 1 else f"{name} {money(part.cash_minor, shown.currency)}")
    if len(parts) > 4:
        found.append(_("and {count} more").format(count=len(parts) - 4))
    return ", ".join(found)
