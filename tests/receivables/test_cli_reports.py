"""The reports of both ledgers as table, JSON, CSV and worksheet, all from the same records."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.parties.models import Party
from reskontra.receivables.cli_reports import known_day, known_headings, report
from tests.command_line import done, refused, run
from tests.interface.test_tables import sheet_cells
from tests.reported_book import DAYS, reported

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture(autouse=True)
def _book(company: CompanyFacts) -> None:
    reported(company)


def _plain(value: Any) -> str:
    """A value as CSV has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+\.[0-9]+", text) is not None


REPORTS = [
    (("customer-balances",), "customers"),
    (("vendor-balances",), "vendors"),
    (("aged-receivables", "--days", "15,30"), "customers"),
    (("aged-payables", "--by", "document"), "vendors"),
    (("credit-limits",), "customers"),
    (("detailed-ledger", "C1"), "rows"),
    (("detailed-ledger", "vendor:V1", "--open"), "rows"),
]


@pytest.mark.parametrize(("words", "key"), REPORTS, ids=lambda value: value[0] if isinstance(value, tuple) else value)
def test_all_forms_are_of_the_same_records(words: tuple[str, ...], key: str, tmp_path: Path) -> None:
    words = (*words, "--as-of", "2026-03-15")
    rows = done(report, *words, "--format", "json").json[key]
    assert rows
    (head, *lines) = csv.reader(io.StringIO(done(report, *words, "--format", "csv").out))
    assert [dict(zip(head, line, strict=True)) for line in lines] == [
        {name: _plain(value).removeprefix("'") for name, value in row.items()} for row in rows
    ]
    file = tmp_path / "report.xlsx"
    assert done(report, *words, "--output", file).out == ""
    (_heading, *cells) = sheet_cells(file)
    for row, found in zip(rows, cells, strict=False):
        amounts = {Decimal(text) for kind, text in found if kind == "n"}
        assert {Decimal(value) for value in row.values() if isinstance(value, str) and _is_number(value)} <= amounts
    told = done(report, *words, "--lang", "en").out
    assert all(str(row.get("account", row.get("document_number"))) in told for row in rows)


@pytest.mark.parametrize("ledger", ["customer-balances", "vendor-balances"])
def test_balances_are_tied_to_the_control_accounts_at_every_day(ledger: str) -> None:
    for day in DAYS:
        found = done(report, ledger, "--as-of", day, "--format", "json").json
        rows = found["customers" if ledger.startswith("customer") else "vendors"]
        assert sum(Decimal(row["balance"]) for row in rows) == Decimal(found["total"])
        ties = found["control_accounts"]
        assert sum(Decimal(tie["balance"]) for tie in ties) == Decimal(found["total"])
        assert found["difference"] == "0.00"
        for tie in ties:
            assert sum(Decimal(group["entries"]) for group in tie["posting_groups"]) == Decimal(tie["entries"])


def test_the_table_ends_with_its_sum_and_its_tie() -> None:
    told = done(report, "customer-balances", "--as-of", "2026-03-15", "--lang", "en").out
    assert [" ".join(line.split()) for line in told.splitlines()] == [
        "Account Name Entries Overdue Balance",
        "C1 Alfa AB 1 250.00 250.00",
        "C2 Beta AB 1 672.00 672.00",
        "Total 2 922.00 922.00",
        "Control account 1510 holds 922.00; open entries of SE 922.00; difference 0.00.",
    ]


def test_nothing_open_is_a_report_too() -> None:
    found = done(report, "customer-balances", "--as-of", "2025-12-31", "--format", "json").json
    assert (found["customers"], found["total"], found["difference"]) == ([], "0.00", "0.00")
    assert "0.00" in done(report, "aged-payables", "--as-of", "2025-12-31").out


def test_aged_receivables_have_their_buckets() -> None:
    told = done(report, "aged-receivables", "--as-of", "2026-03-15", "--days", "30,60", "--lang", "en").out
    assert told.splitlines()[0].split() == [
        "Account", "Name", "Entries", "Not", "due", "1–30", "31–60", "Over", "60", "days", "Balance",
    ]  # fmt: skip
    words = ("aged-receivables", "--as-of", "2026-03-15")
    rows = done(report, *words, "--by", "document", "--days", "30,60,90", "--format", "json").json
    assert (rows["by"], rows["customers"][0]["31-60"]) == ("document", "250.00")


def test_aged_receivables_have_their_periods(company: CompanyFacts) -> None:
    words = ("aged-receivables", "--as-of", "2026-03-15", "--columns", "3")
    told = done(report, *words, "--lang", "sv").out
    assert [" ".join(line.split()) for line in told.splitlines()] == [
        "Konto Namn Poster Ej förfallet 16 feb–15 mar Före 16 feb Saldo",
        "C1 Alfa AB 1 0,00 250,00 0,00 250,00",
        "C2 Beta AB 1 0,00 0,00 672,00 672,00",
        "Summa 2 0,00 250,00 672,00 922,00",
        "Procent 0,0 27,1 72,9",
        "Reskontrakonto 1510 har 922,00; öppna poster i SE 922,00; skillnad 0,00.",
    ]
    entries = done(report, *words, "--details", "--per-currency", "--format", "json").json
    assert [row["document_number"] for row in entries["entries"]] == ["INV-2", "INV-3"]
    assert (entries["currencies"][0]["balance"], entries["total"]) == ("60.00", "922.00")
    days = done(report, *words, "--headings", "days", "--lang", "en").out.splitlines()[0]
    assert "1–28 days" in days
    set_setting(company=company, actor="test", key="due_on_as_of", value="not_due")
    found = done(report, *words, "--skip-zero", "--format", "json").json
    assert (found["due_on_as_of"], found["periods"][1]["to"]) == ("not_due", "2026-03-14")


def test_credit_limits_that_are_passed(company: CompanyFacts) -> None:
    Party.objects.filter(company=company.id, number="C1").update(credit_limit_minor=200_00)
    words = ("credit-limits", "--as-of", "2026-03-15", "--passed", "--format", "json")
    (row,) = done(report, *words).json["customers"]
    assert row == {
        "account": "C1", "name": "Alfa AB", "balance": "250.00", "drafts": "0.00", "limit": "200.00",
        "available": "-50.00", "expended_percent": "100.0", "overdue": "250.00", "is_passed": True,
    }  # fmt: skip


def test_what_is_refused_and_wrong_usage() -> None:
    assert '"30,20" are no ages' in refused(report, "aged-receivables", "--days", "30,20")
    assert 'There is no customer "C9"' in refused(report, "detailed-ledger", "C9")
    assert 'There is no vendor "C1"' in refused(report, "detailed-ledger", "vendor:C1")
    assert "Use 1M+CM instead" in refused(report, "aged-receivables", "--period", "cm+1m", "--as-of", "2026-11-30")
    assert run(report, "aged-receivables", "--by", "invoice").code == 2
    assert run(report, "aged-receivables", "--headings", "weeks").code == 2
    assert run(report, "aged-receivables", "--columns", "13").code == 2
    assert known_headings("days") == "days"
    assert known_day("document") == "document"
