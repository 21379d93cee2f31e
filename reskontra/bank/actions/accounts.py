"""Which own bank account a statement is for."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import iban
from reskontra.core.money import format_minor
from reskontra.core.statements import StatementFacts, account_keys, in_order
from reskontra.formats.bank_statement import Doubt, StatementHeader
from reskontra.ledger.queries import BankAccountFacts

_BANKGIRO, _PLUSGIRO = "BGNR", "PGNR"


class StatementAccountUnknown(Refused):
    code = "statement_account_unknown"
    template = (
        "The file is for account {account}, and the company has {known}. Run {command} and import the file again."
    )


class AccountAmbiguous(Refused):
    code = "statement_account_ambiguous"
    template = "The account {account} may be any of {known}. Name one with --bank-account."


class AccountNotNamed(Malformed):
    code = "statement_account_not_named"
    template = (
        'Statement "{statement_id}" names no account. Name it with --bank-account, the override "account" and a reason.'
    )


class BankAccountNotGiven(Refused):
    code = "statement_bank_account_not_given"
    template = "The file names no account. Name the one it is for with --bank-account; the company has {known}."


class AccountDiffers(Malformed):
    code = "statement_account_differs"
    template = (
        'Statement "{statement_id}" is for account {account}, and bank account {bank_account} is {known}. Name the '
        'right one with --bank-account, or import it with the override "account" and a reason.'
    )


class StatementCurrencyDiffers(Malformed):
    code = "statement_currency_differs"
    template = (
        'Statement "{statement_id}" is in {currency}, and bank account {bank_account} is in {account_currency}. Name '
        'another one with --bank-account, or import it with the override "currency" and a reason.'
    )


@dataclass(frozen=True, slots=True)
class FirstStatement:
    """A statement of an account that is not there yet, or began without a balance: what it opens with is offered."""

    header: StatementHeader
    facts: StatementFacts
    opening_date: date | None


class Accounts:
    """The company's bank accounts, and the one that the user named, if any."""

    def __init__(self, known: Sequence[BankAccountFacts], chosen: BankAccountFacts | None) -> None:
        self._known = known
        self._chosen = chosen
        self._keys = {account.id: frozenset().union(*map(account_keys, account.names)) for account in known}

    def find(self, header: StatementHeader) -> BankAccountFacts | None:
        """The account of a statement; None when the company has no such account.

        refuses   AccountAmbiguous, AccountNotNamed (with no account named by the user either); BankAccountNotGiven
                  where the file is of a kind that need not name it
        """
        if self._chosen is not None:
            return self._chosen
        if not named(header) and header.definition:
            raise BankAccountNotGiven(known=tuple(account.number for account in self._known) or "-")
        if not named(header):
            raise AccountNotNamed(statement_id=header.statement_id)
        fitting = [account for account in self._known if self._fits(account, header)]
        if len(fitting) > 1:
            exact = [account for account in fitting if header.iban and header.iban == account.iban]
            fitting = exact or [account for account in fitting if account.currency == header.currency] or fitting
        if len(fitting) > 1:
            raise AccountAmbiguous(account=named(header), known=tuple(account.number for account in fitting))
        return fitting[0] if fitting else None

    def doubts(self, header: StatementHeader, account: BankAccountFacts) -> list[Doubt]:
        """What speaks against the account: its number, its currency."""
        found = []
        if not named(header):
            if not header.definition:
                found.append(Doubt("account", AccountNotNamed(statement_id=header.statement_id)))
        elif not self._fits(account, header):
            finding = AccountDiffers(
                statement_id=header.statement_id,
                account=named(header),
                bank_account=account.number,
                known=", ".join(sorted(account.names)) or account.name,
            )
            found.append(Doubt("account", finding))
        if header.currency and header.currency != account.currency:
            currency = StatementCurrencyDiffers(
                statement_id=header.statement_id,
                currency=header.currency,
                bank_account=account.number,
                account_currency=account.currency,
            )
            found.append(Doubt("currency", currency))
        return found

    def _fits(self, account: BankAccountFacts, header: StatementHeader) -> bool:
        if header.other_scheme == _BANKGIRO and not header.iban:
            return bool(account_keys(header.other_account) & account_keys(account.bankgiro))
        if header.other_scheme == _PLUSGIRO and not header.iban:
            return bool(account_keys(header.other_account) & account_keys(account.plusgiro))
        return bool((account_keys(header.iban) | account_keys(header.other_account)) & self._keys[account.id])

    def unknown(self, statements: Sequence[FirstStatement]) -> list[StatementAccountUnknown]:
        """A refusal for each account that is not there, with the command that adds it."""
        by_account: dict[str, list[FirstStatement]] = {}
        for statement in statements:
            by_account.setdefault(named(statement.header), []).append(statement)
        numbers = {account.number for account in self._known}
        found = []
        for account, its_own in by_account.items():
            number = next(name for name in (f"B{at}" for at in range(1, len(numbers) + 2)) if name not in numbers)
            numbers.add(number)
            first = its_own[in_order([statement.facts for statement in its_own])[0]]
            known = ", ".join(f"{one.number} ({one.iban or one.name})" for one in self._known) or "no bank account yet"
            found.append(StatementAccountUnknown(account=account, known=known, command=_command(number, first)))
        return found


def named(header: StatementHeader) -> str:
    return header.iban or header.other_account


def _command(number: str, statement: FirstStatement) -> str:
    """The command that adds the account as its first statement shows it."""
    words = ["reskontra", "bank-account", "add", number, _option(statement.header), named(statement.header)]
    currency, opening = statement.header.currency, statement.facts.opening_minor
    if currency:
        words += ["--currency", currency]
    if opening is not None:
        words += ["--opening-balance", format_minor(opening, currency)]
        words += ["--opening-date", _day_before(statement)]
    return shlex.join(words)


def opening_command(number: str, statement: FirstStatement) -> str:
    """The command that gives an account the opening balance of its first statement."""
    opening = format_minor(statement.facts.opening_minor or 0, statement.header.currency)
    words = ["reskontra", "bank-account", "opening", number, "--balance", opening]
    return shlex.join([*words, "--date", _day_before(statement)])


def _day_before(statement: FirstStatement) -> str:
    """The day at whose end a statement's opening balance stands."""
    first = statement.header.from_date or statement.opening_date or statement.facts.day
    return (first - timedelta(days=1)).isoformat()


def _option(header: StatementHeader) -> str:
    if header.iban:
        return "--iban" if iban.is_valid(header.iban) else "--account"
    return {_BANKGIRO: "--bankgiro", _PLUSGIRO: "--plusgiro"}.get(header.other_scheme, "--account")
