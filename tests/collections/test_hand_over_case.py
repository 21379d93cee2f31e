"""A case holds all that who collects the claims must know, and nothing of others."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest

from reskontra.collections.contacts import ContactOrder, log_contacts
from reskontra.collections.hand_over_case import case_archive, hand_over_case
from reskontra.collections.interest_rates import install_interest_terms
from reskontra.collections.payment_plans import cancel_payment_plan
from reskontra.companies.notes import Subject, add_note
from reskontra.companies.queries import CompanyFacts
from reskontra.core.late_payment_law import Cost
from reskontra.parties.models import Party
from reskontra.receivables.queries import find_document
from tests import build
from tests.collections import claim_cases as cases
from tests.collections.test_hand_overs import give

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
PDF = b"%PDF-1.4 invoice"


def test_a_case_in_full(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    install_interest_terms(company=company, actor=build.BOB, code="SE-R\u00c4NTELAGEN")
    Party.objects.filter(company=company.id).update(finance_charge_terms="SE-R\u00c4NTELAGEN")
    cases.planned(company, "INV-1", fee="170.00", count=1)
    cases.pay(company, alfa, "BPA000001", "20.00", day=cases.TODAY)
    cancel_payment_plan(company=company, actor=build.BOB, number=1)
    cases.issued(company, "R-1")
    cases.issued(company, "R-2", of="INV-2")
    entry = find_document(company=company, ledger="CUSTOMER", number="INV-1").entry_id
    for name, stream in (("internt.pdf", b"%PDF-1.4 ours"), ("faktura.pdf", PDF), ("bild.png", b"png")):
        subject = Subject("ENTRY", entry, "INV-1")
        add_note(
            company=company, actor=build.BOB, subject=subject, text="", file_name=name, stream=io.BytesIO(stream),
            is_invoice_copy=name == "faktura.pdf",
        )  # fmt: skip
    said = ContactOrder(("C1",), "call", "=Betalar inte", cases.TODAY)
    log_contacts(company=company, actor=build.BOB, order=said, today=cases.TODAY)
    give(company, "INV-1")
    case = hand_over_case(company=company, number=1, as_of=date(2026, 3, 12))
    (claim,) = case.claims
    assert (claim.handed_minor, claim.interest_minor, [one.cost for one in claim.costs]) == (
        1000_00, 8_49, [Cost.PLAN],
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(case_archive(company=company, case=case))) as archive:
        assert sorted(archive.namelist()) == [
            "claims.csv", "contacts.csv", "costs.csv", "interest.csv", "invoices/INV-1-1.pdf", "letters/R-1.pdf",
        ]  # fmt: skip
        assert archive.read("invoices/INV-1-1.pdf") == PDF
        (interest,) = csv.DictReader(archive.read("interest.csv").decode().splitlines())
        assert (interest["from"], interest["until"], interest["days"], interest["percent"], interest["interest"]) == (
            "2026-02-10", "2026-03-12", "31", "10", "8.49",
        )  # fmt: skip
        assert archive.read("costs.csv").decode().splitlines()[1] == "INV-1,SEK,plan,170.00"
        assert "'=Betalar inte" in archive.read("contacts.csv").decode()
