"""party list, show, block, unblock, activate, deactivate on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.cli_parties import party
from tests import build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _parties(company: CompanyFacts) -> None:
    build.customer(company, city="Lund", bankgiro="991-2346")
    build.customer(company, number="C2", name="Beta AB")
    build.vendor(company)


def test_looked_at() -> None:
    assert [line.split()[0] for line in done(party, "list").out.splitlines()] == ["Number", "C1", "C2"]
    assert [one["number"] for one in done(party, "list", "--ledger", "vendor", "--format", "json").json] == ["V1"]
    shown = done(party, "show", "C1", "--format", "json").json
    assert (shown["city"], shown["accounts"]) == ("Lund", [{"kind": "bankgiro", "number": "9912346"}])
    told = done(party, "show", "C1").out
    assert "9912346" in told
    assert "Merged into" not in told
    assert 'There is no vendor "C1"' in refused(party, "show", "C1", "--ledger", "vendor")
    assert run(party, "list", "--ledger", "bank").code == 2


def test_blocked_and_hidden() -> None:
    assert done(party, "block", "C1", "--level", "invoice").out == "C1 is blocked: Invoices.\n"
    assert "Invoices" in done(party, "list").out
    assert '"payment" blocks no customer' in refused(party, "block", "C1", "--level", "payment")
    assert done(party, "unblock", "C1").out == "C1 is not blocked.\n"
    assert done(party, "block", "V1", "--level", "payment", "--ledger", "vendor").out == "V1 is blocked: Payments.\n"
    assert done(party, "deactivate", "C2").out == "C2 is inactive.\n"
    assert "C2" not in done(party, "list").out
    assert "C2" in done(party, "list", "--all").out
    assert done(party, "activate", "C2").out == "C2 is active.\n"
