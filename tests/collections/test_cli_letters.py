"""What waits for paper, of both kinds, is listed and becomes one PDF; it is remembered as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_letters import letters
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import claim_cases as cases
from tests.command_line import done, refused
from tests.letters.test_pdf import read

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_letters_are_printed_once(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-3")
    Party.objects.filter(company=company.id, number="C2").update(email="beta@example.com")
    for number, of in (("R-1", "INV-1"), ("R-2", "INV-2"), ("R-3", "INV-3")):
        cases.issued(company, number, of=of)
    waiting = done(letters, "list", "--format", "json").json
    assert [(one["number"], one["channel"]) for one in waiting] == [
        ("R-1", "print"), ("R-2", "print"), ("R-3", "email"),
    ]  # fmt: skip
    file = tmp_path / "batch.pdf"
    before = books.contents()
    assert "cannot be written" in refused(letters, "print", tmp_path / "none" / "batch.pdf")
    assert (books.contents() == before, file.exists()) == (True, False)
    assert "2 letters are in" in done(letters, "print", file).out
    assert len(read(file.read_bytes()).pages) == 2
    assert done(letters, "print", file).out == "Nothing is to be sent.\n"
    assert "beta@example.com" in done(letters, "list").out
    assert "1 letter is in" in done(letters, "print", file, "--all").out
