"""Lines with a running balance, and vouchers in a list."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import AccountUnknown, find_voucher, trial_balance
from reskontra.ledger.reports import general_ledger, voucher_row, vouchers
from tests import build
from tests.postings import correction, draft, post_all, sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def _sales(company: CompanyFacts) -> None:
    for minor, day in ((100, date(2026, 1, 5)), (20, date(2026, 2, 5)), (3, date(2026, 2, 5))):
        sale(company, minor, day)


def test_the_last_balance_of_an_account_is_that_of_the_trial_balance(company: CompanyFacts) -> None:
    _sales(company)
    last = {line.account: line.balance_minor for line in general_ledger(company=company)}
    assert last == {row.account: row.balance_minor for row in trial_balance(company=company)}


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        (None, None, [("A-2026-1", 100, 100), ("A-2026-2", 20, 120), ("A-2026-3", 3, 123)]),
        (date(2026, 2, 1), None, [("", 0, 100), ("A-2026-2", 20, 120), ("A-2026-3", 3, 123)]),
        (date(2026, 3, 1), None, [("", 0, 123)]),
        (None, date(2026, 1, 31), [("A-2026-1", 100, 100)]),
        (date(2025, 1, 1), date(2025, 12, 31), []),
    ],
)
def test_the_lines_of_an_account(
    company: CompanyFacts, since: date | None, until: date | None, wanted: list[tuple[str, int, int]]
) -> None:
    _sales(company)
    found = general_ledger(company=company, account="1910", since=since, until=until)
    assert [(line.voucher, line.amount_minor, line.balance_minor) for line in found] == wanted


def test_an_unknown_account_is_refused_at_once(company: CompanyFacts) -> None:
    with pytest.raises(AccountUnknown):
        general_ledger(company=company, account="9999")


def test_a_voucher_tells_what_reverses_it(company: CompanyFacts) -> None:
    first = sale(company, 100)
    post_all(company, draft(company, {"1910": -100, "3001": 100}, source="REVERSAL", reverses_id=first.id))
    rows = list(vouchers(company=company))
    assert [(row.name, row.reverses, row.reversed_by, row.debit_minor) for row in rows] == [
        ("A-2026-1", "", "A-2026-2", 100),
        ("A-2026-2", "A-2026-1", "", 100),
    ]
    assert rows[0] == voucher_row(company=company, voucher_id=find_voucher(company=company, name="A-2026-1"))
    assert rows[0].actor == build.BOB
    assert not list(vouchers(company=company, since=date(2027, 1, 1)))


def test_a_correction_is_known_by_its_lines_and_its_sum(company: CompanyFacts) -> None:
    correction(company, {"1910": -30_00, "3001": 30_00})
    assert [line.is_correction for line in general_ledger(company=company)] == [True, True]
    assert [row.debit_minor for row in vouchers(company=company)] == [-30_00]
