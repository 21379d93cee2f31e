"""A company with something of everything that addresses of the API name, told once for all who ask."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from reskontra.bank.actions.import_statement import import_statement
from reskontra.collections.change_interest_terms import InterestTermsChange, add_interest_terms
from reskontra.collections.policies import PolicyFacts, keep_policy
from reskontra.collections.reminder_terms_editing import TermsChange, add_reminder_terms
from reskontra.companies.notes import add_note
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.webhooks import add_webhook
from reskontra.core.direct_debit import Scheme
from reskontra.journals.deposits import NewDeposit, add_deposit
from reskontra.journals.paying.make import ProposalOrder, make_proposal
from reskontra.journals.queries import find_journal
from reskontra.ledger.models import Voucher
from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.actions.match_journal import match_journals
from reskontra.receivables.direct_debits.asking import ask_mandates
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.making import MakeOrder, make_collection
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.subjects import subject_named
from tests import build
from tests.documents import written
from tests.kept import step
from tests.statements import Line, Statement, camt053


@dataclass(frozen=True, slots=True)
class ApiBook:
    """entry: the id of invoice INV-1 over 1000.00 of C1; journal: with line 1 that pays it, line 2 of a stranger."""

    company: CompanyFacts
    entry: int
    journal: str
    draft: str
    voucher: str


@step
def api_book(name: str = "Nordan AB") -> ApiBook:
    company = build.new_company(name=name)
    build.bank_account(company, opening="10000.00", bankgiro="5050-1055")
    customer = build.customer(company, organisation_number="556000-1234")
    vendor = build.vendor(company, bankgiro="991-2346")
    entry = build.invoice(company, customer).entry_id
    (draft,) = add_drafts(company=company, actor=build.BOB, new=[written("3001;100.00", party="customer:C1")])
    lines = (Line("1000.00", "Alfa AB", "INV-1"), Line("77.00", "Okänd", "hej"))
    done = import_statement(
        company=company, actor=build.BOB, name="bank.xml", stream=io.BytesIO(camt053(Statement(lines)))
    )
    journal = find_journal(company=company, number=done.journals[0].number)
    match_journals(company=company, actor=build.BOB, journals=[journal])
    add_webhook(company=company, actor=build.BOB, url="https://example.com/events", kinds=[])
    header = NewDeposit("B1", date(2026, 3, 1), 10_000)
    add_deposit(company=company, actor=build.BOB, new=header)
    add_reminder_terms(company=company, actor=build.BOB, code="OWN", change=TermsChange())
    add_interest_terms(company=company, actor=build.BOB, code="OWN", change=InterestTermsChange())
    policy = PolicyFacts("OWN", ("OWN",), ("make",), "1D", date(2026, 3, 1))
    keep_policy(company=company, actor=build.BOB, policy=policy, is_new=True)
    build.invoice(company, vendor, number="L-1", amount="-100.00", due_date="2026-01-31")
    order = ProposalOrder("B1", until=date(2026, 1, 31))
    make_proposal(company=company, actor=build.ALICE, order=order, today=date(2026, 3, 1))
    set_debit_setup(company=company, actor=build.BOB, number="B1", terms=DebitTerms(bankgirot_number="471117"))
    signed = MandateTerms(Scheme.AUTOGIRO, "3300-1212121212", payer_number="77", signed_date=date(2026, 1, 2))
    create_mandate(company=company, actor=build.BOB, customer=customer.number, terms=signed)
    wanted_debits = MakeOrder("B1", Scheme.AUTOGIRO, date(2026, 2, 9))
    make_collection(company=company, actor=build.BOB, order=wanted_debits, today=date(2026, 2, 2))
    ask_mandates(company=company, actor=build.BOB, bank_account="B1", today=date(2026, 2, 2))
    add_note(
        company=company, actor=build.BOB, subject=subject_named(company=company, text="vendor:V1"), text="Rings late"
    )
    wanted = wanted_mapping(company=company, text="zeta rental", account="gl:3740")
    add_mapping(company=company, actor=build.BOB, mapping=wanted)
    add_fact(company=company, actor=build.BOB, wanted=WantedFact("name", "Zeta Fastigheter", "vendor:V1"))
    voucher = str(Voucher.objects.filter(company=company.id).earliest("id"))
    return ApiBook(company, entry, journal.number, draft.draft_number, voucher)
