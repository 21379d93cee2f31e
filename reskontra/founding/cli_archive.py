"""company archive, reopen, delete: a company's books only read, written again, and gone for good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.cli import company
from reskontra.companies.queries import find_company
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.founding.archiving import archive_company, reopen_company
from reskontra.founding.deleting import delete_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.files import shown

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the company is called.")]


class CompanyNameDiffers(Refused):
    code = "company_name_differs"
    template = '{company} was to be deleted, and its name was typed again as "{typed}". Say --again with {company}.'


@command(company, "archive")
def archive(
    session: Session,
    name: Name,
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="A new folder, or an empty one.")],
) -> None:
    """Write all of a company to a folder with digests; from then on its books are only read."""
    chosen = find_company(name=name)
    with session.progress(_("Archive")) as told:
        archived = archive_company(company=chosen, actor=session.actor, folder=to, told=told)
    said = _("{company} is archived in {folder}: {rows:row|rows}, {files:file|files}. Its books are only read now.")
    session.say(worded(said, company=chosen.name, folder=shown(to), rows=archived.rows, files=archived.files))
    session.say(_("Keep this digest of archive.json elsewhere: {digest}").format(digest=archived.sha256))


@command(company, "reopen")
def reopen(session: Session, name: Name) -> None:
    """Let an archived company be written again."""
    chosen = find_company(name=name)
    reopen_company(company=chosen, actor=session.actor)
    session.say(_("{company} is written again.").format(company=chosen.name))


@command(company, "delete")
def delete(
    session: Session,
    name: Name,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept, so name nobody in it.")] = "",
    again: Annotated[str, typer.Option("--again", metavar="NAME", help="Its name once more, to be sure.")] = "",
) -> None:
    """Delete a company for good: an archived one that no law keeps, or one that never posted.

    Broken off, repeat it: it goes on. On PostgreSQL the owner of the tables runs it.
    """
    chosen = find_company(name=name)
    if again.strip() != chosen.name:
        raise CompanyNameDiffers(company=chosen.name, typed=again[:200])
    with session.progress(_("Deletion")) as told:
        done = delete_company(company=chosen, actor=session.actor, reason=reason, today=today(), told=told)
    said = _("{company} is deleted with {count:row|rows}. What is kept of it: reskontra company list --deleted.")
    session.say(worded(said, company=done.name, count=done.rows))
