"""Which account a mandate is for, and by which number Bankgirot knows the payer."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.receivables.direct_debits import accounts as a
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from tests import build
from tests.receivables.debiting_book import IBANS

pytestmark = pytest.mark.django_db
AUTOGIRO = Scheme.AUTOGIRO


def test_the_only_account_is_taken_and_one_of_several_chosen(company: CompanyFacts) -> None:
    one = build.customer(company, number="1", iban=IBANS[0])
    assert a.account_of(company=company, party=one, scheme=Scheme.CORE, chosen="") == ("IBAN", IBANS[0])
    none = build.customer(company, number="2", name="Beta", bankgiro="50501055")
    with pytest.raises(a.NoAccountToDebit):
        a.account_of(company=company, party=none, scheme=Scheme.CORE, chosen="")
    with pytest.raises(a.AccountToDebitUnknown):
        a.account_of(company=company, party=one, scheme=Scheme.CORE, chosen="SE12")
    assert a.account_of(company=company, party=none, scheme=AUTOGIRO, chosen="") == ("BANKGIRO", "50501055")
    two = build.customer(company, number="3", name="Gamma", iban=IBANS[0], bankgiro="50501055")
    with pytest.raises(a.AccountToDebitUnclear):
        a.account_of(company=company, party=two, scheme=AUTOGIRO, chosen="")
    typed = a.account_of(company=company, party=one, scheme=AUTOGIRO, chosen="3300-1212121212")
    assert typed == ("BBAN", "33001212121212")
    with pytest.raises(a.AccountToDebitUnknown):
        a.account_of(company=company, party=one, scheme=AUTOGIRO, chosen="3300-1212121213")
    chosen = f"{IBANS[0][:4]} {IBANS[0][4:]}"
    assert a.account_of(company=company, party=two, scheme=AUTOGIRO, chosen=chosen) == ("IBAN", IBANS[0])


@pytest.mark.parametrize(
    ("customer", "columns", "chosen", "number"),
    [
        ("101", {}, "", "101"), ("00101", {}, "", "101"), ("C1", {}, "0077", "77"),
        ("C1", {"bankgiro": "5050-1055"}, "", "50501055"), ("C1", {}, "", a.PayerNumberUnfit),
        ("C1", {}, "12345678901234567", a.PayerNumberUnfit), ("101", {}, "0", a.PayerNumberUnfit),
    ],
)  # fmt: skip
def test_the_payer_number(
    company: CompanyFacts, customer: str, columns: dict[str, str], chosen: str, number: str | type[Refused]
) -> None:
    build.customer(company, number=customer, **columns)
    terms = MandateTerms(AUTOGIRO, payer_number=chosen)
    if isinstance(number, type):
        with pytest.raises(number):
            create_mandate(company=company, actor=build.BOB, customer=customer, terms=terms)
        return
    row = create_mandate(company=company, actor=build.BOB, customer=customer, terms=terms)
    assert row.payer_number == number
    with pytest.raises(a.PayerNumberTaken):
        create_mandate(company=company, actor=build.BOB, customer=customer, terms=terms)
