"""What programs are told of mandates, collections, debits and the set-up."""

from __future__ import annotations

import json

import pytest

from reskontra.receivables.direct_debits.collections import collection_shown, debits_of
from reskontra.receivables.direct_debits.debit_data import collection_data, debit_data, mandate_data, setup_data
from reskontra.receivables.direct_debits.debit_setup import debit_setups
from reskontra.receivables.direct_debits.mandate_list import customer_mandates
from tests.receivables.debiting_book import CREDITOR, DUE, euro_company, made, owed, payer


@pytest.mark.django_db
def test_all_of_it_is_plain_data() -> None:
    company = euro_company()
    owed(company, payer(company, 1))
    number = made(company).number
    told = [
        collection_data(collection_shown(company=company, number=number)),
        debit_data(debits_of(company=company, number=number)[0]),
        mandate_data(customer_mandates(company=company, as_of=DUE)[0]),
        setup_data(debit_setups(company=company)[0]),
    ]
    collection, debit, mandate, setup = json.loads(json.dumps(told))
    assert (collection["amount"], collection["state"], collection["from_date"]) == ("100.00", "new", None)
    assert (debit["debit"], debit["day"], debit["findings"]) == (f"{number}/1", "2026-02-09", [])
    assert (mandate["signed"], mandate["expected"], mandate["next_sequence"]) == ("2026-01-02", None, "FRST")
    assert (setup["creditor_id"], setup["batch_booking"]) == (CREDITOR, True)
