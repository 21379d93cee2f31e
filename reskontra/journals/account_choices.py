"""Accounts as people type them into a line: a number, or enough of a name that only one fits."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.names import full_fold, name_words
from reskontra.journals.entering import ACCOUNT_KINDS
from reskontra.ledger.account_facts import accounts_by_number
from reskontra.ledger.queries import AccountUnknown, BankAccountUnknown, bank_accounts
from reskontra.parties.choices import party_choices
from reskontra.parties.queries import PartyUnknown

MOST = 20
PARTIES = ("CUSTOMER", "VENDOR")


class AccountNotUnique(Refused):
    code = "account_not_unique"
    template = '"{text}" fits {found}. Write the number of one of them.'


def account_choices(*, company: CompanyFacts, kind: str, text: str, most: int = MOST) -> list[tuple[str, str]]:
    """(number, name) of the accounts of a kind that fit; kind GL, BANK, CUSTOMER or VENDOR."""
    if kind in PARTIES:
        return party_choices(company=company, ledger=kind, text=text, most=most)
    if kind == "BANK":
        known = [(bank.number, bank.name) for bank in bank_accounts(company=company) if not bank.is_blocked]
    else:
        known = [
            (one.number, one.name)
            for one in accounts_by_number(company=company).values()
            if one.kind == "POSTING" and one.is_direct_posting and not one.is_blocked and not one.bank_account
        ]
    return sorted(pair for pair in known if _fits(*pair, text))[:most]


def _fits(number: str, name: str, text: str) -> bool:
    fold, words = full_fold(name), name_words(text)
    return number.startswith(text.strip().upper()) or (bool(words) and all(word in fold for word in words))


def resolved_account(*, company: CompanyFacts, kind: str, text: str) -> str:
    """What was typed as kind:number, as lines are told it; "customer:C1" as it is.

    refuses   AccountNotUnique; PartyUnknown, AccountUnknown, BankAccountUnknown where nothing fits
    """
    text = text.strip()
    typed, colon, number = text.partition(":")
    if colon and typed.strip().upper() in ACCOUNT_KINDS:
        return f"{typed.strip().lower()}:{number.strip()}"
    found = account_choices(company=company, kind=kind, text=text, most=5) if text else []
    exact = [number for number, _name in found if number.upper() == text.upper()]
    if len(exact) == 1 or len(found) == 1:
        return f"{kind.lower()}:{exact[0] if exact else found[0][0]}"
    if len(found) > 1:
        raise AccountNotUnique(text=text, found=tuple(f"{number} {name}" for number, name in found))
    raise _unknown(company, kind, text)


def _unknown(company: CompanyFacts, kind: str, text: str) -> Refused:
    if kind in PARTIES:
        return PartyUnknown(ledger=kind.lower(), number=text)
    if kind == "BANK":
        return BankAccountUnknown(
            bank_account=text, known=tuple(bank.number for bank in bank_accounts(company=company))
        )
    return AccountUnknown(account=text)


def resolved_balancing(*, company: CompanyFacts, text: str) -> str:
    """A balancing account as it is typed: an own bank account's number, else a G/L account; "" for none."""
    if not text.strip() or ":" in text:
        return text.strip()
    banks = {bank.number.upper(): bank.number for bank in bank_accounts(company=company)}
    if text.strip().upper() in banks:
        return f"bank:{banks[text.strip().upper()]}"
    return resolved_account(company=company, kind="GL", text=text)
