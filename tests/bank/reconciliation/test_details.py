"""All of a line: what the file says, which file it is, and what it is matched with."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation.cli_report import bank_reconciliation
from reskontra.bank.reconciliation.details import line_details
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.queries import ReconciliationLineUnknown
from tests import build
from tests.command_line import done
from tests.matching.conftest import story
from tests.story import Story
from tests.web import Browser

__all__ = ["story"]
pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


def test_a_line_is_shown_in_full_wherever_it_comes_from(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" text="Faktura 17" ocr=10025 reference=REF-7
        import
        """
    )
    company = story.company
    new = NewReconciliation("B1", DAY, 0)
    found = create_reconciliation(company=company, actor=build.BOB, new=new)
    take_statements(company=company, actor=build.BOB, name=found.name, import_number=1)
    add_line(company=company, actor=build.BOB, name=found.name, day=DAY, minor=5_00, text="Ränta")
    brought = line_details(company=company, found=found, number=1)
    assert brought.file
    assert brought.statement
    assert (brought.file.file, brought.statement.statement_id) == ("bank.xml", "S-1")
    stored = dict(brought.stored)
    assert (stored["Counterparty"], stored["Text 1"], stored["Reference 1"]) == (
        "Alfa AB", "Faktura 17", "creditor 10025",
    )  # fmt: skip
    assert stored["Amount"] == "500.00"
    assert "State" not in stored
    raw = dict(brought.raw)
    assert raw["Ntry/NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm"] == "Alfa AB"
    assert (raw["Ntry/Amt"], raw["Ntry/CdtDbtInd"]) == ("500.00", "CRDT")
    with pytest.raises(ReconciliationLineUnknown):
        line_details(company=company, found=found, number=3)

    alice = Browser(company, role="READER")
    here = f"reconciliations/{found.name}/"
    assert f"/{company.id}/{here}lines/1/" in alice.get(here).values("//a[@class='details']/@href")
    page = alice.get(f"{here}lines/1/")
    assert {"bank.xml", "S-1", "Alfa AB", "10025"} <= set(page.texts("//table[@class='fields']//td[2]"))
    typed = alice.get(f"{here}lines/2/")
    assert "The line was typed" in typed.text
    assert alice.get(f"{here}lines/3/").status == 404

    told = done(bank_reconciliation, "line", found.name, "1")
    assert all(one in told.out for one in ("bank.xml", "RltdPties/Dbtr/Pty/Nm", "Faktura 17"))
    data = done(bank_reconciliation, "line", found.name, "1", "--format", "json").json
    assert (data["file"], data["import"], data["statement"], data["difference"]) == ("bank.xml", 1, "S-1", "500.00")
    assert "The line was typed" in done(bank_reconciliation, "line", found.name, "2").out
