"""Which entries a report is about: of some customers or vendors, or whose voucher carries a code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.queries import find_party

_CODED = (
    "EXISTS (SELECT 1 FROM ledger_voucherline vl WHERE vl.company_id = e.company_id "
    "AND vl.voucher_id = e.voucher_id AND vl.{column} = %s)"
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """accounts: numbers of customers or vendors, all where empty.

    cost_center, project   a code that a line of the entry's voucher carries; the whole entry counts. A payment whose
                           voucher carries none, as all but direct debits, is left out. "" is no filter
    """

    accounts: tuple[str, ...] = ()
    cost_center: str = ""
    project: str = ""

    def __bool__(self) -> bool:
        return bool(self.accounts or self.cost_center or self.project)

    def within(self) -> tuple[str, list[str]]:
        """Conditions on an entry `e` of a party `p`, each led by AND, and their values."""
        text, values = "", list[str]()
        if self.accounts:
            text += f" AND p.number IN ({', '.join(['%s'] * len(self.accounts))})"
            values.extend(self.accounts)
        for column, code in (("cost_center", self.cost_center), ("project", self.project)):
            if code:
                text += f" AND {_CODED.format(column=column)}"
                values.append(code)
        return text, values

    def facts(self) -> Iterator[tuple[str, Any]]:
        """What a report says that it was asked for."""
        if self.accounts:
            yield "account", ", ".join(self.accounts)
        if self.cost_center:
            yield "cost_center", self.cost_center
        if self.project:
            yield "project", self.project


ALL = Narrowed()


def accounts_of(text: str) -> tuple[str, ...]:
    """Numbers that were typed with commas between."""
    return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def check_accounts(*, company: CompanyFacts, ledger: str, narrowed: Narrowed) -> None:
    """refuses   PartyUnknown"""
    for number in narrowed.accounts:
        find_party(company=company, ledger=ledger, number=number)
