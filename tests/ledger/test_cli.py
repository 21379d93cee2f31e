"""bank-account and account."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli import account, bank_account
from tests import build
from tests.command_line import done, refused, run
from tests.postings import gl

pytestmark = pytest.mark.django_db

OPENING = ("--opening-balance", "1000000.00", "--opening-date", "2026-03-26")


def test_a_bank_account_is_added_with_its_opening_balance(company: CompanyFacts) -> None:
    answer = done(bank_account, "add", "B1", "--iban", build.BANK_IBAN, *OPENING, "--name", "Main")
    assert answer.out == "Bank account B1 added, G/L account 1930.\n"
    assert gl(company) == {"1930": 1_000_000_00, "2898": -1_000_000_00}
    assert done(bank_account, "list", "--format", "json").json == [
        {
            "number": "B1",
            "name": "Main",
            "currency": "SEK",
            "iban": build.BANK_IBAN,
            "gl_account": "1930",
            "balance": "1000000.00",
            "auto_match": True,
        }
    ]


def test_a_bank_account_has_many_names(company: CompanyFacts) -> None:
    words = ("--bankgiro", "991-2346", "--plusgiro", "4123-6", "--account", "12-3", "--gl-account", "1920")
    assert done(bank_account, "add", "B1", *words).out.endswith("G/L account 1920.\n")


@pytest.mark.parametrize(
    ("case", "words", "text"),
    [
        ("check digits", ["--iban", "SE4550000000058398257467"], "has the check digits 45"),
        ("no amount", ["--opening-balance", "1,5", "--opening-date", "2026-01-01"], '"1,5" is not an amount.'),
        ("no day", ["--opening-balance", "1.50"], "An opening balance of 1.50"),
        ("no currency", ["--currency", "ABC"], '"ABC" is not a currency'),
        ("no rate", ["--currency", "EUR", *OPENING], "There is no exchange rate for EUR on 2026-03-26."),
        ("outside the books", ["--gl-account", "9999"], 'There is no G/L account "9999".'),
    ],
)
def test_a_bank_account_is_refused(company: CompanyFacts, case: str, words: list[str], text: str) -> None:
    assert text in refused(bank_account, "add", "B1", *words)


def test_bank_accounts_are_listed_for_people_in_their_language(company: CompanyFacts) -> None:
    build.bank_account(company, opening="12345.00")
    for language, amount in (("en", "12,345.00 SEK"), ("sv", "12\u00a0345,00 SEK")):
        row = done(bank_account, "list", "--lang", language).out.splitlines()[1]
        assert row.split()[:4] == ["B1", "B1", build.BANK_IBAN, "1930"]
        assert row.endswith(amount)


def test_the_chart_is_listed(company: CompanyFacts) -> None:
    rows = done(account, "list").out.splitlines()
    assert rows[1].split() == ["1510", "Kundfordringar"]
    assert done(account, "list", "--format", "json").json[0] == {"account": "1510", "name": "Kundfordringar"}


def test_an_opening_balance_is_posted_afterwards(company: CompanyFacts) -> None:
    build.bank_account(company)
    words = ("opening", "B1", "--balance", "12345.00", "--date", "2026-03-26")
    assert done(bank_account, *words).out == "Bank account B1 begins with 12,345.00 SEK.\n"
    assert "began with 12,345.00" in refused(bank_account, *words)
    assert 'no bank account "B7"' in refused(bank_account, "opening", "B7", *words[2:])


def test_what_is_imported_waits_where_the_account_says_so(company: CompanyFacts) -> None:
    build.bank_account(company)
    for word, is_on, told in (
        ("--no-auto-match", False, "Imports of B1 wait to be matched.\n"),
        ("--no-auto-match", False, "Imports of B1 wait to be matched.\n"),
        ("--auto-match", True, "Imports of B1 are matched at once.\n"),
    ):
        assert done(bank_account, "set", "B1", word).out == told
        (row,) = done(bank_account, "list", "--format", "json").json
        assert row["auto_match"] is is_on
    assert Event.objects.filter(company=company.id, action="bank_account.changed").count() == 2
    assert "There is no bank account" in refused(bank_account, "set", "B9", "--auto-match")
    assert run(bank_account, "set", "B1").code == 2
