"""The vouchers of a posting run, a page at a time."""

from __future__ import annotations

import pytest

from reskontra.ledger.reversible import PostingRunUnknown
from reskontra.ledger.runs import posting_run
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_vouchers_of_a_run_by_number(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        batch    KASSA bank:B1
        type     KASSA customer:C1 -1.00
        type     KASSA customer:C1 -2.00
        type     KASSA customer:C1 -3.00
        post-batch KASSA
    """)
    run = story.posted.run
    found = posting_run(company=story.company, number=run, first=1, most=1)
    assert (found.of, [voucher.debit_minor for voucher in found.vouchers], found.actor) == (3, [2_00], build.ALICE)
    assert len(posting_run(company=story.company, number=run).vouchers) == 3
    with pytest.raises(PostingRunUnknown, match="no posting run 999"):
        posting_run(company=story.company, number=999)
    with pytest.raises(PostingRunUnknown):
        posting_run(company=build.new_company(name="Sydan AB"), number=run)
