"""import-definition: guess, preview, save, list, show, export, import; statement import --format csv:NAME."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.cli.running import done, refused, run

pytestmark = pytest.mark.django_db

SAMPLE = "Dag;Vem;Belopp;Saldo\n2026-03-02;Hyra;-1 000,00;9 000,00\n2026-03-01;Faktura 1;10 000,00;10 000,00\n"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, company: CompanyFacts) -> Path:
    """A bank's file, in the folder where commands are run."""
    build.bank_account(company)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mars.csv"
    path.write_text(SAMPLE.replace("Dag", "Datum").replace("Vem", "Text 1"), encoding="utf-8")
    return path


def test_from_a_sample_to_a_statement(sample: Path) -> None:
    told = done("import-definition", "guess", sample, "--to", "min.toml", "--name", "min-bank")
    assert '"Belopp" becomes amount, such as -1 000,00.' in told
    shown = done("import-definition", "preview", "min.toml", sample)
    assert "2 payments, 0 not booked yet, 0 passed over, 0 unreadable." in shown
    assert "2026-03-01/2026-03-02: opening 0.00, closing 9,000.00 SEK." in shown
    assert "version 1" in done("import-definition", "save", "min.toml")
    assert "as it was: version 1" in done("import-definition", "save", "min.toml")
    assert "statement 2026-03-01/2026-03-02" in done(
        "statement", "import", sample, "--bank-account", "B1", "--format", "csv:min-bank"
    )
    listed = json.loads(done("import-definition", "list", "--format", "json"))
    assert (listed[0]["name"], listed[0]["version"], listed[0]["imports"]) == ("min-bank", 1, 1)
    assert "min-bank" in done("import-definition", "list")
    assert "has read 1 files" in done("import-definition", "show", "min-bank")


def test_a_saved_one_is_recognised_by_content(sample: Path) -> None:
    done("import-definition", "guess", sample, "--to", "min.json", "--name", "min-bank")
    done("import-definition", "import", "min.json")
    assert "2 new" in done("statement", "import", sample, "--bank-account", "B1")


def test_guess_without_a_file_prints_the_definition(sample: Path) -> None:
    assert 'title = "Belopp"' in done("import-definition", "guess", sample)


def test_preview_tells_each_row_that_cannot_be_read(sample: Path) -> None:
    done("import-definition", "guess", sample, "--to", "min.toml")
    sample.write_text(
        sample.read_text(encoding="utf-8") + "2026-02-30;x;1,00;\n2026-02-28;x;1.234;\n", encoding="utf-8"
    )
    answer = run("import-definition", "preview", "min.toml", sample, "--rows", 1)
    assert answer.code == 1
    assert "… and 3 more rows." in answer.out
    assert 'line 4: "2026-02-30" is not a day' in answer.out
    assert 'line 5: "1.234" can be 1234 or 1.234.' in answer.out
    data = json.loads(run("import-definition", "preview", "min.toml", sample, "--format", "json").out)
    assert [row["state"] for row in data["rows"]] == ["booked", "booked", "refused", "refused"]
    assert data["rows"][0]["amount"] == "-1000.00"


def test_preview_of_a_settlement_shows_fees(sample: Path) -> None:
    sample.write_text("Payout ID,Created,Gross,Fee,Net\npo_1,2026-03-01,100.00,2.00,98.00\n", encoding="utf-8")
    done("import-definition", "guess", sample, "--to", "psp.toml", "--name", "psp")
    assert "Fee" in done("import-definition", "preview", "psp.toml", sample)


def test_export_and_import(sample: Path) -> None:
    done("import-definition", "export", "seb", "--to", "seb.toml")
    assert 'name = "seb"' in done("import-definition", "export", "seb")
    assert "comes with the program" in refused("import-definition", "save", "seb.toml")
    assert "version 1" in done("import-definition", "save", "seb.toml", "--name", "seb-2")
    shown = json.loads(done("import-definition", "show", "seb-2", "--format", "json"))
    assert (shown["definition"]["name"], shown["versions"][0]["version"]) == ("seb-2", 1)
    assert "comes with the program" in done("import-definition", "show", "seb")
    assert "cannot be written" in refused("import-definition", "export", "seb", "--to", "nowhere/seb.toml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import-definition", "show", "nix"), 'There is no import definition "nix".'),
        (("import-definition", "preview", "nix", "mars.csv"), 'There is no import definition "nix".'),
        (("import-definition", "preview", "nix.toml", "mars.csv"), "nix.toml cannot be read"),
        (("import-definition", "preview", "seb", "mars.csv"), "None of the first 20 rows has the column titles"),
        (("statement", "import", "mars.csv", "--format", "csv:nix"), 'There is no import definition "nix".'),
        (("statement", "import", "mars.csv", "--format", "csv"), "separated text"),
        (
            ("statement", "import", "mars.csv"),
            "No definition knows a file with the columns Datum, Text 1, Belopp, Saldo.",
        ),
    ],
)
def test_refusals(sample: Path, words: tuple[str, ...], told: str) -> None:
    assert told in refused(*words)


def test_in_swedish(sample: Path) -> None:
    told = done("import-definition", "guess", sample, "--to", "min.toml", "--lang", "sv")
    assert "”Belopp” blir amount, till exempel -1 000,00." in told
    assert "2 betalningar" in done("import-definition", "preview", "min.toml", sample, "--lang", "sv")
