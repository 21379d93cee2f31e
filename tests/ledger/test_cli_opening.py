"""load opening-balances on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger import cli_opening
from reskontra.ledger.cli import account
from tests import build
from tests.command_line import done, refused, run
from tests.postings import gl

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
load = cli_opening.load

SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "Åkerö AB"
#RAR 0 20260101 20261231
#KONTO 1220 "Inventarier & verktyg"
#IB 0 1220 200.00
#IB 0 1510 1000.00
#IB 0 2650 -900.00
#UB 0 1220 200.00
#UB 0 1510 1500.00
#UB 0 2650 -900.00
#VER A 1 20260210 "Faktura" 20260210
{
#TRANS 1510 {} 500.00
#TRANS 3001 {} -500.00
}
"""


def _file(folder: Path, text: str, name: str = "bok.se") -> Path:
    path = folder / name
    path.write_bytes(text.encode("cp437"))
    return path


def test_a_sie_file_opens_the_books(company: CompanyFacts, tmp_path: Path) -> None:
    words = ("opening-balances", _file(tmp_path, SIE), "--result-account", "2650", "--add-accounts")
    assert done(load, *words, "--preview", "--lang", "en").out.endswith("A preview: nothing was stored.\n")
    assert done(load, *words, "--lang", "en").out.splitlines() == [
        "bok.se: 3 accounts opened on 2026-01-01 by voucher I-2026-1.",
        "Added to the chart: 1220.",
        "Left to open entries and bank accounts: 1510 1,000.00.",
        "reskontra report take-over shows what they brought.",
    ]
    assert gl(company) == {"1220": 200_00, "2650": -1200_00, "2898": 1000_00}
    assert done(load, *words, "--lang", "en").out == "bok.se: all balances were loaded before.\n"
    rows = done(account, "list", "--format", "json").json
    assert {"account": "1220", "name": "Inventarier & verktyg"} in rows


def test_a_day_inside_the_year_is_made_of_its_vouchers(company: CompanyFacts, tmp_path: Path) -> None:
    build.invoice(company, build.customer(company), amount="1500.00")
    words = ("--date", "2026-02-11", "--result-account", "2650", "--add-accounts")
    done(load, "opening-balances", _file(tmp_path, SIE), *words)
    assert gl(company) == {"1220": 200_00, "1510": 1500_00, "2650": -1200_00, "3001": -500_00}


def test_what_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    file = _file(tmp_path, SIE)
    csv = _file(tmp_path, "account,balance\n1630,5\n2650,-5\n", "ob.csv")
    for words, told in (
        ((file,), 'line 7: There is no G/L account "1220". Add it with reskontra account add'),
        ((file, "--add-accounts"), "The opening balances come to 300.00\u00a0SEK, and not to 0."),
        ((file, "--date", "2025-01-01"), "balances from 2026-01-01 to 2027-01-01, and 2025-01-01 was asked for"),
        ((csv,), "ob.csv, A CSV file does not say of which day its balances are. Add --date."),
        ((tmp_path / "none.csv",), "cannot be read"),
    ):
        assert told in refused(load, "opening-balances", *words)
    assert run(load, "opening-balances", csv, "--date", "1.1.2026").code == 2


def test_a_corrected_file_is_taken_with_correct(company: CompanyFacts, tmp_path: Path) -> None:
    csv = _file(tmp_path, "account,balance\n1630,5\n2650,-5\n", "ob.csv")
    done(load, "opening-balances", csv, "--date", "2026-01-01")
    csv = _file(tmp_path, "account,balance\n1630,6\n2650,-6\n", "ob.csv")
    assert "post the difference with --correct" in refused(load, "opening-balances", csv, "--date", "2026-01-01")
    done(load, "opening-balances", csv, "--date", "2026-01-01", "--correct")
    assert gl(company) == {"1630": 6_00, "2650": -6_00}


def test_an_account_kept_for_a_bank_is_posted_as_it_is(company: CompanyFacts, tmp_path: Path) -> None:
    csv = _file(tmp_path, "account,balance\n1940,5\n1941,5\n2650,-10\n", "ob.csv")
    words = ("opening-balances", csv, "--date", "2026-01-01", "--plain-account", "1940")
    assert "--plain-account 1941" in refused(load, *words)
    done(load, *words, "--plain-account", "1941")
    assert gl(company) == {"1940": 5_00, "1941": 5_00, "2650": -10_00}


def test_an_account_is_added_to_the_chart(company: CompanyFacts) -> None:
    assert done(account, "add", "1220", "Inventarier", "--lang", "en").out == "Account 1220 Inventarier added.\n"
    assert "is in the chart already, as Inventarier" in refused(account, "add", "1220", "X")
