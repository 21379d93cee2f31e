"""direct-debit setup, make, show, edit, check, export, post, reject, close: as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.receivables.cli_direct_debit_collections import direct_debit
from tests.command_line import done, refused, run
from tests.formats.pain002_files import report
from tests.receivables.debiting_book import CREDITOR, euro_company, owed, payer

pytestmark = pytest.mark.django_db


def test_from_set_up_to_the_books_and_back(tmp_path: Path) -> None:
    company = euro_company()
    owed(company, payer(company, 1), due_date="2035-02-09")
    owed(company, payer(company, 2), "INV-2", due_date="2026-02-09")
    assert CREDITOR in done(direct_debit, "setup", "E1", "--version", "02", "--single").out
    (one,) = done(direct_debit, "setup", "--format", "json").json
    assert (one["version"], one["batch_booking"]) == ("02", False)
    assert run(direct_debit, "setup", "--version", "08").code == 2
    told = done(direct_debit, "make", "E1", "--to", "2035-12-31").out
    assert "Collection DDC000001: 2 debits" in told
    assert "DDC000001/1 is for 2026-02-09, which has passed." in told
    path = tmp_path / "sepa.xml"
    assert "has passed" in refused(direct_debit, "export", "DDC000001", path)
    assert not path.exists()
    told = done(direct_debit, "check", "DDC000001", "--reset-dates").out
    assert told == "2 debits may go to the bank, 0 may not.\n"
    done(direct_debit, "edit", "DDC000001", 2, "--message", "Hej")
    assert "2 debits" in done(direct_debit, "export", "DDC000001", path).out
    content = path.read_bytes()
    assert "as it was" in done(direct_debit, "export", "DDC000001", path).out
    assert path.read_bytes() == content
    (one,) = done(direct_debit, "list", "--format", "json").json
    assert one["state"] == "file_created"
    assert "With the bank" in done(direct_debit, "show", "DDC000001").out
    path.write_bytes(report(message=one["message_id"], status="ACCP"))
    assert "2 accepted, 0 waiting, 0 rejected" in done(direct_debit, "status", path).out
    told = done(direct_debit, "reject", "DDC000001", 1, "--reason", "AC04", "--text", "Closed account").out
    assert "Debit DDC000001/1 is rejected, AC04 the account is closed" in told
    assert "1 debit waits for the day." in done(direct_debit, "post", "DDC000001").out
    shown = done(direct_debit, "show", "DDC000001", "--format", "json").json["lines"]
    assert [one["state"] for one in shown] == ["rejected", "file_created"]
    assert "Confirm with --yes" in done(direct_debit, "close", "DDC000001").out
    assert "Collection DDC000001: Closed." in done(direct_debit, "close", "DDC000001", "--yes", "--reason", "W").out
    assert "closed, which rules that out" in refused(direct_debit, "post", "DDC000001")
    done(direct_debit, "make", "E1", "--to", "2035-12-31")
    assert "taken out" in done(direct_debit, "remove", "DDC000002", 1).out
