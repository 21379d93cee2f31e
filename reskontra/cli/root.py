"""The program before its commands: what stands before the noun."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra import __version__
from reskontra.interface.console import CompanyOption, LanguageOption, say_before
from reskontra.interface.parser_words import Speaking

program = typer.Typer(
    cls=Speaking,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reskontra finds the invoices that payments belong to, and keeps unalterable books.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reskontra {__version__}")
        raise typer.Exit


@program.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
    company: CompanyOption = "",
    lang: LanguageOption = "",
) -> None:
    """Reskontra finds the invoices that payments belong to, and keeps unalterable books."""
    say_before(company=company, language=lang)
