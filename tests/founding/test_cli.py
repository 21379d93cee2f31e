"""company sandbox."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts, companies
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db


def test_a_sandbox_has_a_name_of_its_own(company: CompanyFacts) -> None:
    assert done("company", "sandbox") == "Nordan AB (sandbox) is a copy of Nordan AB to try things in.\n"
    done("--company", "Nordan AB", "company", "sandbox", "--name", "Prov")
    assert [one.name for one in companies() if one.is_sandbox] == ["Nordan AB (sandbox)", "Prov"]
    said = refused("--company", "Prov", "company", "sandbox")
    assert said == (
        "Prov is a sandbox: nothing comes to it or leaves it by itself. Do this in the company that it copies.\n"
    )
    assert "Nordan AB is no sandbox" in refused("company", "delete-sandbox", "Nordan AB")
    assert refused("company", "delete-sandbox", "prov") == (
        "Prov was to be deleted, and nobody said yes. Answer yes, or say --yes.\n"
    )
    assert done("company", "delete-sandbox", "prov", "--yes").startswith("Prov is deleted with ")
    assert [one.name for one in companies() if one.is_sandbox] == ["Nordan AB (sandbox)"]
