"""Which mandate Bankgirot told of: it knows a payer by number alone, and a number may have had several mandates.

What it answered is of the mandate that was asked about. What it told unasked is of the mandate that was kept here
before that day, or of the first one: a new mandate inherits nothing that was told of a closed one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import clearing
from reskontra.core.mandate_orders import ACTIVE
from reskontra.formats.autogiro_orders import account_field
from reskontra.ledger.queries import bank_accounts
from reskontra.receivables.models import CustomerMandate, Mandate, MandateRequest

REPLACED = "REPLACED"


class ToldRow(NamedTuple):
    state: str
    changed: date
    account: str


@dataclass(slots=True)
class Told:
    """of: mandate → payee → what was told of it; owners: (payee, payer number) → whose that is, None for nobody's.

    entered   mandate → payees for which it is asked to be entered, unanswered or answered that it stands
    """

    of: dict[int, dict[str, ToldRow]] = field(default_factory=dict)
    owners: dict[tuple[str, str], int | None] = field(default_factory=dict)
    entered: dict[int, set[str]] = field(default_factory=dict)

    def state(self, row: CustomerMandate, payee: str) -> str:
        """ACTIVE, CANCELLED, REJECTED, or "" for nothing."""
        found = self.of.get(row.id, {}).get(payee)
        return found.state if found else ""

    def last(self, row: CustomerMandate) -> str:
        """The state told last, of all payees."""
        rows = self.of.get(row.id, {}).values()
        return max(rows, key=lambda one: one.changed).state if rows else ""

    def is_of_another(self, row: CustomerMandate, payee: str) -> bool:
        """Whether Bankgirot knows another mandate by the payer number, and was not asked to enter this one."""
        owner = self.owners.get((payee, row.payer_number))
        return owner not in (None, row.id) and payee not in self.entered.get(row.id, ())

    def is_elsewhere(self, row: CustomerMandate, payee: str) -> bool:
        """Whether it stands or is asked to be entered for other payees alone."""
        stands_for = {other for other, one in self.of.get(row.id, {}).items() if one.state == ACTIVE}
        stands_for |= self.entered.get(row.id, set())
        return bool(stands_for) and payee not in stands_for and not self.state(row, payee)


def own_payees(*, company: CompanyFacts) -> set[str]:
    """The bankgiro numbers of the company's bank accounts, as Bankgirot's files have them."""
    return {bare_number(one.bankgiro) for one in bank_accounts(company=company)} - {""}


def bare_number(number: str) -> str:
    """The digits of a bankgiro or payer number without zeros in front: files fill it with them, people write signs."""
    return "".join(sign for sign in number if sign.isdigit()).lstrip("0")


def account_digits(row: CustomerMandate) -> str:
    """Clearing number and account, without Swedbank's fifth digit; "" for a payer known by bankgiro number."""
    return clearing.compact(row.account)[:16] if row.account_kind == "BBAN" else ""


def differs(row: CustomerMandate, account: str) -> bool:
    """Whether the account that Bankgirot told of is another than that the mandate was signed for."""
    own = account_digits(row)
    return bool(own and account.strip("0")) and account_field(own).lstrip("0") != account.lstrip("0")


def told_of(*, company: CompanyFacts, payer_numbers: Collection[str]) -> Told:
    """What was told of the mandates of these payer numbers, to the company's own bankgiro numbers; in four queries."""
    numbers, payees = set(payer_numbers) - {""}, own_payees(company=company)
    kept: dict[str, list[CustomerMandate]] = {}
    rows = CustomerMandate.objects.filter(company=company.id, scheme="AUTOGIRO", payer_number__in=numbers)
    for row in rows.order_by("created_at", "id"):
        kept.setdefault(row.payer_number, []).append(row)
    asked: dict[tuple[str, str], list[MandateRequest]] = {}
    requests = MandateRequest.objects.filter(company=company.id, payer_number__in=numbers).exclude(answer=REPLACED)
    for request in requests.order_by("mandate_file__number", "number"):
        asked.setdefault((request.payee, request.payer_number), []).append(request)
    lines: dict[tuple[str, str], ToldRow] = {}
    for line in Mandate.objects.filter(company=company.id, payer_number__in=numbers):
        if (payee := bare_number(line.payee)) in payees:
            lines[payee, line.payer_number] = ToldRow(line.state, line.changed_date, line.account)
    found = Told(entered=_entered(asked))
    for (payee, number), one in lines.items():
        rest = {other for (other, of), line in lines.items() if of == number and line.state == ACTIVE} - {payee}
        owner = _owner(one, kept.get(number, []), asked.get((payee, number), []))
        is_asked_for = any(request.mandate_id == owner for request in asked.get((payee, number), []))
        if owner is not None and not is_asked_for and one.state != ACTIVE:
            owner = None if rest or found.entered.get(owner) else owner
        found.owners[payee, number] = owner
        if owner is not None:
            found.of.setdefault(owner, {})[payee] = one
    return found


def _entered(asked: Mapping[tuple[str, str], Sequence[MandateRequest]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for (payee, _number), requests in asked.items():
        for last in {one.mandate_id: one for one in requests}.values():
            if last.kind == "ENTER" and last.answer in ("", ACTIVE):
                found.setdefault(last.mandate_id, set()).add(payee)
    return found


def _owner(told: ToldRow, kept: Sequence[CustomerMandate], asked: Sequence[MandateRequest]) -> int | None:
    answered = [one for one in asked if one.answer]
    if answered:
        last = answered[-1]
        of = next((row for row in kept if row.id == last.mandate_id), None)
        is_gone = last.kind == "TAKE_OUT" and told.state == ACTIVE and (of is None or of.is_closed)
        if not is_gone:
            return last.mandate_id
        later = [row for row in kept if row.id != last.mandate_id and not row.is_closed]
        return later[-1].id if later else None
    if asked:
        return asked[0].mandate_id
    fitting = [row for row in kept if not differs(row, told.account)] or list(kept)
    before = [row for row in fitting if row.created_at.date() < told.changed]
    return before[-1].id if before else fitting[0].id if fitting else None
