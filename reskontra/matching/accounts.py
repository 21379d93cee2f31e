"""An account as a user writes it: gl:6570, customer:C1, vendor:V1, bank:B2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.queries import BankAccountFacts, direct_account_id, find_bank_account
from reskontra.parties.queries import PartySummary, find_party


class AccountNotWritten(Refused):
    code = "account_not_written"
    template = '"{text}" names no account. Write gl:NUMBER, customer:NUMBER, vendor:NUMBER or bank:NUMBER.'


class PartyBlocked(Refused):
    code = "party_blocked"
    template = "{ledger} {number} is blocked for payments. Unblock it, or choose another account."


class BankAccountBlocked(Refused):
    code = "bank_account_blocked"
    template = "Bank account {bank_account} is blocked. Unblock it, or leave its lines."


BLOCKING = ("ALL", "PAYMENT")
_IN_SWEDISH = {"KONTO": "GL", "KUND": "CUSTOMER", "LEVERANTÖR": "VENDOR"}


@dataclass(frozen=True, slots=True)
class ChosenAccount:
    """account_type: GL, CUSTOMER, VENDOR or BANK."""

    account_type: str
    number: str
    party_id: int | None = None


def resolve_account(*, company: CompanyFacts, text: str) -> ChosenAccount:
    """The account that the text names; of what kind it is may be said in Swedish: kund:C1.

    refuses   AccountNotWritten, AccountUnknown, AccountBlocked, PartyUnknown, PartyBlocked, BankAccountUnknown
    """
    kind, _, number = text.partition(":")
    kind = kind.strip().upper()
    kind, number = _IN_SWEDISH.get(kind, kind), number.strip()
    if not number or kind not in ("GL", "CUSTOMER", "VENDOR", "BANK"):
        raise AccountNotWritten(text=text)
    if kind == "GL":
        direct_account_id(company=company, number=number)
        return ChosenAccount(kind, number)
    if kind == "BANK":
        return ChosenAccount(kind, find_bank_account(company=company, number=number).number)
    party = find_party(company=company, ledger=kind, number=number)
    if party.blocked in BLOCKING:
        raise PartyBlocked(ledger=kind.capitalize(), number=number)
    return ChosenAccount(kind, party.number, party.id)


def blocked_accounts(
    *,
    company: CompanyFacts,
    gl_accounts: Iterable[str],
    parties: Iterable[PartySummary],
    bank_accounts: Iterable[BankAccountFacts],
) -> list[Refused]:
    """What of all these takes no postings now, though it was chosen when it did."""
    found: list[Refused] = []
    for number in sorted(gl_accounts):
        try:
            direct_account_id(company=company, number=number)
        except Refused as refusal:
            found.append(refusal)
    found += [
        PartyBlocked(ledger=party.ledger.capitalize(), number=party.number)
        for party in sorted(parties, key=lambda party: (party.ledger, party.number))
        if party.blocked in BLOCKING
    ]
    return found + [BankAccountBlocked(bank_account=bank.number) for bank in bank_accounts if bank.is_blocked]
