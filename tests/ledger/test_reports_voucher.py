"""One voucher, whole."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import VoucherUnknown
from reskontra.ledger.reports_voucher import bank_lines, gl_lines, voucher_facts
from tests import build
from tests.postings import sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_voucher_with_its_lines_and_bank_entries(company: CompanyFacts) -> None:
    build.bank_account(company, opening="500.00")
    found = voucher_facts(company=company, name="I-2026-1")
    assert (found.head.name, found.head.source, found.head.posting_date) == ("I-2026-1", "OPENING", date(2026, 1, 1))
    assert [(line.account, line.amount_minor) for line in found.lines] == [("1930", 500_00), ("2898", -500_00)]
    (entry,) = found.bank_entries
    assert (entry.bank_account, entry.amount_minor, entry.state, entry.transaction_id) == ("B1", 500_00, "CLOSED", None)


def test_lines_of_many_vouchers_and_of_none(company: CompanyFacts) -> None:
    posted = [sale(company, minor) for minor in (1, 2)]
    lines = gl_lines(company=company, vouchers=[voucher.id for voucher in posted])
    assert [(line.voucher, line.line_number, line.amount_minor) for line in lines] == [
        ("A-2026-1", 1, 1), ("A-2026-1", 2, -1), ("A-2026-2", 1, 2), ("A-2026-2", 2, -2),
    ]  # fmt: skip
    assert not gl_lines(company=company, vouchers=[])
    assert not bank_lines(company=company, vouchers=[posted[0].id])


def test_an_unknown_voucher_is_refused(company: CompanyFacts) -> None:
    with pytest.raises(VoucherUnknown):
        voucher_facts(company=company, name="A-2026-1")
