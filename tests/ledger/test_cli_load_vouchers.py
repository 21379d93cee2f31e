"""reskontra load vouchers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger import cli_load_vouchers  # noqa: F401 - adds the command
from reskontra.ledger.cli_parties import load
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db

TEXT = '#FLAGGA 0\n#SIETYP 4\n#VER K 5 20260115 "Hyra"\n{\n#TRANS 6570 {} 1.00\n#TRANS 6990 {} -1.00\n}\n'


def test_vouchers_are_loaded_once(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "k.si"
    path.write_text(TEXT)
    told = done(load, "vouchers", path, "--preview").out.splitlines()
    assert told == ["k.si: 1 voucher with 2 rows posted, A-2026-1 to A-2026-1.", "A preview: nothing was stored."]
    assert done(load, "vouchers", path).out.splitlines() == told[:1]
    assert "0 new vouchers" in done(load, "vouchers", path).out


def test_the_file_is_named_before_each_finding(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "k.si"
    path.write_text(TEXT.replace("6570", "9999"))
    assert refused(load, "vouchers", path).startswith('k.si, line 5, #TRANS: There is no G/L account "9999".')
