"""export all: everything of a company in files that any program reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.database.bulk import moment
from reskontra.interface.console import Session, command
from reskontra.interface.files import shown
from reskontra.ledger.cli_export import export
from reskontra.operation.exporting import export_all


@command(export, "all")
def all_of_it(
    session: Session,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, or an empty one.")],
) -> None:
    """Write every table of the company as CSV and every stored file, with a manifest of counts and digests."""
    company = find_company(name=session.company_name)
    with session.progress(_("Export")) as told:
        exported = export_all(company=company, folder=folder, at=moment(), told=told)
    content = {"rows": exported.rows, "tables": len(exported.tables), "files": len(exported.files)}
    subject = Path(shown(Path(os.path.realpath(folder)))).name
    with transaction.atomic():
        action = "company.exported"
        record(
            company=company.id,
            actor=session.actor,
            action=action,
            subject=subject,
            content=content,
            even_archived=True,
        )
    told_of = _("{folder}: {rows:row|rows} of {tables:table|tables}, {files:file|files}.")
    session.say(worded(told_of, folder=shown(folder), **content))
