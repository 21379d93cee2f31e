"""What the pages of memos show is told in tests/collections/test_finance_charge_views.py; here, what the form asks."""

from __future__ import annotations

from datetime import date

from reskontra.collections.finance_charge_pages import order_of
from reskontra.interface.typed_form import Typed


def test_customers_are_written_with_commas_or_blanks() -> None:
    typed = Typed({"document_date": "15", "customer": "C1, C2  C3,", "paid_since": "2026-01-01"}, date(2026, 3, 2))
    order = order_of(typed)
    assert order.customers == ("C1", "C2", "C3")
    assert (order.document_date.day, order.posted_on, order.since) == (15, order.document_date, date(2026, 1, 1))
