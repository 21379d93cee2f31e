"""batch and template: what a journal filled by hand is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command, yes_no
from reskontra.journals.batch_changes import BatchChange, change_batch
from reskontra.journals.batches import (
    BatchFacts,
    NewBatch,
    TemplateChange,
    TemplateFacts,
    add_batch,
    batches,
    delete_batch,
    set_template,
    templates,
)

Name = Annotated[str, typer.Argument(metavar="BATCH", help="Name of the batch: letters, digits, hyphens.")]
Code = Annotated[str, typer.Argument(metavar="TEMPLATE", help="Code of the template.")]
Balancing = Annotated[str, typer.Option(metavar="ACCOUNT", help="bank:B1 or gl:1930, on every line that names none.")]
Series = Annotated[str, typer.Option(help="Number series of the documents.")]
PostingSeries = Annotated[str, typer.Option(help="Number series that renumbers the documents as they are posted.")]


def add_batch_commands(app: typer.Typer, kind: str) -> None:
    """The commands batch and template of one kind of journal."""
    batch = typer.Typer(no_args_is_help=True, help="Batches: the lines that are posted together.")
    template = typer.Typer(no_args_is_help=True, help="Templates: what batches have in common.")
    _add_batches(batch, kind)
    _add_templates(template, kind)
    app.add_typer(batch, name="batch")
    app.add_typer(template, name="template")


def _add_batches(app: typer.Typer, kind: str) -> None:
    @command(app, "add")
    def add(  # noqa: PLR0913 - one option for each thing a batch has
        session: Session,
        name: Name,
        template: Annotated[str, typer.Option(help="Code of its template.")] = "",
        balancing: Balancing = "",
        series: Series = "",
        posting_series: PostingSeries = "",
        text: Annotated[str, typer.Option(help="What it is for.")] = "",
        suggest: Annotated[bool, typer.Option(help="A line without amount balances its document.")] = False,
    ) -> None:
        """Add a batch."""
        new = NewBatch(kind, name, template, text, balancing, series, suggest, posting_series)
        done = add_batch(company=find_company(name=session.company_name), actor=session.actor, batch=new)
        said = _("Batch {batch} is ready; its documents are balanced by {account} and numbered in {series}.")
        session.say(said.format(batch=done.name, account=done.balancing or "–", series=done.series or "–"))

    @command(app, "list")
    def list_batches(session: Session, format: FormatOption = "table") -> None:
        """List batches with how many open lines each has."""
        found = batches(company=find_company(name=session.company_name), kind=kind)
        if format == "json":
            session.json([batch_data(one) for one in found])
            return
        columns = [
            (_("Batch"), False), (_("Template"), False), (_("Balancing"), False), (_("Series"), False),
            (_("Posting series"), False), (_("Open lines"), True), (_("Text"), False),
        ]  # fmt: skip
        rows = [
            (
                one.name, one.template.code, one.balancing, one.series, one.posting_series, str(one.open_lines),
                one.description,
            )
            for one in found
        ]  # fmt: skip
        session.table(columns, rows)

    _change_batches(app, kind)


def _change_batches(app: typer.Typer, kind: str) -> None:
    @command(app, "rename")
    def rename(
        session: Session,
        name: Name,
        new_name: Annotated[str, typer.Argument(metavar="NEW_NAME", help="What it is called from now on.")],
    ) -> None:
        """Give a batch another name; its lines stay, posted ones too."""
        company = find_company(name=session.company_name)
        change = BatchChange(name=new_name)
        done = change_batch(company=company, actor=session.actor, kind=kind, name=name, change=change)
        session.say(_("Batch {before} is called {batch} now.").format(before=name, batch=done.name))

    @command(app, "delete")
    def delete(session: Session, name: Name) -> None:
        """Take a batch away with its open lines; posted ones stay."""
        company = find_company(name=session.company_name)
        count = delete_batch(company=company, actor=session.actor, kind=kind, name=name)
        session.say(worded(_("Batch {batch} is deleted with {count:open line|open lines}."), batch=name, count=count))


def _add_templates(app: typer.Typer, kind: str) -> None:
    @command(app, "set")
    def set(  # noqa: PLR0913 - one option for each thing a template has
        session: Session,
        code: Code,
        name: Annotated[str | None, typer.Option(help="What people call it.")] = None,
        balancing: Annotated[str | None, typer.Option(metavar="ACCOUNT", help='bank:B1, gl:1930 or "".')] = None,
        series: Annotated[str | None, typer.Option(help='Number series of the documents, or "".')] = None,
        posting_series: Annotated[
            str | None, typer.Option(help='Series that renumbers the documents as they are posted, or "".')
        ] = None,
        force_balance: Annotated[bool | None, typer.Option(help="Each document balances, not only each day.")] = None,
        manual_numbers: Annotated[bool | None, typer.Option(help="Numbers may be typed.")] = None,
        first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
        last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    ) -> None:  # fmt: skip
        """Make a template, or change one."""
        days = [day.date() if day else None for day in (first, last)]
        change = TemplateChange(name, force_balance, balancing, series, posting_series, manual_numbers, *days)
        company = find_company(name=session.company_name)
        done = set_template(company=company, actor=session.actor, kind=kind, code=code, change=change)
        session.say(_("Template {template} is as you said.").format(template=done.code))

    @command(app, "list")
    def list_templates(session: Session, format: FormatOption = "table") -> None:
        """List the templates of this journal."""
        found = templates(company=find_company(name=session.company_name), kind=kind)
        if format == "json":
            session.json([template_data(one) for one in found])
            return
        columns = [
            (_("Template"), False), (_("Name"), False), (_("Balancing"), False), (_("Series"), False),
            (_("Posting series"), False), (_("Each document balances"), False), (_("Typed numbers"), False),
        ]  # fmt: skip
        rows = [
            (
                one.code, one.name, one.balancing, one.series, one.posting_series, yes_no(one.forces_balance),
                yes_no(one.allows_manual_numbers),
            )
            for one in found
        ]  # fmt: skip
        session.table(columns, rows)


def batch_data(one: BatchFacts) -> dict[str, object]:
    """A batch as programs see it."""
    return {
        "batch": one.name,
        "template": one.template.code,
        "balancing": one.balancing or None,
        "series": one.series or None,
        "posting_series": one.posting_series or None,
        "open_lines": one.open_lines,
        "description": one.description,
    }


def template_data(one: TemplateFacts) -> dict[str, object]:
    """A template as programs see it."""
    return {
        "template": one.code,
        "name": one.name,
        "balancing": one.balancing or None,
        "series": one.series or None,
        "posting_series": one.posting_series or None,
        "force_balance": one.forces_balance,
        "manual_numbers": one.allows_manual_numbers,
        "from": one.allowed_from.isoformat() if one.allowed_from else None,
        "to": one.allowed_to.isoformat() if one.allowed_to else None,
    }
