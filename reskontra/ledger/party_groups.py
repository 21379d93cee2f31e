"""The posting group of a customer or vendor."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.queries import group_codes
from reskontra.parties.actions import group_party


class PostingGroupUnknown(Refused):
    code = "posting_group_unknown"
    template = '"{group}" is no posting group of a {ledger}. Use one of {known}.'


def choose_posting_group(*, company: CompanyFacts, actor: str, ledger: str, number: str, group: str) -> None:
    """To which accounts a party's documents and payments are posted from now on.

    Entries keep the group they were posted with, open ones too: what is applied between groups moves from one
    control account to the other, so that each group's entries stay what its control account says.

    group     a code of the party's ledger; "" for the company's default
    refuses   PostingGroupUnknown, PartyUnknown, PartyUnchanged
    """
    known = group_codes(company=company, ledger=ledger)
    if group and group not in known:
        raise PostingGroupUnknown(group=group, ledger=ledger.lower(), known=known)
    group_party(company=company, actor=actor, ledger=ledger, number=number, group=group)
