"""Accept a line, and put its difference where a person says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.queries import JournalFacts
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.apply_line import find_line, transfer_difference
from reskontra.matching.actions.grant_rest import grant_rest
from reskontra.matching.proposals import read_proposals


class NoWayChosen(Refused):
    code = "no_way_chosen"
    template = "Nothing says what line {line} pays. Choose a document, or write the account that it goes to."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The line that is decided, and who decides it."""

    company: CompanyFacts
    actor: str
    journal: JournalFacts
    line: int


def written_account(text: str) -> str:
    """A bare number is a G/L account's."""
    found = text.strip()
    return found if ":" in found or not found else f"gl:{found}"


def go_way(chosen: Chosen, *, way: str, account: str, party: str) -> str:
    """Decide the line; gives what now is.

    way       leave: accept as proposed; on_account: of the party; account: that account; else what grant_rest() takes
    refuses   NoWayChosen, what accept_lines(), transfer_difference() and grant_rest() refuse
    """
    place = {
        "company": chosen.company,
        "actor": chosen.actor,
        "journal": chosen.journal,
        "line_number": chosen.line,
    }
    if way == "leave":
        accept_lines(company=chosen.company, actor=chosen.actor, journal=chosen.journal, line_numbers=[chosen.line])
        return _("Accepted: line {line}.").format(line=chosen.line)
    if way == "account" and not account:
        raise NoWayChosen(line=chosen.line)
    to = party if way == "on_account" else account
    if way == "on_account" or (way == "account" and _has_money_left(chosen)):
        transfer_difference(**place, account=to)  # type: ignore[arg-type]
        shown = to.removeprefix("gl:")
        return _("What was left of line {line} is on {account}.").format(line=chosen.line, account=shown)
    grant_rest(**place, way=way, account=account)  # type: ignore[arg-type]
    return _("Line {line} closes its documents.").format(line=chosen.line)


def _has_money_left(chosen: Chosen) -> bool:
    """Whether some of the line's money is on nothing."""
    line = find_line(chosen.company, chosen.journal, chosen.line)
    known = read_proposals(company=chosen.company, line_ids=[line.id]).get(line.id)
    return known is None or line.account_minor != sum(part.cash_minor for part in known.parts)
