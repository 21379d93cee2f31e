"""Print a journal for people."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.console import Session
from reskontra.interface.display import money
from reskontra.journals.queries import JournalFacts
from reskontra.matching.explanations import sentence
from reskontra.matching.queries import ShownLine, shown_lines


def print_journals(session: Session, company: CompanyFacts, journals: Sequence[JournalFacts], *, state: str) -> None:
    """A row a line: what came in, what it was put on, how sure that is, and why."""
    shown = shown_lines(company=company, journals=journals)
    rows = [line_row(line) for line in shown if state in ("", line.state)]
    session.table(line_columns(), rows)
    session.say(_("{shown} of {count} lines.").format(shown=len(rows), count=len(shown)))


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
        text = " ".join([*references, *fact.texts])
    return (
        shown.journal.number,
        str(shown.line.line_number),
        shown.line.date.isoformat(),
        money(shown.amount_minor, shown.currency),
        _short((fact.name or fact.ultimate_name) if fact else "", 26),
        _short(text or shown.line.description, 34),
        applied_to(shown),
        _(shown.state),
        sentence(proposal.explanation) if proposal else "",
    )


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
