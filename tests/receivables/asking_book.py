"""A company that collects by Autogiro: bank account B1 of bankgiro 991-2346, and customers with clearing accounts."""

from __future__ import annotations

import io

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.receivables.direct_debit import take_answers
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from tests import build
from tests.receivables.autogiro_answers import advice
from tests.receivables.debiting_book import GIRO, TODAY


def autogiro(company: CompanyFacts, account: str = "B1", bankgiro: str = GIRO) -> None:
    iban = build.BANK_IBAN if account == "B1" else ""
    build.bank_account(company, number=account, iban=iban, bankgiro=bankgiro)
    terms = DebitTerms(bankgirot_number="471117")
    set_debit_setup(company=company, actor=build.BOB, number=account, terms=terms)


def payer(company: CompanyFacts, number: str, *, is_signed: bool = True, **card: str) -> str:
    """The number of the customer's mandate; without a card of its own it has an account and an organisation number."""
    given = {"organisation_number": "5560001234", **card}
    build.customer(company, number=number, name=f"Kund {number}", **given)
    account = "" if "bankgiro" in card or "iban" in card else "3300-1212121212"
    terms = MandateTerms(Scheme.AUTOGIRO, account, signed_date=TODAY if is_signed else None)
    return create_mandate(company=company, actor=build.BOB, customer=number, terms=terms).number


def told(company: CompanyFacts, *records: str) -> None:
    """Bankgirot's mandate advice."""
    stream = io.BytesIO(advice(*records).encode("latin-1"))
    take_answers(company=company, actor=build.BOB, name="a.txt", stream=stream)
