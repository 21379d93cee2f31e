"""mandate create, list, show, edit, block, close, choose: as a user types them."""

from __future__ import annotations

import pytest

from reskontra.receivables.cli_mandates import mandate
from tests import build
from tests.command_line import done, refused
from tests.receivables.debiting_book import IBANS, euro_company, owed

pytestmark = pytest.mark.django_db


def test_a_mandate_from_paper_to_closing() -> None:
    company = euro_company()
    owed(company, build.customer(company, number="C1", name="Eins", iban=IBANS[0]))
    told = done(mandate, "create", "C1", "--signed", "2026-01-02", "--scheme", "b2b", "--expected", "3").out
    assert told == f"Mandate MND000001 of C1: SEPA B2B, account {IBANS[0]}.\n"
    (one,) = done(mandate, "list", "--format", "json").json
    assert (one["number"], one["scheme"], one["expected"], one["state"]) == ("MND000001", "b2b", 3, "active")
    done(mandate, "edit", "MND000001", "--unlimited", "--bic", "cobadeff", "--to", "2026-12-31")
    shown = done(mandate, "show", "MND000001").out
    assert "BIC: COBADEFF" in shown
    assert "Until: 2026-12-31" in shown
    assert done(mandate, "show", "MND000001", "--format", "json").json["debits_made"] == []
    assert "INV-1 is collected by mandate MND000001." in done(mandate, "choose", "INV-1", "MND000001").out
    assert "INV-1 is not collected" in done(mandate, "choose", "INV-1", "none").out
    for verb, told in (("block", "is blocked"), ("unblock", "used again"), ("close", "is closed"), ("reopen", "open")):
        assert told in done(mandate, verb, "MND000001").out
    assert "is open already" in refused(mandate, "reopen", "MND000001")
    assert '"swift" is no scheme' in refused(mandate, "create", "C1", "--scheme", "swift")
