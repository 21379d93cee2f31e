"""What is known of a mandate for the payee of a bank account."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.mandate_orders import MandateOrder
from reskontra.receivables.direct_debits.at_bank import load_mandates, payee_of, wanted
from reskontra.receivables.direct_debits.debit_setup import debit_setup_of
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandates import close_mandate
from tests import build
from tests.receivables.asking_book import autogiro, payer, told
from tests.receivables.autogiro_answers import mandate
from tests.receivables.debiting_book import TODAY, made, owed

pytestmark = pytest.mark.django_db


def test_a_mandate_with_debits_at_the_bank_stays_there(company: CompanyFacts) -> None:
    autogiro(company)
    number = payer(company, "101")
    told(company, mandate(101))
    owed(company, build.find_party(company=company, ledger="CUSTOMER", number="101"))
    done = made(company, bank_account="B1", scheme=Scheme.AUTOGIRO)
    export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    setup = debit_setup_of(company=company, number="B1")
    assert payee_of(setup) == "9912346"
    (one,) = load_mandates(company=company, setup=setup, today=TODAY)
    assert (one.state, one.customer, one.facts.has_debits, one.facts.id_number) == (
        "it stands", "101", True, "5560001234",
    )  # fmt: skip
    assert wanted([one], day=TODAY) == []
    close_mandate(company=company, actor=build.BOB, number=number, is_closed=True)
    (found,) = wanted(load_mandates(company=company, setup=setup, today=TODAY), day=TODAY)
    assert (found.order, found.codes) == (MandateOrder.TAKE_OUT, ("DEBITS",))
