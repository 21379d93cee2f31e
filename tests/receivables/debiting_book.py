"""A company that collects by direct debit in EUR: a bank account set up for it, customers with IBANs, invoices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.matching.records import EntryFact
from reskontra.parties.queries import PartySummary
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.making import Made, MakeOrder, make_collection
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from tests import build
from tests.kept import step

IBANS = ("DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300")
CREDITOR = "DE98ZZZ09999999999"
TODAY, DUE = date(2026, 2, 2), date(2026, 2, 9)
SIGNED = MandateTerms(signed_date=date(2026, 1, 2))
GIRO = "9912346"


@step
def euro_company() -> CompanyFacts:
    """In the euro area, with bank account E1 set up to collect."""
    company = build.new_company(preset="ifrs", country="DE", currency="EUR")
    build.bank_account(company, number="E1", iban="DE02120300000000202051")
    terms = DebitTerms(creditor_id=CREDITOR, bic="BYLADEM1001")
    set_debit_setup(company=company, actor=build.BOB, number="E1", terms=terms)
    return company


@step
def payer(company: CompanyFacts, number: int, terms: MandateTerms = SIGNED) -> PartySummary:
    """Customer C1, C2, C3 with an IBAN and a mandate."""
    customer = build.customer(company, number=f"C{number}", name=f"Käufer {number}", iban=IBANS[number - 1])
    create_mandate(company=company, actor=build.BOB, customer=customer.number, terms=terms)
    return customer


def owed(company: CompanyFacts, customer: PartySummary, number: str = "INV-1", **columns: str) -> EntryFact:
    return build.invoice(company, customer, number=number, amount=columns.pop("amount", "100.00"), **columns)


def made(company: CompanyFacts, *, scheme: Scheme = Scheme.CORE, **values: object) -> Made:
    """A collection of what is due up to 9 February."""
    order = replace(MakeOrder("E1", scheme, DUE), **values)  # type: ignore[arg-type]
    return make_collection(company=company, actor=build.BOB, order=order, today=TODAY)
