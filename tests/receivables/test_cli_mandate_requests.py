"""direct-debit ask, asked, asked-file and mandate adopt, as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.cli_mandate_requests import direct_debit
from reskontra.receivables.cli_mandates import mandate
from tests import build
from tests.command_line import done, refused
from tests.receivables import autogiro_answers
from tests.receivables.asking_book import autogiro, payer, told

pytestmark = pytest.mark.django_db


def test_a_file_is_written_kept_and_answered(company: CompanyFacts, tmp_path: Path) -> None:
    autogiro(company)
    payer(company, "101")
    payer(company, "102", is_signed=False)
    path = tmp_path / "m.txt"
    said = done(direct_debit, "ask", "B1", str(path)).out
    assert said.startswith("m.txt: File 1: 1 mandate to be entered, 0 to be taken out, 1 kept back.\n")
    assert "MND000002 of 102 is not signed" in said
    assert "none is to be entered" in refused(direct_debit, "ask", "B1", str(tmp_path / "n.txt"))
    done(direct_debit, "asked-file", "1", str(tmp_path / "again.txt"))
    assert (tmp_path / "again.txt").read_bytes() == path.read_bytes()
    assert "no file 7" in refused(direct_debit, "asked-file", "7", str(tmp_path / "x.txt"))
    build.customer(company, number="K6", organisation_number="556000-0167")
    told(company, autogiro_answers.mandate(101, day="20350102"), autogiro_answers.mandate(888, id_number="5560000167"))
    assert [one["answer"] for one in done(direct_debit, "asked", "--format", "json").json] == ["active"]
    assert "Put in" in done(direct_debit, "asked").out
    assert "of K6, payer number 888" in done(mandate, "adopt").out
    assert "no mandate with payer number 888" in refused(mandate, "adopt", "888")
