"""Mandates that Bankgirot told of by itself are kept once, for whom they are of."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.receivables.direct_debits.adopting import adopt_known, adopt_mandate, mandates_to_adopt
from reskontra.receivables.direct_debits.asking import NothingToAsk, ask_mandates
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.mandates import close_mandate
from tests import build
from tests.receivables.asking_book import autogiro, told
from tests.receivables.autogiro_answers import mandate
from tests.receivables.debiting_book import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_bankgirot_told_of_is_kept_and_not_asked_for(company: CompanyFacts) -> None:
    autogiro(company)
    build.customer(company, number="K5", organisation_number="556000-1234", iban="SE4550000000058398257466")
    build.customer(company, number="K6", name="Beta")
    told(company, mandate(777), mandate(888, id_number="0"), mandate(999, comment="23"))
    assert [(one.payer_number, one.customer) for one in mandates_to_adopt(company=company)] == [
        ("777", "K5"), ("888", ""),
    ]  # fmt: skip
    (one,) = adopt_known(company=company, actor=build.BOB)
    assert (one.customer, one.payer_number, one.signed_date.isoformat()) == ("K5", "777", "2026-03-02")
    shown = mandate_shown(company=company, number=one.mandate, as_of=TODAY)
    assert (shown.scheme, shown.account, shown.told) == ("AUTOGIRO", "", "ACTIVE")  # not the IBAN: it is another's
    for number, customer in (("888", ""), ("777", "K5"), ("999", "K6")):
        with pytest.raises(Refused):
            adopt_mandate(company=company, actor=build.BOB, payer_number=number, customer=customer)
    assert adopt_mandate(company=company, actor=build.BOB, payer_number="0888", customer="K6").customer == "K6"
    assert adopt_known(company=company, actor=build.BOB) == []
    with pytest.raises(NothingToAsk):
        ask_mandates(company=company, actor=build.BOB, bank_account="B1", today=TODAY)
    close_mandate(company=company, actor=build.BOB, number=one.mandate, is_closed=True)
    assert ask_mandates(company=company, actor=build.BOB, bank_account="B1", today=TODAY).taken_out == (one.mandate,)
