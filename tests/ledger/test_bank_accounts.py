"""Own bank accounts: each with numbers and a G/L account of its own, opened by a voucher."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts, RateMissing
from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import bankgiro, iban, plusgiro
from reskontra.ledger import bank_accounts as module
from reskontra.ledger import queries
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from reskontra.ledger.models import Account, BankEntry, Voucher
from tests import books, build
from tests.postings import draft as voucher
from tests.postings import gl, post_all

pytestmark = pytest.mark.django_db

NEW = NewBankAccount(number="B2", other_account="6000-123 456", bankgiro="991-2346", plusgiro="4123-6")
DAY = date(2026, 1, 1)


def added(company: CompanyFacts, account: NewBankAccount = NEW, **change: object) -> queries.BankAccountFacts:
    return add_bank_account(company=company, actor=build.BOB, account=replace(account, **change))  # type: ignore[arg-type]


def test_an_account_is_added_with_its_numbers_made_compact(company: CompanyFacts) -> None:
    found = added(company, iban="SE45 5000 0000 0583 9825 7466", name="Main")
    assert (found.iban, found.other_account, found.bankgiro, found.plusgiro) == (
        "SE4550000000058398257466", "6000123456", "9912346", "41236",
    )  # fmt: skip
    assert (found.name, found.currency, found.gl_account, found.suspense_account) == ("Main", "SEK", "1930", "2899")
    assert found.names == {"SE4550000000058398257466", "6000123456", "9912346", "41236"}


def test_without_a_name_it_is_called_by_its_number(company: CompanyFacts) -> None:
    assert added(company).name == "B2"


def test_the_opening_balance_is_a_voucher_and_a_closed_bank_entry(company: CompanyFacts) -> None:
    added(company, opening_minor=-1_000_50, opening_date=DAY)
    assert gl(company) == {"1930": -1_000_50, "2898": 1_000_50}
    entry = BankEntry.objects.get(company=company.id)
    assert (entry.amount_minor, entry.state, entry.closed_date) == (-1_000_50, "CLOSED", DAY)
    assert str(Voucher.objects.get(company=company.id)) == "I-2026-1"


def test_an_opening_balance_of_nothing_needs_no_voucher(company: CompanyFacts) -> None:
    found = added(company, opening_minor=0, opening_date=DAY)
    assert found.balance_last_statement_minor == 0
    assert not Voucher.objects.filter(company=company.id).exists()


def test_a_foreign_opening_balance_is_posted_at_the_rate_of_its_day(company: CompanyFacts) -> None:
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2025, 12, 1), rate_e8=11_2500_0000)
    added(company, currency="EUR", opening_minor=1_000_00, opening_date=DAY)
    assert gl(company) == {"1930": 11_250_00, "2898": -11_250_00}
    entry = BankEntry.objects.get(company=company.id)
    assert (entry.amount_minor, entry.currency, entry.local_minor) == (1_000_00, "EUR", 11_250_00)


def test_each_account_gets_the_next_free_g_l_account(company: CompanyFacts) -> None:
    given = [added(company, NewBankAccount(number=f"B{n}")).gl_account for n in range(3)]
    assert given == ["1930", "1940", "1941"]


def test_a_g_l_account_in_use_is_passed_over(company: CompanyFacts) -> None:
    post_all(company, voucher(company, {"1930": 5_00, "3001": -5_00}))
    assert added(company).gl_account == "1940"


def test_a_g_l_account_may_be_chosen(company: CompanyFacts) -> None:
    assert added(company, gl_account="1920").gl_account == "1920"


REFUSALS = [
    ("the number is taken", {"number": "B1"}, module.BankAccountExists, f"already, with {build.BANK_IBAN}."),
    ("the IBAN is taken", {"iban": build.BANK_IBAN}, module.AccountNumberTaken, "belongs to bank account B1"),
    ("the bankgiro is taken", {"bankgiro": "5050-1055"}, module.AccountNumberTaken, "50501055 belongs to"),
    ("the account number is taken", {"other_account": "1-2"}, module.AccountNumberTaken, "12 belongs to"),
    ("the IBAN's check digits", {"iban": "SE4550000000058398257467"}, iban.IbanCheckDigitsDiffer, "18"),
    ("the bankgiro's", {"bankgiro": "991-2345"}, bankgiro.BankgiroCheckDigitDiffers, "6"),
    ("the plusgiro's", {"plusgiro": "4123-7"}, plusgiro.PlusgiroCheckDigitDiffers, "6"),
    ("a balance without a day", {"opening_minor": 5_00}, module.OpeningDateMissing, "balance of 5.00 SEK needs"),
    ("another's G/L account", {"gl_account": "1930"}, module.GLAccountTaken, "1930 belongs to bank account B1"),
    ("no such G/L account", {"gl_account": "0000"}, queries.AccountUnknown, '"0000"'),
    ("a control account", {"gl_account": "1510"}, queries.AccountBlocked, "1510 takes no direct posting"),
    ("a blocked G/L account", {"gl_account": "1945"}, queries.AccountBlocked, "1945 takes no direct posting"),
    ("one with postings", {"gl_account": "1920"}, module.GLAccountUsed, "1920 has postings"),
    ("no rate", {"currency": "EUR", "opening_minor": 1, "opening_date": DAY}, RateMissing, "EUR on 2026-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "change", "refusal", "text"), REFUSALS, ids=[r[0] for r in REFUSALS])
def test_an_account_is_refused(
    company: CompanyFacts, case: str, change: dict[str, object], refusal: type[Refused | Malformed], text: str
) -> None:
    build.bank_account(company)
    added(company, NewBankAccount(number="B3", bankgiro="5050-1055", other_account="12"))
    post_all(company, voucher(company, {"1920": 5_00, "3001": -5_00}))
    Account.objects.filter(company=company.id, number="1945").update(is_blocked=True)
    before = books.contents()
    with pytest.raises(refusal, match=text):
        added(company, **change)
    assert books.contents() == before


def test_when_all_g_l_accounts_are_taken_one_must_be_named(db: None) -> None:
    company = build.new_company(preset="ifrs", country="DE", currency="EUR")
    for number in range(5):
        added(company, NewBankAccount(number=f"B{number}"))
    with pytest.raises(module.NoBankGLAccountLeft, match="All 5 G/L accounts for banks are taken"):
        added(company, NewBankAccount(number="B9"))
    assert added(company, NewBankAccount(number="B9"), gl_account="1010").gl_account == "1010"


def test_another_company_may_have_the_same_numbers(company: CompanyFacts) -> None:
    added(build.new_company(name="Sydan AB"), iban=build.BANK_IBAN)
    assert added(company, iban=build.BANK_IBAN).iban == build.BANK_IBAN


def test_an_account_without_an_opening_balance_is_given_one_later(company: CompanyFacts) -> None:
    added(company)
    found = module.post_opening(company=company, actor=build.BOB, number="B2", minor=1_000_50, day=DAY)
    assert (found.balance_last_statement_minor, gl(company)) == (1_000_50, {"1930": 1_000_50, "2898": -1_000_50})


def test_an_opening_balance_of_nothing_is_only_noted(company: CompanyFacts) -> None:
    added(company)
    assert module.post_opening(company=company, actor=build.BOB, number="B2", minor=0, day=DAY)
    assert not Voucher.objects.filter(company=company.id).exists()


def test_an_account_is_opened_once(company: CompanyFacts) -> None:
    added(company, opening_minor=1_000_50, opening_date=DAY)
    before = books.contents()
    with pytest.raises(module.OpeningPosted, match=r"began with 1000\.50 SEK by voucher I-2026-1"):
        module.post_opening(company=company, actor=build.BOB, number="B2", minor=5, day=DAY)
    assert books.contents() == before
