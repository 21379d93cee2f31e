"""party delete as a user types it."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db


def test_one_made_by_mistake_goes(company: CompanyFacts) -> None:
    build.customer(company)
    build.invoice(company, build.customer(company, number="C2"))
    assert done("party", "delete", "C1") == "C1 is deleted.\n"
    assert refused("party", "delete", "C2").startswith("C2 cannot be deleted: ")
    assert "no customer" in refused("party", "delete", "C1").lower()
