"""What a hand-over lacks is told with its remedy, by command, page and API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reskontra.collections.cli_hand_overs import collecting
from reskontra.collections.hand_over_lacks import hand_over_lacks, lack_texts
from reskontra.collections.interest_rates import add_reference_rate, install_interest_terms
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.command_line import done
from tests.web import Browser

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 1)


def test_what_is_lacking_is_told_until_it_is_there(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    install_interest_terms(company=company, actor=build.BOB, code="SE-RÄNTELAGEN")
    found = hand_over_lacks(company=company, customer="C1", as_of=LATER)
    assert (found.codes, found.late) == (["organisation_number"], ())  # he owes no interest by the terms
    Party.objects.filter(company=company.id).update(finance_charge_terms="SE-RÄNTELAGEN")
    found = hand_over_lacks(company=company, customer="C1", as_of=LATER)
    assert found.codes == ["organisation_number", "reference_rate"]
    by_command, on_page = lack_texts(found), lack_texts(found, is_page=True)
    assert "company set --organisation-number" in by_command[0]
    assert "reskontra reference-rate add 2026-07-01" in by_command[1]
    remedies = ("Enter it under Company.", "Enter it under Interest terms.")
    assert [text.endswith(remedy) for text, remedy in zip(on_page, remedies, strict=True)] == [True, True]
    Company.objects.filter(id=company.id).update(organisation_number="556047-3521")
    add_reference_rate(company=company, actor=build.BOB, day=date(2026, 7, 1), percent=Decimal(2))
    assert hand_over_lacks(company=company_by_id(id=company.id), customer="C1", as_of=LATER).codes == []


def test_a_hand_over_tells_it(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    said = done(collecting, "hand-over", "INV-1", "--file", tmp_path / "claims.csv").out
    assert "reskontra company set --organisation-number NUMBER" in said
    form = {"form": "hand_over", "documents": "INV-2", "to": "ENFORCEMENT", "note": ""}
    page = Browser(company, name=build.BOB).post("collecting/customers/C1/", form)
    assert "Enter it under Company." in page.text
