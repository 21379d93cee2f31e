"""report trial-balance, general-ledger, vouchers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.ledger.cli_reports import DaysBackwards, report, source_word, time_of
from tests import build
from tests.command_line import done, refused, run
from tests.postings import correction, sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_trial_balance_is_shown_with_its_sums(company: CompanyFacts) -> None:
    sale(company, 1234_50)
    with translation.override("en"):
        rows = [" ".join(line.split()) for line in done(report, "trial-balance", "--lang", "en").out.splitlines()]
    assert rows == [
        "Account Name Debit Credit Balance",
        "1910 Kassa 1,234.50 0.00 1,234.50",
        "3001 Försäljning inom Sverige, 25 % moms 0.00 1,234.50 -1,234.50",
        "Total 1,234.50 1,234.50 0.00",
    ]


@pytest.mark.parametrize(("as_of", "accounts"), [("2026-03-01", []), ("2026-03-02", ["1910", "3001"])])
def test_the_trial_balance_of_a_day_as_json(company: CompanyFacts, as_of: str, accounts: list[str]) -> None:
    sale(company, 1234_50)
    found = done(report, "trial-balance", "--as-of", as_of, "--format", "json").json
    assert (found["company"], found["as_of"], found["currency"]) == ("Nordan AB", as_of, "SEK")
    assert [row["account"] for row in found["accounts"]] == accounts
    assert sum(float(row["balance"]) for row in found["accounts"]) == 0


@pytest.mark.parametrize(("case", "words"), [("no day", ["--as-of", "2026-02-30"]), ("no format", ["--format", "xml"])])
def test_wrong_usage(company: CompanyFacts, case: str, words: list[str]) -> None:
    assert run(report, "trial-balance", *words).code == 2


@pytest.mark.parametrize("words", [["trial-balance"], ["trial-balance", "--company", "Sydan AB"]])
def test_a_report_is_of_a_company(db: None, words: list[str]) -> None:
    assert refused(report, *words).startswith("There is no company")


def test_a_time_ends_today_and_begins_a_year_before_where_nothing_is_said() -> None:
    first, last = date(2026, 3, 1), date(2026, 6, 30)
    assert time_of(first, last) == (first, last)
    assert time_of(None, last) == (date(2025, 6, 30), last)
    assert time_of(None, last, begins=lambda day: day.replace(day=1)) == (date(2026, 6, 1), last)
    assert time_of(first, None) == (first, today())
    with pytest.raises(DaysBackwards):
        time_of(last, first)


def _spread(company: CompanyFacts) -> None:
    for minor, day in ((100_00, date(2026, 1, 5)), (20_00, date(2026, 2, 5)), (3_00, date(2026, 2, 6))):
        sale(company, minor, day)


def test_the_trial_balance_of_a_period_begins_with_what_was_before(company: CompanyFacts) -> None:
    _spread(company)
    words = ("--from", "2026-02-01", "--as-of", "2026-02-05")
    found = done(report, "trial-balance", *words, "--format", "json").json
    cash = {"account": "1910", "name": "Kassa", "opening": "100.00", "debit": "20.00", "credit": "0.00"}
    assert found["accounts"][0] == {**cash, "balance": "120.00"}
    rows = [line.split() for line in done(report, "trial-balance", *words, "--lang", "en").out.splitlines()]
    assert rows[0] == ["Account", "Name", "Opening", "Debit", "Credit", "Balance"]
    assert rows[-1] == ["Total", "0.00", "20.00", "20.00", "0.00"]


def test_the_general_ledger_runs(company: CompanyFacts) -> None:
    _spread(company)
    found = done(report, "general-ledger", "--account", "1910", "--from", "2026-02-01", "--format", "json").json
    assert [(line["voucher"], line["debit"], line["balance"]) for line in found["lines"]] == [
        ("", None, "100.00"),
        ("A-2026-2", "20.00", "120.00"),
        ("A-2026-3", "3.00", "123.00"),
    ]
    rows = [
        line.split() for line in done(report, "general-ledger", "--to", "2026-01-31", "--lang", "en").out.splitlines()
    ]
    assert rows[0] == ["Account", "Date", "Voucher", "Text", "Customer", "or", "vendor", "Debit", "Credit", "Balance"]
    assert rows[2] == ["3001", "2026-01-05", "A-2026-1", "0.00", "100.00", "-100.00"]


def test_vouchers_are_listed_with_who_and_when(company: CompanyFacts) -> None:
    _spread(company)
    found = done(report, "vouchers", "--from", "2026-02-01", "--to", "2026-02-05", "--format", "json").json
    (row,) = found["vouchers"]
    assert (row["voucher"], row["amount"], row["actor"], row["source"]) == ("A-2026-2", "20.00", build.BOB, "general")
    assert row["posted_at"].endswith("+00:00")
    assert not done(report, "vouchers", "--series", "B", "--format", "json").json["vouchers"]


def test_a_report_goes_to_a_file_in_the_form_its_name_tells(company: CompanyFacts, tmp_path: Path) -> None:
    _spread(company)
    file = tmp_path / "trial.csv"
    assert done(report, "trial-balance", "--output", file).out == ""
    assert file.read_text(encoding="utf-8").splitlines() == [
        "account,name,opening,debit,credit,balance",
        "1910,Kassa,0.00,123.00,0.00,123.00",
        '3001,"Försäljning inom Sverige, 25 % moms",0.00,0.00,123.00,-123.00',
    ]


def test_a_report_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    backwards = ("--from", "2026-02-02", "--to", "2026-02-01")
    for words, text in (
        (("general-ledger", "--account", "9999"), 'There is no G/L account "9999".'),
        (("general-ledger", *backwards), "The report was to begin 2026-02-02 and end 2026-02-01, which is earlier."),
        (("vouchers", *backwards), "The report was to begin 2026-02-02"),
        (("trial-balance", "--from", "2026-02-02", "--as-of", "2026-02-01"), "The report was to begin 2026-02-02"),
        (("trial-balance", "--output", tmp_path / "no" / "x.csv"), "cannot be written: there is no such folder"),
    ):
        assert text in refused(report, *words)


def test_what_a_voucher_came_from_has_a_word() -> None:
    assert source_word("BAD_DEBT") == "Bad debt"
    assert source_word("OF_LATER") == "OF_LATER"


def test_the_general_ledger_shows_a_correction_as_a_negative_debit_or_credit(company: CompanyFacts) -> None:
    correction(company, {"1910": -30_00, "3001": 30_00})
    found = done(report, "general-ledger", "--format", "json").json["lines"]
    assert [(one["debit"], one["credit"], one["correction"]) for one in found] == [
        ("-30.00", "0.00", True), ("0.00", "-30.00", True),
    ]  # fmt: skip
    printed = done(report, "general-ledger", "--format", "csv").out
    assert printed.splitlines()[0].endswith("currency_amount,correction")
