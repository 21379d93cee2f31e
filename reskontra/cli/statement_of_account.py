"""reskontra statement-of-account [CUSTOMER...]: what customers are told of their accounts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.cli.root import program
from reskontra.collections.customer_statements import Said, customers_of, statements
from reskontra.collections.letterhead import figure, letterhead
from reskontra.collections.print_files import LETTERS_IN_FILE, PrintFiles
from reskontra.collections.statement_data import statement_data
from reskontra.collections.statement_letter import statement_pdf
from reskontra.collections.statement_runs import issue_statements, pdfs_of, print_batch, statements_of_run
from reskontra.collections.statement_sheet import statement_sheet
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.customer_statement import BALANCE, OPEN, Asked
from reskontra.core.dates import add_months
from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.display import value
from reskontra.interface.files import trouble_in_writing
from reskontra.interface.tables import FileUnwritable, SheetToTerminal, bytes_out, print_report
from reskontra.letters.bound import bound


def _one_of(*known: str) -> Callable[[str], str]:
    """The callback of an option: another word is wrong usage."""

    def check(text: str) -> str:
        if text not in known:
            told = _('"{text}" is not known here. Use one of {known}.')
            raise typer.BadParameter(told.format(text=text, known=", ".join(word for word in known if word)))
        return text

    return check


Customers = Annotated[
    list[str] | None, typer.Argument(metavar="[CUSTOMER]...", help="Their numbers; all customers if left out.")
]
Start = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="The first day; without, of the month before the last day's."),
]
End = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day; today if left out.")]
Style = Annotated[
    str,
    typer.Option(
        callback=_one_of(BALANCE, OPEN),
        metavar="STYLE",
        help="balance: what moved the balance in the period; open: what is open at its end.",
    ),
]
WithEntries = Annotated[
    bool, typer.Option("--with-entries/--without-entries", help="Customers with entries in the period.")
]
WithBalance = Annotated[
    bool, typer.Option("--with-balance/--without-balance", help="Customers with a balance at the end.")
]
Aging = Annotated[
    str, typer.Option(metavar="LENGTH", help='The length of an age, such as 1M+CM or 30D; "" for no ages.')
]
AgingBy = Annotated[
    str, typer.Option("--aging-by", callback=_one_of("due", "posting"), metavar="DATE", help="due or posting.")
]
PreviewFormat = Annotated[
    str,
    typer.Option(
        callback=_one_of("", "table", "json", "csv", "pdf", "xlsx"),
        metavar="FORMAT",
        help="A preview as table, json, csv, pdf or xlsx: nothing is numbered or kept.",
    ),
]
Where = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="A folder: the statements are issued and written there. With --format, a file."),
]


Pdf = Annotated[
    Path | None, typer.Option("--pdf", metavar="FILE", help="The letters in this file; nothing is numbered or kept.")
]


@command(program, "statement-of-account")
def statement_of_account(  # noqa: PLR0913 - one option for each thing that is asked
    session: Session,
    customers: Customers = None,
    start: Start = None,
    end: End = None,
    style: Style = BALANCE,
    with_entries: WithEntries = True,
    with_balance: WithBalance = True,
    overdue: Annotated[bool, typer.Option("--overdue", help="Also a list of what is overdue.")] = False,
    reversed_: Annotated[bool, typer.Option("--reversed", help="Also what was reversed in the period.")] = False,
    unapplied: Annotated[bool, typer.Option("--unapplied", help="Also what was unapplied in the period.")] = False,
    aging: Aging = "1M+CM",
    aging_by: AgingBy = "due",
    currency: Annotated[str, typer.Option(metavar="CODE", help="Only entries in it.")] = "",
    format: PreviewFormat = "",
    output: Where = None,
    pdf: Pdf = None,
) -> None:
    """What customers are told of their accounts: what moved them in a period, or what is open, and what is owed.

    Without --output it is shown alone, or written to the file of --pdf. With a folder each statement gets the
    customer's next number, is kept as a PDF and written there, and all of them once more as one PDF to print.
    """
    company = find_company(name=session.company_name)
    last = end.date() if end else today()
    asked = Asked(
        start=start.date() if start else add_months(last.replace(day=1), -1), end=last, style=style,
        with_entries=with_entries, with_balance=with_balance,
        shows_overdue=overdue, shows_reversed=reversed_, shows_unapplied=unapplied, ages=aging, ages_by=aging_by,
        currency=currency.upper(),
    )  # fmt: skip
    numbers = customers or []
    if pdf is not None and (format or output is not None):
        raise typer.BadParameter(_("--pdf is a preview as a PDF in a file: leave --format and --output out."))
    if format == "pdf" or pdf is not None:
        _preview_pdf(session, company, asked, (numbers, pdf or output))
    elif output is not None and not format:
        _issue(session, company, asked, (numbers, output))
    elif format in ("csv", "xlsx") or (format == "table" and output is not None):
        sheet = statement_sheet(company=company, asked=asked, found=_said(company, asked, numbers))
        print_report(session, sheet, format=format, output=output)
    elif format == "json":
        _tell(session, [statement_data(said, asked) for said in _said(company, asked, numbers)], output)
    else:
        _show(session, list(_said(company, asked, numbers)))


def _tell(session: Session, data: list[dict[str, object]], output: Path | None) -> None:
    if output is None:
        session.json(data)
    else:
        _write(output, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _said(company: CompanyFacts, asked: Asked, numbers: list[str]) -> Iterator[Said]:
    parties = customers_of(company=company, asked=asked, numbers=numbers)
    for piece in statements(company=company, asked=asked, parties=parties):
        yield from piece


def _preview_pdf(session: Session, company: CompanyFacts, asked: Asked, to: tuple[list[str], Path | None]) -> None:
    numbers, output = to
    if output is None and sys.stdout.isatty():
        raise SheetToTerminal(format="pdf", file="statements.pdf")
    head = letterhead(company=company)
    letters = [statement_pdf(head, said, asked, number=0)[1] for said in _said(company, asked, numbers)]
    if not letters:
        session.say(_nobody())
        return
    with bytes_out(output) as stream:
        stream.write(bound(letters))


def _issue(session: Session, company: CompanyFacts, asked: Asked, to: tuple[list[str], Path]) -> None:
    numbers, folder = to
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise FileUnwritable(file=str(folder), trouble=trouble_in_writing(reason)) from reason
    with session.progress(_("Statements of account")) as on_progress:
        run = issue_statements(
            company=company, actor=session.actor, asked=asked, numbers=numbers, on_progress=on_progress
        )
    if run is None:
        session.say(_nobody())
        return
    made = statements_of_run(company=company, number=run.number)
    for one, pdf in zip(made, pdfs_of(company=company, statements=made), strict=True):
        _write(folder / one.file_name, pdf)
    files = PrintFiles(folder / f"statements-{run.number}.pdf")
    for part, some in enumerate(bulk.chunks(made, LETTERS_IN_FILE), 1):
        files(print_batch(company=company, number=run.number, part=part), [one.file_name for one in some])
    told = _("Run {number}: {count:statement|statements} issued. To print: {file}")
    session.say(worded(told, number=run.number, count=len(made), file=files.names()))


def _write(file: Path, content: bytes) -> None:
    with bytes_out(file) as stream:
        stream.write(content)


def _show(session: Session, found: list[Said]) -> None:
    if not found:
        session.say(_nobody())
        return
    columns = [
        (_("Customer"), False), (_("Name"), False), (_("Currency"), False), (_("Opening"), True), (_("Lines"), True),
        (_("Closing"), True),
    ]  # fmt: skip
    rows = [
        (
            said.card.number, said.card.name, block.currency, figure(block.opening_minor, block.currency),
            value(len(block.lines)), figure(block.closing_minor, block.currency),
        )
        for said in found
        for block in said.blocks
    ]  # fmt: skip
    session.table(columns, rows)
    told = _("{count:customer|customers}. Nothing is issued: name a folder by --output for that.")
    session.say(worded(told, count=len(found)))


def _nobody() -> str:
    return _("No customer has anything to be told for this period.")
