"""import-definition: guess, preview, save, list, show, export, import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.actions.definitions import Saved, save_definition, save_definitions
from reskontra.bank.definitions import DefinitionFacts, definitions, find_definition, versions_of
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import format_minor
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import BYTES_MAX, definition_data, read_definition, to_json, to_toml
from reskontra.formats.definition_guess import guess_definition
from reskontra.formats.definition_preview import BOOKED, IGNORED, NOT_BOOKED, REFUSED, Preview, PreviewRow, preview_file
from reskontra.interface.console import REFUSED as STATUS_REFUSED
from reskontra.interface.console import FormatOption, Session, command, yes_no
from reskontra.interface.display import money, value
from reskontra.interface.files import opened
from reskontra.interface.refusals import told, wording
from reskontra.interface.tables import write_file

import_definition = typer.Typer(no_args_is_help=True, help="How files of banks and payment services are read.")

Sample = Annotated[Path, typer.Argument(metavar="FILE", help="A file as the bank sends it.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the definition.")]
Version = Annotated[int | None, typer.Option(min=1, max=999_999, help="An earlier version.")]
To = Annotated[Path | None, typer.Option(metavar="PATH", help="Write it to this file: .toml or .json.")]


@command(import_definition, "guess")
def guess(
    session: Session,
    path: Sample,
    name: Annotated[str, typer.Option(help="What the definition is to be called.")] = "my-bank",
    currency: Annotated[str, typer.Option(help="Where the file has none; the company's if left out.")] = "",
    to: To = None,
) -> None:
    """Guess a definition from a sample file, and tell what was seen and what is to be decided."""
    session.file = path.name
    company = find_company(name=session.company_name)
    with opened(path) as stream:
        found = guess_definition(stream, name=name, currency=currency or company.currency)
    for note in found.notes:
        session.say(told(note.TEMPLATES[note.code], note.values))
    session.say()
    if to is None:
        typer.echo(to_toml(found.definition).rstrip())
        return
    _write(to, found.definition)
    session.say(_("Written to {file}. Read it, then try it:").format(file=to))
    session.say(f"reskontra import-definition preview {to} {path}")


@command(import_definition, "preview")
def preview(
    session: Session,
    wanted: Annotated[str, typer.Argument(metavar="NAME|DEFINITION", help="A saved name, or a definition file.")],
    path: Sample,
    rows: Annotated[int, typer.Option(min=0, help="So many rows are shown; 0 shows all.")] = 20,
    format: FormatOption = "table",
) -> None:
    """Show what each row of a file becomes, and why a row cannot be read; nothing is stored."""
    company = find_company(name=session.company_name)
    definition = _named(session, company, wanted)
    session.file = path.name
    with opened(path) as stream:
        found = preview_file(stream, definition, currency=company.currency)
    if format == "json":
        session.json(preview_data(definition, found))
    else:
        _tell(session, definition, found, rows)
    if found.count(REFUSED) or found.findings:
        raise typer.Exit(STATUS_REFUSED)


def _named(session: Session, company: CompanyFacts, wanted: str) -> Definition:
    """A definition file where there is one of that name, else one that is saved or comes with the program."""
    path = Path(wanted)
    if path.suffix in (".toml", ".json"):
        session.file = path.name
        return _read(path)
    return find_definition(company=company, name=wanted)


def _read(path: Path) -> Definition:
    with opened(path) as stream:
        return read_definition(stream.read(BYTES_MAX + 1))


def _tell(session: Session, definition: Definition, found: Preview, most: int) -> None:
    columns = [
        (_("Row"), False), (_("State"), False), (_("Date"), False), (_("Amount"), True), (_("Fee"), True),
        (_("Balance"), True), (_("Name"), False), (_("Text"), False),
    ]  # fmt: skip
    if not definition.is_settlement:
        del columns[4]
    shown = found.rows if most == 0 else found.rows[:most]
    session.table(columns, [_cells(row, is_settlement=definition.is_settlement) for row in shown])
    if len(shown) < len(found.rows):
        session.say(_("… and {count} more rows.").format(count=len(found.rows) - len(shown)))
    for row in found.rows:
        if row.finding is not None:
            session.say(wording(row.finding))
    for refusal in (*found.findings, *found.doubts):
        session.say(wording(refusal))
    session.say(
        _("{booked} payments, {not_booked} not booked yet, {ignored} passed over, {refused} unreadable.").format(
            booked=found.count(BOOKED), not_booked=found.count(NOT_BOOKED), ignored=found.count(IGNORED),
            refused=found.count(REFUSED),
        )
    )  # fmt: skip
    for end in found.ends:
        if end.opening_minor is not None and end.closing_minor is not None and end.sums:
            currency = end.sums[0].currency
            session.say(
                _("{statement}: opening {opening}, closing {closing} {currency}.").format(
                    statement=end.statement_id,
                    opening=money(end.opening_minor, currency),
                    closing=money(end.closing_minor, currency),
                    currency=currency,
                )
            )


def _cells(row: PreviewRow, *, is_settlement: bool) -> list[str]:
    states = {BOOKED: _("booked"), NOT_BOOKED: _("not booked"), IGNORED: _("passed over"), REFUSED: _("refused")}
    if row.date is None:
        cells = [row.place, states[row.state], "", "", "", "", "", " | ".join(filter(None, row.cells))[:60]]
    else:
        cells = [
            row.place,
            states[row.state],
            row.date.isoformat(),
            f"{money(row.amount_minor, row.currency)} {row.currency}",
            money(row.fee_minor, row.currency) if row.fee_minor else "",
            "" if row.balance_minor is None else money(row.balance_minor, row.currency),
            row.name,
            " ".join([*row.references, *row.texts]),
        ]
    if not is_settlement:
        del cells[4]
    return cells


def preview_data(definition: Definition, found: Preview) -> dict[str, object]:
    """What each row of a file becomes, as data."""
    return {
        "definition": definition.name,
        "rows": [_row_data(row) for row in found.rows],
        "statements": [
            {
                "number": end.statement_id,
                "opening_balance": _figure(end.opening_minor, end),
                "ending_balance": _figure(end.closing_minor, end),
                "payments": end.transactions,
            }
            for end in found.ends
        ],
        "findings": [wording(refusal) for refusal in found.findings],
        "doubts": [wording(refusal) for refusal in found.doubts],
    }


def _figure(minor: int | None, end: object) -> str | None:
    sums = getattr(end, "sums", ())
    return None if minor is None or not sums else format_minor(minor, sums[0].currency)


def _row_data(row: PreviewRow) -> dict[str, object]:
    data: dict[str, object] = {"place": row.place, "state": row.state, "cells": list(row.cells)}
    if row.finding is not None:
        return {**data, "finding": wording(row.finding)}
    if row.date is None:
        return data
    return {
        **data,
        "date": row.date.isoformat(),
        "amount": format_minor(row.amount_minor, row.currency),
        "fee": format_minor(row.fee_minor, row.currency),
        "balance": None if row.balance_minor is None else format_minor(row.balance_minor, row.currency),
        "currency": row.currency,
        "account": row.account,
        "name": row.name,
        "texts": list(row.texts),
        "references": list(row.references),
    }


@command(import_definition, "save")
def save(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="DEFINITION", help="The definition as TOML or JSON.")],
    name: Annotated[str, typer.Option(help="Another name than the one in the file.")] = "",
) -> None:
    """Keep a definition; saved again under its name it is the next version, and all before it stay."""
    session.file = path.name
    company = find_company(name=session.company_name)
    definition = _read(path)
    if name:
        definition = replace(definition, name=name)
    saved = save_definition(company=company, actor=session.actor, definition=definition)
    session.say(saved_told(saved))


def saved_told(saved: Saved) -> str:
    """What saving a definition did, in a sentence."""
    text = (
        _('"{name}" is saved as version {version}.') if saved.is_new else _('"{name}" is as it was: version {version}.')
    )
    return text.format(name=saved.name, version=saved.version)


@command(import_definition, "import")
def import_files(
    session: Session,
    paths: Annotated[list[Path], typer.Argument(metavar="DEFINITION…", help="Definitions that others have exported.")],
) -> None:
    """Keep definitions that others have exported: all of them, or none."""
    company = find_company(name=session.company_name)
    found = []
    for path in paths:
        session.file = path.name
        found.append(_read(path))
    session.file = ""
    for saved in save_definitions(company=company, actor=session.actor, definitions=found):
        session.say(_('"{name}" is version {version}.').format(name=saved.name, version=saved.version))


@command(import_definition, "list")
def list_definitions(session: Session, format: FormatOption = "table") -> None:
    """List the company's definitions, then those that come with the program."""
    company = find_company(name=session.company_name)
    found = definitions(company=company)
    if format == "json":
        session.json([definition_facts_data(one) for one in found])
        return
    columns = [
        (_("Name"), False), (_("Version"), True), (_("Kind"), False), (_("Description"), False),
        (_("Built in"), False), (_("Imports"), True),
    ]  # fmt: skip
    rows = [
        (
            one.definition.name, str(one.definition.version), one.definition.file, one.definition.description,
            yes_no(one.is_built_in), str(one.imports),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def definition_facts_data(one: DefinitionFacts) -> dict[str, object]:
    """Of which kind a definition is, and who saved it, as data."""
    return {
        "name": one.definition.name,
        "version": one.definition.version,
        "kind": one.definition.file,
        "purpose": one.definition.purpose,
        "description": one.definition.description,
        "built_in": one.is_built_in,
        "imports": one.imports,
        "saved_by": one.actor,
        "saved_at": one.saved_at.isoformat() if one.saved_at else None,
    }


@command(import_definition, "show")
def show(session: Session, name: Name, version: Version = None, format: FormatOption = "table") -> None:
    """Show a definition in full, and its versions."""
    company = find_company(name=session.company_name)
    found = find_definition(company=company, name=name, version=version)
    versions = versions_of(company=company, name=name)
    if format == "json":
        session.json(
            {"definition": definition_data(found), "versions": [definition_facts_data(one) for one in versions]}
        )
        return
    typer.echo(to_toml(replace(found, version=1)).rstrip())
    session.say()
    if not versions:
        session.say(_("It comes with the program. To change it, export it and save yours under another name."))
    for one in versions:
        session.say(
            _("Version {version}, saved {at} by {actor}, has read {count} files.").format(
                version=one.definition.version, at=value(one.saved_at), actor=one.actor, count=one.imports
            )
        )


@command(import_definition, "export")
def export(session: Session, name: Name, version: Version = None, to: To = None) -> None:
    """Write a definition as TOML or JSON, for another company or to be changed."""
    company = find_company(name=session.company_name)
    found = replace(find_definition(company=company, name=name, version=version), version=1)
    if to is None:
        typer.echo(to_toml(found).rstrip())
        return
    _write(to, found)
    session.say(_("Written to {file}.").format(file=to))


def _write(path: Path, definition: Definition) -> None:
    text = to_json(definition) if path.suffix == ".json" else to_toml(definition)
    write_file(path, text.encode())
