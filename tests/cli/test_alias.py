"""party alias on the command line."""

from __future__ import annotations

import pytest

from reskontra.cli import alias as _alias  # noqa: F401 - adds its command
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.cli_parties import party
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_another_name_is_given_once(company: CompanyFacts) -> None:
    build.customer(company, number="C1", name="Alfa AB")
    out = done(party, "alias", "customer:C1", "Kalles Rör").out
    assert out == "Kalles Rör means customer:C1 Alfa AB, by fact 1.\n"
    assert "Fact 1 says already" in refused(party, "alias", "customer:C1", "KALLES RÖR")
