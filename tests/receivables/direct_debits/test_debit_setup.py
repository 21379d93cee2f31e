"""What must be set up before a bank account collects."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.core.identifiers.bic import NotABic
from reskontra.core.identifiers.creditor_id import NotACreditorId
from reskontra.receivables.direct_debits import debit_setup as d
from tests import build
from tests.receivables.debiting_book import CREDITOR, GIRO

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("refusal", "terms"),
    [
        (NotACreditorId, d.DebitTerms(creditor_id="DE")),
        (NotABic, d.DebitTerms(bic="DEUT")),
        (d.PainVersionUnknown, d.DebitTerms(version="09")),
        (d.CreditorNameUnfit, d.DebitTerms(name="x" * 71)),
        (d.BankgirotNumberUnfit, d.DebitTerms(bankgirot_number="1234567")),
    ],
)
def test_what_is_not_set(company: CompanyFacts, refusal: type[Refused], terms: d.DebitTerms) -> None:
    build.bank_account(company)
    with pytest.raises(refusal):
        d.set_debit_setup(company=company, actor=build.BOB, number="B1", terms=terms)
    assert d.debit_setups(company=company) == []


def test_what_is_wanting_is_told_by_scheme(company: CompanyFacts) -> None:
    build.bank_account(company, bankgiro=GIRO)
    found = d.debit_setup_of(company=company, number="B1")
    for scheme, missing in ((Scheme.CORE, "creditor identifier"), (Scheme.AUTOGIRO, "customer number at Bankgirot")):
        with pytest.raises(d.DebitSetupMissing) as refusal:
            d.require_setup(found, scheme=scheme)
        assert refusal.value.values["asked"] == missing
    terms = d.DebitTerms(creditor_id=f" {CREDITOR.lower()}", bankgirot_number="4711")
    d.set_debit_setup(company=company, actor=build.BOB, number="B1", terms=terms)
    (kept,) = d.debit_setups(company=company)
    assert (kept.terms.creditor_id, kept.terms.bankgirot_number) == (CREDITOR, "004711")
    d.require_setup(kept, scheme=Scheme.B2B)
    d.require_setup(kept, scheme=Scheme.AUTOGIRO)
