"""Customers and open entries of another system, by command: loaded, proved against the file, and loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.formats.other_books import convert
from reskontra.ledger.cli_parties import load
from reskontra.receivables import cli as cli  # load entries
from reskontra.receivables.other_books import load_converted
from tests import books, build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db

CUSTOMERS = "No.;Name;Country/Region Code\n10000;Adatum AB;SE\n20000;Trey Research;FR\n"
ENTRIES = """Posting Date;Document Type;Document No.;Customer No.;Currency Code;Amount;Remaining Amount;Due Date
2026-01-10;Invoice;103001;10000;;1250,00;1250,00;2026-02-10
2026-01-15;Payment;B-1;10000;;-300,00;-300,00;2026-01-15
2026-01-16;Invoice;103002;20000;;99,50;49,50;2026-02-15
"""


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_books_of_another_system_come_in_and_are_proved(company: CompanyFacts, tmp_path: Path) -> None:
    customers, entries = file(tmp_path, "c.csv", CUSTOMERS), file(tmp_path, "e.csv", ENTRIES)
    told = done(load, "customers", customers, "--from", "business-central").out
    assert told.endswith("c.csv: 2 new, 0 changed, 0 unchanged.\n")
    assert "No. = number, Name = name, Country/Region Code = country" in told
    bad = file(tmp_path, "bad.csv", ENTRIES.replace("20000", "30000"))
    assert "row 4, account: There is no customer" in refused(load, "entries", bad, "--from", "business-central")
    kept = books.contents()
    told = done(load, "entries", entries, "--from", "business-central", "--preview").out
    assert "Account 1510: 0.00 before, 999.50 after." in told
    assert told.endswith("That is what would come of it; nothing is stored.\n")
    more = file(tmp_path, "more.csv", CUSTOMERS.replace("20000", "30000"))
    assert "1 new" in done(load, "customers", more, "--from", "business-central", "--preview").out
    assert books.contents() == kept
    told = done(load, "entries", entries, "--from", "business-central").out
    assert "e.csv: 3 new, 0 loaded before." in told
    assert ["Customers", "SEK", "999.50", "0.00", "999.50", "0.00"] in [line.split() for line in told.splitlines()]
    assert "Account 1510: 0.00 before, 999.50 after." in told
    assert told.endswith("Every balance in the file is the one in the ledger.\n")

    more_of = ENTRIES.replace("103002;20000;;99,50;49,50", "103003;20000;;5,00;5,00").replace(";;1250", ";sek ;1250")
    again = file(tmp_path, "again.csv", more_of)
    told = done(load, "entries", again, "--from", "business-central").out
    assert "again.csv: 1 new, 2 loaded before." in told
    assert "20000 differs: 5.00 SEK in the file, 54.50 in the ledger." in told
    assert told.count("differs") == 1


def test_a_proof_says_what_the_ledger_has_besides(company: CompanyFacts, tmp_path: Path) -> None:
    build.customer(company, number="10000")
    build.customer(company, number="20000", name="Trey Research")
    path = file(tmp_path, "e.csv", ENTRIES)
    for times in (1, 2):
        with path.open("rb") as stream:
            made = convert(stream, system="business-central", kind="entries", currency="SEK")
            proof = load_converted(company=company, actor=build.BOB, name="e.csv", converted=made)
        (line,) = proof.currencies
        assert (line.file_minor, line.before_minor, line.after_minor) == (999_50, (times - 1) * 999_50, 999_50)
        assert (line.difference_minor, proof.differing) == (0, [])


@pytest.mark.parametrize(
    "words",
    [
        ("customers", "--column", "number=No."),
        ("entries", "--written", ","),
        ("entries", "--from", "visma", "--written", "DD"),
        ("entries", "--from", "visma", "--column", "amount"),
    ],
)
def test_wrong_usage(company: CompanyFacts, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = file(tmp_path, "c.csv", CUSTOMERS)
    assert run(load, words[0], path, *words[1:]).code == 2


def test_a_file_without_the_columns_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    told = refused(load, "customers", file(tmp_path, "c.csv", "a;b\n1;2\n"), "--from", "fortnox")
    assert told.startswith("c.csv, No column for number, name is among a, b.")
