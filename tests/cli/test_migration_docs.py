"""The whole move of docs/migration.md is done as it is written: what it loads ties to account 1510 of the old books."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import done

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def _commands() -> list[str]:
    page = (ROOT / "docs" / "migration.md").read_text(encoding="utf-8").split("## A whole move")[1]
    found = re.search(r"^```\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert found
    return found[1].splitlines()


def test_a_whole_move_is_done_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = {}
    for line in _commands():
        told[line.removeprefix("reskontra ")] = " ".join(done(*shlex.split(line)[1:]).split())
    invoices = "load entries docs/move/invoices.csv --from fortnox"
    for once in (f"{invoices} --preview", invoices):
        assert "invoices.csv: 3 new, 0 loaded before." in told[once]
        assert "Account 1510: 0.00 before, 15,000.00 after." in told[once]
    assert told[f"{invoices} --preview"].endswith("nothing is stored.")
    assert "Customers: -400.00 SEK" in told["load entries docs/move/payments.csv"]
    assert "1510 Kundfordringar SE 4 14,600.00 14,600.00 0.00" in told["report take-over"]
    assert "The books of Granit AB are whole." in told["check"]
