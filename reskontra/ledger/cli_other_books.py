"""What load customers|vendors|entries ask of a file of another system, and what they tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, BinaryIO

import typer
from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed
from reskontra.core.wording import worded
from reskontra.formats.other_books import Asked, Converted, convert
from reskontra.formats.other_books_values import DAY_FORMATS
from reskontra.interface.console import Session

_DECIMALS = (",", ".")


class System(StrEnum):
    BUSINESS_CENTRAL = "business-central"
    FORTNOX = "fortnox"
    VISMA = "visma"
    ODOO = "odoo"


FromOption = Annotated[System | None, typer.Option("--from", help="The system that exported the file, as CSV or XLSX.")]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="OURS=TITLE", help="With --from: what the file calls a column of ours."),
]


PreviewOption = Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")]


@contextmanager
def kept_unless_previewed(session: Session, *, is_preview: bool) -> Iterator[None]:
    """What is done within is stored, or for a preview taken back at the end, which is told."""
    with transaction.atomic():
        yield
        if is_preview:
            transaction.set_rollback(True)
    if is_preview:
        session.say(_("That is what would come of it; nothing is stored."))


def asked_of(columns: Sequence[str] | None, *, ledger: str = "", written: Sequence[str] | None = None) -> Asked:
    """The titles that were typed as OURS=TITLE, and forms of amounts and days; anything else is wrong usage."""
    for text in written or ():
        if text not in (*_DECIMALS, *DAY_FORMATS):
            told = _('"{text}" is no form of amounts or days. Use one of {known}.')
            raise typer.BadParameter(told.format(text=text, known=", ".join((*_DECIMALS, *DAY_FORMATS))))
    decimal, days = ([text for text in written or () if (text in _DECIMALS) is it] for it in (True, False))
    named = {}
    for text in columns or ():
        name, sign, title = text.partition("=")
        if not (name.strip() and sign and title.strip()):
            raise typer.BadParameter(_('"{text}" names no column. Write OURS=TITLE.').format(text=text))
        named[name.strip()] = title.strip()
    return Asked(named, ledger, "".join(decimal[-1:]), "".join(days[-1:]))


@contextmanager
def converted_of(
    stream: BinaryIO, *, company: CompanyFacts, system: System, kind: str, asked: Asked
) -> Iterator[Converted]:
    """Our table of the file; its stream is closed at the end.

    refuses   Findings with what convert refuses
    """
    try:
        made = convert(stream, system=system, kind=kind, currency=company.currency, asked=asked)
    except Malformed as finding:
        raise Findings([finding]) from finding
    with made.stream:
        yield made


def tell_converted(session: Session, made: Converted) -> None:
    """Which titles were taken for what, and which rows were left out."""
    read = ", ".join(f"{title} = {name}" for title, name in made.read)
    session.say(_("Columns read: {columns}.").format(columns=read))
    for why, count in made.left_out.items():
        if why:
            session.say(worded(_("{count:row|rows} left out: {why}."), count=count, why=why))
        else:
            session.say(worded(_("{count:row|rows} left out: nothing remains."), count=count))
