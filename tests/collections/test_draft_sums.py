"""Sums of a draft by its lines."""

from __future__ import annotations

import pytest

from reskontra.collections.draft_sums import columns_of, reckon, sums_of
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import Account
from tests import build
from tests.collections import reminding

pytestmark = pytest.mark.django_db


def test_the_head_is_the_sum_of_the_lines_with_their_vat(company: CompanyFacts) -> None:
    reminding.terms(company, cost="DEMAND", fee_minor=180_00)
    build.invoice(company, reminding.debtor(company))
    reminding.make(company)
    Account.objects.filter(company=company.id, number="3540").update(vat_code="25")
    row = CollectionDocument.objects.get(company=company.id)
    CollectionLine.objects.filter(company=company.id, document=row, role="FEE").update(amount_minor=100_00)
    reckon(company=company, row=row)
    assert (row.remaining_minor, row.fee_minor, row.vat_minor) == (1000_00, 100_00, 25_00)
    assert sums_of(row).total_minor == 1125_00
    assert columns_of(sums_of(row))["fee_minor"] == 100_00
    row.save()
