"""Accounts, groups, bank accounts and balances, each of one company."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger import queries
from reskontra.ledger.models import Account
from reskontra.ledger.queries import BankAccountFacts, bank_accounts, direct_account_id, find_voucher
from tests import build
from tests.postings import DAY, correction, draft, on, on_account, pay, post_all, sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def bank(company: CompanyFacts) -> BankAccountFacts:
    """A bank account; another company has the same."""
    build.bank_account(build.new_company(name="Sydan AB"), opening="9.00")
    return build.bank_account(company, opening="1000.00")


def test_accounts_by_number(company: CompanyFacts) -> None:
    ids = queries.account_ids(company=company, numbers=["1510", "3001", "1510"])
    assert queries.account_names(company=company, ids=ids.values()) == {
        ids["1510"]: ("1510", "Kundfordringar"),
        ids["3001"]: ("3001", "Försäljning inom Sverige, 25 % moms"),
    }
    with pytest.raises(queries.AccountUnknown, match='There is no G/L account "0000"'):
        queries.account_ids(company=company, numbers=["1510", "0000"])
    assert queries.accounts(company=company)[0] == ("1510", "Kundfordringar")


@pytest.mark.parametrize(
    ("case", "number", "refusal", "text"),
    [
        ("unknown", "0000", queries.AccountUnknown, '"0000"'),
        ("a control account", "1510", queries.AccountBlocked, "1510 takes no direct posting"),
        ("blocked", "1910", queries.AccountBlocked, "1910 takes no direct posting"),
        ("a heading", "3540", queries.AccountBlocked, "3540 takes no direct posting"),
        ("a bank's", "1930", queries.AccountOfBank, "Post to bank:B1 instead"),
    ],
)
def test_an_account_that_takes_no_posting_by_hand(
    company: CompanyFacts, bank: BankAccountFacts, case: str, number: str, refusal: type[Refused], text: str
) -> None:
    Account.objects.filter(company=company.id, number="1910").update(is_blocked=True)
    Account.objects.filter(company=company.id, number="3540").update(kind="HEADING")
    with pytest.raises(refusal, match=text):
        direct_account_id(company=company, number=number)


def test_an_account_that_does(company: CompanyFacts, bank: BankAccountFacts) -> None:
    assert (
        direct_account_id(company=company, number="1940")
        == (queries.account_ids(company=company, numbers=["1940"])["1940"])
    )


def test_posting_groups_have_their_accounts(company: CompanyFacts) -> None:
    groups = queries.posting_groups(company=company)
    group = groups[("CUSTOMER", "EU")]
    ids = [
        group.control_id, group.discount_id, group.tolerance_id, group.rounding_id, group.charge_id,
        group.opening_id, group.gains_id, group.losses_id,
    ]  # fmt: skip
    names = queries.account_names(company=company, ids=ids)
    assert [names[id][0] for id in ids] == ["1512", "3731", "3740", "3740", "6570", "2898", "3960", "7960"]
    assert groups[("CUSTOMER", "")] == groups[("CUSTOMER", "SE")]
    assert groups[("VENDOR", "")].code == "SE"


def test_bank_accounts_are_told_by_number(company: CompanyFacts, bank: BankAccountFacts) -> None:
    other = build.bank_account(company, number="A1", iban="", currency="EUR")
    assert bank_accounts(company=company) == [other, bank]
    assert queries.bank_account_of(company=company, id=bank.id) == bank
    assert queries.find_bank_account(company=company, number="B1") == bank
    with pytest.raises(queries.BankAccountUnknown, match=r'no bank account "X"\. Use one of A1, B1,'):
        queries.find_bank_account(company=company, number="X")


@pytest.mark.parametrize(("name", "found"), [("A-2026-1", 0), ("A-2026-2", 1), ("A-2025-1", 2)])
def test_a_voucher_is_found_by_its_name(company: CompanyFacts, name: str, found: int) -> None:
    lines = {"1910": 1, "3001": -1}
    last_year = draft(company, lines, day=date(2025, 5, 1))
    posted = post_all(company, draft(company, lines), draft(company, lines), last_year)
    assert find_voucher(company=company, name=name) == posted[found].id
    assert queries.voucher_names(company=company, ids=[posted[found].id]) == {posted[found].id: name}
    days = queries.voucher_dates(company=company, ids=[posted[2].id])
    assert days == {posted[2].id: date(2025, 5, 1)}


@pytest.mark.parametrize(
    "name", ["A-2026-2", "A-2024-1", "B-2026-1", "A-2026", "A-2026-x", "A-2026-²", "", "A-2026-" + "9" * 30]
)
def test_what_names_no_voucher_is_refused(company: CompanyFacts, name: str) -> None:
    sale(company)
    with pytest.raises(queries.VoucherUnknown, match=f'There is no voucher "{name}"'):
        find_voucher(company=company, name=name)


def test_another_companys_voucher_is_not_found(company: CompanyFacts) -> None:
    sale(build.new_company(name="Sydan AB"))
    with pytest.raises(queries.VoucherUnknown):
        find_voucher(company=company, name="A-2026-1")


@pytest.mark.parametrize(
    ("case", "as_of", "expected"),
    [
        ("all", None, [("1910", 150_00, 30_00, 120_00), ("3001", 30_00, 150_00, -120_00)]),
        ("the day included", DAY, [("1910", 100_00, 0, 100_00), ("3001", 0, 100_00, -100_00)]),
        ("before the first", date(2026, 3, 1), []),
    ],
)
def test_the_trial_balance(
    company: CompanyFacts, case: str, as_of: date | None, expected: list[tuple[str, int, int, int]]
) -> None:
    sale(company, 100_00)
    sale(company, 50_00, date(2026, 3, 3))
    sale(company, -30_00, date(2026, 3, 3))
    found = queries.trial_balance(company=company, as_of=as_of)
    assert [(b.account, b.debit_minor, b.credit_minor, b.balance_minor) for b in found] == expected


def test_what_is_on_a_bank_account(company: CompanyFacts, bank: BankAccountFacts) -> None:
    alfa = build.customer(company)
    paid = pay(company, bank, on_account(company, alfa, 250_00))
    assert queries.bank_balance(company=company, bank_account_id=bank.id) == 1250_00
    assert queries.statements_of_vouchers(company=company, ids=[paid.voucher.id]) == []


def test_control_accounts_with_the_groups_on_them(company: CompanyFacts, bank: BankAccountFacts) -> None:
    invoice = build.invoice(company, build.customer(company), amount="400.00")
    pay(company, bank, on(company, invoice, 150_00))
    found = {balance.account: balance for balance in queries.control_balances(company=company)}
    assert set(found) == {"1510", "1512", "1513", "2440", "2441", "2442"}
    assert (found["1510"].groups, found["1510"].balance_minor, found["2440"].balance_minor) == (("SE",), 250_00, 0)


def test_whether_an_account_has_postings(company: CompanyFacts) -> None:
    sale(company)
    ids = queries.account_ids(company=company, numbers=["1910", "1920"])
    found = {number: queries.has_postings(company=company, account_id=id) for number, id in ids.items()}
    assert found == {"1910": True, "1920": False}


def test_a_correction_lowers_turnover_on_both_sides_and_leaves_balances(company: CompanyFacts) -> None:
    sale(company, 100_00)
    correction(company, {"1910": -30_00, "3001": 30_00})
    found = {row.account: (row.debit_minor, row.credit_minor) for row in queries.trial_balance(company=company)}
    assert found == {"1910": (70_00, 0), "3001": (0, 70_00)}
    later = queries.trial_balance(company=company, since=date(2026, 12, 1))
    assert [(row.opening_minor, row.debit_minor, row.credit_minor) for row in later] == [(70_00, 0, 0), (-70_00, 0, 0)]
