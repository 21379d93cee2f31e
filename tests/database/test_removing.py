"""A company goes with all its rows, where the database lets it go."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import begin_sandbox
from reskontra.database.removing import CompanyKept, remove_sandbox
from reskontra.parties.models import Party
from tests import books, build
from tests.guards import assert_refused

pytestmark = pytest.mark.django_db


def test_a_copy_goes_and_the_company_stays(company: CompanyFacts) -> None:
    build.customer(company)
    before = books.contents()
    with transaction.atomic():
        copy = begin_sandbox(company=company, name="Prov")
        Party.objects.create(company_id=copy.id, ledger="CUSTOMER", number="C1", name="Alfa AB")
        assert remove_sandbox(copy.id) == 1
    assert books.contents() == before
    build.invoice(company, build.customer(company, number="C2"))
    assert_refused("DELETE FROM receivables_entry", because="never deleted")  # the guards are back
    before = books.contents()
    for nobody in (company.id, copy.id):
        with pytest.raises(CompanyKept), transaction.atomic():
            remove_sandbox(nobody)
    assert books.contents() == before
