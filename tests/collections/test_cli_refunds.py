"""repayment letter and repayment send on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_refunds import repayment
from reskontra.companies.queries import CompanyFacts
from tests.collections.test_refund_sending import approved
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_letters_are_written_printed_and_marked(company: CompanyFacts, tmp_path: Path) -> None:
    first, second = approved(company)
    file = tmp_path / "letter.pdf"
    assert done(repayment, "letter", first, file).out == f"The letter of repayment {first} is in {file}.\n"
    assert file.read_bytes().startswith(b"%PDF-")
    assert "waits for paper" in done(repayment, "send", second).out
    assert "is in" in done(repayment, "send", second, "--print-to", tmp_path / "all.pdf").out
    assert done(repayment, "send", first, second, "--was-sent").out == "1 letter is marked as sent.\n"
    assert "There is no repayment 999" in refused(repayment, "letter", 999, file)
