"""Which own account a statement is for."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.actions.accounts import (
    AccountAmbiguous,
    AccountNotNamed,
    Accounts,
    FirstStatement,
    named,
)
from reskontra.core.statements import StatementFacts
from reskontra.formats.bank_statement import StatementHeader
from reskontra.ledger.queries import BankAccountFacts
from tests.bank.files import IBAN, OTHER_IBAN


def own(
    number: str = "B1",
    *,
    iban: str = "",
    bankgiro: str = "",
    plusgiro: str = "",
    other: str = "",
    currency: str = "SEK",
) -> BankAccountFacts:
    return BankAccountFacts(
        id=int(number[1:]),
        number=number,
        name=number,
        currency=currency,
        iban=iban,
        other_account=other,
        bankgiro=bankgiro,
        plusgiro=plusgiro,
        gl_account_id=1,
        gl_account="1930",
        suspense_account="",
        charge_account="",
        rounding_account="",
        last_statement_number="",
        balance_last_statement_minor=None,
        disables_auto_match=False,
        is_blocked=False,
    )


def header(iban: str = "", other: str = "", scheme: str = "", currency: str = "SEK", day: int = 2) -> StatementHeader:
    return StatementHeader(
        "camt.053", "08", "S-1", "", iban, other, scheme, currency, from_date=date(2026, 3, day), opening_minor=-500
    )


@pytest.mark.parametrize(
    ("case", "account", "statement"),
    [
        ("IBAN", own(iban=IBAN), header(IBAN)),
        ("account inside the IBAN", own(iban=IBAN), header(other="58398257466")),
        ("IBAN of the account", own(other="5839-8257466"), header(IBAN)),
        ("bankgiro", own(bankgiro="9912346"), header(other="991-2346", scheme="BGNR")),
        ("plusgiro", own(plusgiro="2865434"), header(other="286543-4", scheme="PGNR")),
    ],
)
def test_an_account_is_found(case: str, account: BankAccountFacts, statement: StatementHeader) -> None:
    accounts = Accounts([own("B9", iban=OTHER_IBAN), account], None)
    assert accounts.find(statement) == account
    assert accounts.doubts(statement, account) == []


def test_a_bankgiro_is_not_taken_for_a_plusgiro() -> None:
    accounts = Accounts([own(plusgiro="9912346")], None)
    assert accounts.find(header(other="9912346", scheme="BGNR")) is None


def test_of_two_that_fit_the_currency_decides() -> None:
    kronor, euro = own("B1", other="123"), own("B2", other="0123", currency="EUR")
    assert Accounts([kronor, euro], None).find(header(other="123", currency="EUR")) == euro
    with pytest.raises(AccountAmbiguous, match="B1, B2"):
        Accounts([kronor, own("B2", other="0123")], None).find(header(other="123"))


def test_a_statement_without_an_account_is_refused_or_doubted() -> None:
    account = own(iban=IBAN)
    with pytest.raises(AccountNotNamed):
        Accounts([account], None).find(header())
    chosen = Accounts([account], account)
    assert chosen.find(header()) == account
    assert [doubt.override for doubt in chosen.doubts(header(), account)] == ["account"]


def test_another_account_and_another_currency_are_doubts() -> None:
    account = own(iban=IBAN)
    doubts = Accounts([account], account).doubts(header(OTHER_IBAN, currency="EUR"), account)
    assert [doubt.override for doubt in doubts] == ["account", "currency"]
    assert str(doubts[0].finding).startswith(
        f'Statement "S-1" is for account {OTHER_IBAN}, and bank account B1 is {IBAN}.'
    )


@pytest.mark.parametrize(
    ("statement", "option"),
    [
        (header(IBAN), f"--iban {IBAN}"),
        (header("SE00123"), "--account SE00123"),
        (header(other="991-2346", scheme="BGNR"), "--bankgiro 991-2346"),
        (header(other="28 65 43-4", scheme="PGNR"), "--plusgiro '28 65 43-4'"),
    ],
)
def test_the_command_that_adds_an_account_is_given_whole(statement: StatementHeader, option: str) -> None:
    facts = StatementFacts("S-1", "", date(2026, 3, 2), -500, None)
    (refusal,) = Accounts([own(iban=OTHER_IBAN)], None).unknown([FirstStatement(statement, facts, None)])
    assert (
        f"reskontra bank-account add B2 {option} --currency SEK --opening-balance -5.00 --opening-date 2026-03-01"
        in str(refusal)
    )
    assert f"the company has B1 ({OTHER_IBAN})" in str(refusal)
    assert named(statement) in str(refusal)
