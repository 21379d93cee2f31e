"""A vendor in another currency is owed anew what a voided check had paid, at the payment's rate."""

from __future__ import annotations

import pytest

from reskontra.receivables.models import Entry
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_new_entry_is_the_payment_the_other_way(story: Story) -> None:
    story.tells("""
        rate     EUR 2026-01-01 11.00
        rate     EUR 2026-03-15 12.00
        bank     B2 1000.00 EUR
        vendor   V1 "Leverans AB" currency=EUR
        invoice  V1 L-1 -100.00 currency=EUR
        batch    UT kind=payment bank:B2
        type     UT vendor:V1 on=2026-03-10 pays=L-1 check=1
        post-batch UT
        void     B2 1 on=2026-03-20 keep-applied
        remaining L-1 0.00
    """)
    new = Entry.objects.get(company=story.company.id, remaining_minor__lt=0)
    assert (new.document_type, new.remaining_minor, new.remaining_local_minor) == ("", -100_00, -1100_00)
    assert (new.currency, new.document_number, new.rate_e8) == ("EUR", "UTB000001", 11 * 10**8)
    story.tell("gl 1930 11000.00")
