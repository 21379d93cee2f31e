"""collections hand-over|handed-over|take-back: claims that others collect."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_claims import CaseNumber, Customer, Names, Note, WhoseOption, claim_names
from reskontra.collections.cli_worklist import collecting
from reskontra.collections.hand_over_case import case_archive, hand_over_case
from reskontra.collections.hand_over_lacks import hand_over_lacks, lack_texts
from reskontra.collections.hand_overs import TO_WORDS, HandOverLine, hand_over, hand_overs, take_back
from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.interface.tables import write_file
from reskontra.parties.queries import find_party


@command(collecting, "hand-over")
def give(
    session: Session,
    file: Annotated[Path, typer.Option("--file", metavar="CSV", help="Where the claims are written.")],
    numbers: Names = [],  # noqa: B006 - typer makes its own
    customer: Customer = "",
    to: Annotated[str, typer.Option("--to", help="agency, or enforcement for the enforcement authority.")] = "agency",
    note: Note = "",
) -> None:
    """Hand claims over: they are marked and written to a file, and no reminder is made of them."""
    company = find_company(name=session.company_name)
    names = claim_names(company, numbers, customer)
    done = hand_over(
        company=company,
        actor=session.actor,
        names=names,
        to=to,
        note=note,
        today=today(),
        write=partial(write_file, file),
    )
    told = _("Hand-over {number}: {amount} of {documents} of {customer}, in {file}.")
    session.say(
        told.format(
            number=done.number, amount=value(done.amount), documents=", ".join(done.documents), customer=done.customer,
            file=str(file),
        )
    )  # fmt: skip
    for lack in lack_texts(hand_over_lacks(company=company, customer=done.customer, as_of=today())):
        session.say(lack)


@command(collecting, "take-back")
def back(session: Session, number: CaseNumber) -> None:
    """Take handed over claims back: they are collected here again."""
    take_back(company=find_company(name=session.company_name), actor=session.actor, number=number)
    session.say(_("Hand-over {number} is taken back.").format(number=number))


@command(collecting, "case")
def case(
    session: Session,
    number: CaseNumber,
    file: Annotated[Path, typer.Option("--file", metavar="ZIP", help="Where the case is written.")],
) -> None:
    """Write all of a hand-over to one archive: claims, interest rate by rate, costs, contacts, letters, invoices."""
    company = find_company(name=session.company_name)
    found = hand_over_case(company=company, number=number, as_of=today())
    write_file(file, case_archive(company=company, case=found))
    session.say(_("Hand-over {number} is written to {file}.").format(number=number, file=str(file)))


@command(collecting, "handed-over")
def list_hand_overs(session: Session, customer: WhoseOption = "", format: FormatOption = "table") -> None:
    """List what is handed over, the newest first."""
    company = find_company(name=session.company_name)
    party = find_party(company=company, ledger="CUSTOMER", number=customer).id if customer else None
    found = hand_overs(company=company, party_id=party)
    if format == "json":
        session.json([hand_over_data(one) for one in found])
        return
    columns = [
        (_("Number"), True), (_("Customer"), False), (_("Name"), False), (_("To"), False), (_("Date"), False),
        (_("Documents"), False), (_("Amount"), True), (_("Remaining"), True), (_("Currency"), False),
        (_("Taken back"), False), (_("Note"), False),
    ]  # fmt: skip
    rows = [
        (
            str(one.number), one.customer, one.name, _(TO_WORDS[one.to]), one.day.isoformat(), ", ".join(one.documents),
            money(one.amount.minor, one.amount.currency), money(one.left.minor, one.left.currency), one.amount.currency,
            _("yes") if one.is_taken_back else "", one.note,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def hand_over_data(one: HandOverLine) -> dict[str, object]:
    """A hand-over as data."""
    return {
        "number": one.number, "customer": one.customer, "to": one.to.lower(), "day": one.day.isoformat(),
        "documents": list(one.documents), "currency": one.amount.currency,
        "amount": format_minor(one.amount.minor, one.amount.currency),
        "remaining_amount": format_minor(one.left.minor, one.left.currency), "note": one.note,
        "taken_back": one.is_taken_back,
    }  # fmt: skip
