"""What an adjustment planned is written: rows under their vouchers, a line of the register, the rate of each entry."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.actions import start_run
from reskontra.receivables.adjustment_plan import AdjustmentPlanner
from reskontra.receivables.adjustment_posting import post_adjustment
from reskontra.receivables.exchange_register import exchange_adjustments
from reskontra.receivables.models import Entry
from reskontra.receivables.positions import open_positions
from tests import build
from tests.adjustments import JANUARY, dollars, rate, rows
from tests.postings import gl

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(("case", "as_of"), [("a line of the register", JANUARY), ("no line of it", None)])
def test_vouchers_rows_and_rates(company: CompanyFacts, case: str, as_of: object) -> None:
    invoice = dollars(company).invoice()
    rate(company, "11", JANUARY)
    planner = AdjustmentPlanner(company=company, as_of=JANUARY, posting_date=JANUARY, document="KURS")
    planner.load_rates(["USD"])
    held = open_positions(company=company, ledger="CUSTOMER", as_of=JANUARY, currencies=["USD"])
    planned = list(planner.parties(held))
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.posted")
        (voucher,) = post_adjustment(
            company=company, run=run, planned=planned, rates=planner.rates, as_of=JANUARY if as_of else None
        )
    assert rows(company, invoice.entry_id)[1:] == [("UNREALIZED_GAIN", 0, 100_00)]
    assert gl(company) == {"1510": 1100_00, "2898": -1000_00, "3960": -100_00}
    assert Entry.objects.get(id=invoice.entry_id).adjusted_rate_e8 == 11 * 10**8
    registered = [(one.voucher, one.created_by) for one in exchange_adjustments(company=company)]
    assert registered == ([(voucher.name, build.BOB)] if as_of else [])
