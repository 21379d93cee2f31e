"""The tour of the README goes as it is written: its commands, in their order, over the files of docs/tour."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from reskontra.companies.actions import add_fiscal_year
from reskontra.companies.queries import companies, find_company, fiscal_years
from reskontra.ledger.queries import trial_balance
from tests import build
from tests.cli.running import done

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "## Ten minutes with your own company", "\n## "


def tour() -> list[list[str]]:
    """The words of each command of the tour."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    part = readme[readme.index(BEGIN) :]
    part = part[: part.index(END, len(BEGIN))]
    blocks = re.findall(r"^```\n(.*?)^```", part, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("reskontra ")]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each command said, whole or by its first two words, the last of equal ones; the tour's year is there."""
    monkeypatch.chdir(ROOT)
    found = {}
    for words in tour():
        found[" ".join(words[:2])] = found[" ".join(words)] = done(*words)
        if words[0] == "init":
            company = find_company(name="")
            if "2026" not in {code for code, _, _ in fiscal_years(company=company)}:
                add_fiscal_year(company=company, actor=build.BOB, start=date(2026, 1, 1), end=date(2026, 12, 31))
    return found


def test_the_tour_goes_as_written(answers: dict[str, str]) -> None:
    assert answers["load customers"].startswith("customers.csv: 3 new")
    assert answers["load entries docs/tour/entries.csv"].startswith("entries.csv: 6 new")
    assert answers["load entries"].startswith("invoice.xml: 1 new")
    assert "PRJ000001" in answers["statement import"]
    assert "6 new" in answers["statement import"]
    match = [line.split() for line in answers["journal match"].splitlines()[1:4]]
    assert sorted(match) == [["1", "underpaid"], ["2", "unmatched"], ["3", "ready"]]
    show = answers["journal show"]
    assert all(number in show for number in ("1001", "1003", "1004", "1005", "1006"))
    assert "payment reference 100164" in show
    assert answers["journal apply"] == "Line 6: -125.00 applied, difference 0.00 SEK.\n"
    assert answers["journal accept"] == "1 line accepted.\n"
    assert answers["journal post"].startswith("5 vouchers posted, 4 payments applied to 5 documents.\n")
    assert answers["journal post"].endswith("1 line is left for a person.\n")
    assert answers["check"] == "The books of Nordan AB are whole.\n"
    assert answers["reverse B-2026-1"].startswith("1 line is open again")


def test_the_books_of_the_tour(answers: dict[str, str]) -> None:
    (company,) = companies()
    balances = {row.account: row.balance_minor for row in trial_balance(company=company)}
    assert balances["6570"] == 12500
    assert balances["3731"] == 62000
    trial = [line.split() for line in answers["report trial-balance"].splitlines()]
    assert next(row for row in trial if row[0] == "Total")[-1] == "0.00"


def test_the_tour_has_its_commands() -> None:
    firsts = [" ".join(words[:2]) for words in tour()]
    assert firsts[0] == "init --company"
    assert {"journal match", "journal post", "check"} <= set(firsts)
