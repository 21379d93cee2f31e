"""letter-template set, show, remove."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.letter_template import (
    TemplateUnreadable,
    own_template,
    read_template,
    remove_own_template,
    set_own_template,
)
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.letters.pdf import template_source

letter_template = typer.Typer(no_args_is_help=True, help="The template that letters to customers are made by.")


@command(letter_template, "set")
def set_(session: Session, file: Annotated[Path, typer.Argument(help="A template of typst.")]) -> None:
    """Try a template of the company's own, and make letters by it from here on."""
    company = find_company(name=session.company_name)
    try:
        content = file.read_bytes()
    except OSError as reason:
        raise TemplateUnreadable(file=str(file)) from reason
    source = read_template(content, name=str(file))
    set_own_template(company=company, actor=session.actor, source=source)
    session.say(_("Letters are made by {file}.").format(file=file.name))


@command(letter_template, "show")
def show(
    session: Session, ours: Annotated[bool, typer.Option("--ours", help="Ours, also where there is another.")] = False
) -> None:
    """Print the template that letters are made by, to begin another with."""
    company = find_company(name=session.company_name)
    sys.stdout.write((not ours and own_template(company=company)) or template_source("letter").decode())


@command(letter_template, "remove")
def remove(session: Session) -> None:
    """Make letters by our template again."""
    company = find_company(name=session.company_name)
    was_there = remove_own_template(company=company, actor=session.actor)
    session.say(_("Letters are made by ours again.") if was_there else _("Letters are made by ours."))
