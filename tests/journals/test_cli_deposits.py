"""deposit on the command line, from the slip to the voucher and back."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.cli_deposits import deposit
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_from_the_slip_to_the_voucher_and_back(company: CompanyFacts) -> None:
    build.bank_account(company, opening="10000.00")
    build.invoice(company, build.customer(company), amount="1000.00")
    said = done(deposit, "new", "B1", "1500", "--date", "2026-03-10", "--text", "Veckan").out
    assert said.startswith("Bank deposit INS000001 of 1,500.00 SEK to B1 is begun.")
    added = done(deposit, "line-add", "INS000001", "customer:C1", "--apply", "INV-1", "--external-number", "771").out
    assert added.splitlines() == [
        "Line 1: customer:C1, 1,000.00 SEK.",
        "The lines come to 1,000.00 SEK of 1,500.00 SEK; 500.00 SEK are left.",
    ]
    assert "Findings" not in refused(deposit, "post", "INS000001")
    done(deposit, "line-add", "INS000001", "gl:1910", "--amount", "400")
    done(deposit, "line-delete", "INS000001", "2")
    done(deposit, "line-add", "INS000001", "gl:1910", "--amount", "500")
    assert "the total of the deposit" in done(deposit, "set", "INS000001", "--lump-sum").out
    shown = done(deposit, "show", "INS000001", "--format", "json").json
    assert [(line["account"], line["amount"]) for line in shown["lines"]] == [
        ("customer:C1", "1000.00"), ("gl:1910", "500.00"),
    ]  # fmt: skip
    assert "would be posted for 2 lines" in done(deposit, "post", "INS000001", "--preview").out
    done(deposit, "post", "INS000001")
    assert "needs a reason" in refused(deposit, "undo", "INS000001")
    done(deposit, "undo", "INS000001", "--reason", "Twice")
    assert "Reversed" in done(deposit, "show", "INS000001").out
    (one,) = done(deposit, "list", "--format", "json").json["deposits"]
    assert (one["deposit"], one["total"], one["lines"], one["state"]) == ("INS000001", "1500.00", 2, "Reversed")
    done(deposit, "new", "B1", "5", "--date", "2026-03-10")
    assert done(deposit, "delete", "INS000002").out == "Bank deposit INS000002 is deleted with 0 lines.\n"
