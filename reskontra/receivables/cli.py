"""load entries."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.wording import worded
from reskontra.formats.ubl import is_xml
from reskontra.interface.console import Session, command
from reskontra.interface.display import money, value
from reskontra.interface.files import opened
from reskontra.interface.refusals import wording
from reskontra.ledger.cli_other_books import (
    ColumnOption,
    FromOption,
    PreviewOption,
    asked_of,
    converted_of,
    kept_unless_previewed,
    tell_converted,
)
from reskontra.ledger.cli_parties import load
from reskontra.receivables.credited import Credited
from reskontra.receivables.load import EntriesLoaded, Show, load_entries
from reskontra.receivables.load_ubl import load_ubl
from reskontra.receivables.other_books import Proof, load_converted

_SHOWN = 20  # accounts that differ


class Ledger(StrEnum):
    CUSTOMER = "customer"
    VENDOR = "vendor"


@command(load, "entries")
def entries(  # noqa: PLR0913 - each is a word on the file
    session: Session,
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file with a header row, a UBL document, or see --from.")
    ],
    account: Annotated[
        str, typer.Option(help="Customer or vendor of a UBL document; without it found by its numbers.")
    ] = "",
    system: FromOption = None,
    column: ColumnOption = None,
    ledger: Annotated[
        Ledger | None, typer.Option(help="With --from: whose documents they are, where the titles do not tell.")
    ] = None,
    written: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORM",
            help="With --from: how amounts or days are written, where no row tells: , or . or DD/MM/YYYY.",
        ),
    ] = None,
    preview: PreviewOption = False,
) -> None:
    """Load open documents: each becomes an entry, posted as one voucher of what remains of it.

    A UBL invoice or credit note (Peppol) of ours is a customer's entry, one to us a vendor's.

    With --from another system exported the file, and its totals are put beside those of the ledger.
    """
    company = find_company(name=session.company_name)
    if not system and (column or ledger or written):
        raise typer.BadParameter(_("--column, --ledger and --written go with --from. Name the system."))
    with kept_unless_previewed(session, is_preview=preview):
        with opened(path) as stream, session.progress(_("Posting open documents")) as show:
            session.file = path.name
            if system:
                asked = asked_of(column, ledger=ledger or "", written=written)
                with converted_of(stream, company=company, system=system, kind="entries", asked=asked) as made:
                    proof = load_converted(
                        company=company, actor=session.actor, name=path.name, converted=made, show=show
                    )
                done = proof.loaded
            else:
                proof = None
                done = _loaded(session, company, path, stream, account, show)
        _tell_loaded(session, company, path, done)
        if proof:
            tell_converted(session, made)
            _tell_proof(session, company, proof)


def _loaded(
    session: Session, company: CompanyFacts, path: Path, stream: BinaryIO, account: str, show: Show
) -> EntriesLoaded:
    is_ubl = is_xml(stream)
    if account and not is_ubl:
        raise typer.BadParameter(_("--account is for a UBL document. In a CSV file each row names its own."))
    if is_ubl:
        return load_ubl(company=company, actor=session.actor, name=path.name, stream=stream, account=account)
    return load_entries(company=company, actor=session.actor, name=path.name, stream=stream, show=show)


def _tell_loaded(session: Session, company: CompanyFacts, path: Path, done: EntriesLoaded) -> None:
    session.say(
        _("{file}: {new} new, {unchanged} loaded before.").format(
            file=path.name, new=done.new, unchanged=done.unchanged
        )
    )
    for one in done.credited:
        session.say(_credited(one))
    for name, minor in ((_("Customers"), done.customer_minor), (_("Vendors"), done.vendor_minor)):
        if minor:
            session.say(f"{name}: {money(minor, company.currency)} {company.currency}")


def _tell_proof(session: Session, company: CompanyFacts, proof: Proof) -> None:
    """The file's totals beside the ledger's, by currency and account, and who differs."""
    words = {"customer": _("Customers"), "vendor": _("Vendors")}
    columns = [
        (_("Ledger"), False), (_("Currency"), False), (_("In the file"), True), (_("Before"), True), (_("After"), True),
        (_("Difference"), True),
    ]  # fmt: skip
    rows = [
        (
            words[one.ledger], one.currency,
            *(
                money(minor, one.currency)
                for minor in (one.file_minor, one.before_minor, one.after_minor, one.difference_minor)
            ),
        )
        for one in proof.currencies
    ]  # fmt: skip
    session.table(columns, rows)
    for account in proof.accounts:
        told = _("Account {account}: {before} before, {after} after.")
        before, after = (money(minor, company.currency) for minor in (account.before_minor, account.after_minor))
        session.say(told.format(account=account.account, before=before, after=after))
    for party in proof.differing[:_SHOWN]:
        told = _("{number} differs: {file} {currency} in the file, {after} in the ledger.")
        file, after = (money(minor, party.currency) for minor in (party.file_minor, party.after_minor))
        session.say(told.format(number=party.number, file=file, after=after, currency=party.currency))
    if len(proof.differing) > _SHOWN:
        told = _("… and {count:account|accounts} more that differ.")
        session.say(worded(told, count=len(proof.differing) - _SHOWN))
    if not proof.differing:
        session.say(_("Every balance in the file is the one in the ledger."))


def _credited(one: Credited) -> str:
    if one.refusal is not None:
        text = _("{memo} credits {invoice}, and was not applied to it. {reason}")
        return text.format(memo=one.memo, invoice=one.invoice, reason=wording(one.refusal))
    text = _("{memo} settles {amount} of {invoice}, which has {left} left.")
    return text.format(memo=one.memo, amount=value(one.applied), invoice=one.invoice, left=value(one.left))
