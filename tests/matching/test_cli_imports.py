"""statement import: the journals it makes are matched at once, unless told otherwise; undo-import takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.cli import statement
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.bank_accounts import set_auto_match
from reskontra.matching import cli_imports  # noqa: F401 - adds the commands
from reskontra.matching.cli import journal
from reskontra.matching.models import MatchRun, Proposal
from tests import build
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db
JOURNAL = "PRJ000001  statement S-1  2026-03-02  2 lines"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


@pytest.fixture
def file(company: CompanyFacts, tmp_path: Path) -> Path:
    account(company)
    path = tmp_path / "mars.xml"
    path.write_bytes(camt(Stmt((Pay("5.00"), Pay("-1.00")))))
    return path


def test_what_is_imported_is_matched_and_matching_again_changes_nothing(company: CompanyFacts, file: Path) -> None:
    told = done(statement, "import", file).out.splitlines()
    assert told[:2] == ["Import 1: 2 new, 0 known, 0 expected.", JOURNAL]
    assert told[2].startswith("2 lines matched in ")
    assert Proposal.objects.filter(company=company.id).count() == 2
    again = done(journal, "match", "--import", 1).out
    assert again.startswith("2 lines matched in ")
    assert "Nothing has changed since they were matched.\n" in again
    assert MatchRun.objects.filter(company=company.id).count() == 1
    assert "0 new" in done(statement, "import", file).out
    assert MatchRun.objects.filter(company=company.id).count() == 1


def test_matching_can_wait(company: CompanyFacts, file: Path) -> None:
    told = done(statement, "import", file, "--no-match").out.splitlines()
    assert told == ["Import 1: 2 new, 0 known, 0 expected.", JOURNAL]
    assert not Proposal.objects.filter(company=company.id).exists()
    assert done(journal, "match", "PRJ000001").out.startswith("2 lines matched in ")


def test_an_account_that_is_not_matched_by_itself_says_so(company: CompanyFacts, file: Path) -> None:
    set_auto_match(company=company, actor=build.ALICE, number="B1", is_on=False)
    told = done(statement, "import", file).out.splitlines()
    assert told[2:] == ["Not matched, as bank account B1 is set: reskontra journal match does it."]
    assert not Proposal.objects.filter(company=company.id).exists()


def test_a_refused_import_matches_nothing(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "none.xml"
    path.write_bytes(b"<a/>")
    assert run(statement, "import", path).code == 1
    assert not MatchRun.objects.filter(company=company.id).exists()


def test_an_import_is_undone_and_told(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 1000.00 name="Alfa AB" ocr=10017\nimport\nmatch')
    told = done(statement, "undo-import", 1, "--reason", "Wrong file").out
    assert told == "Import 1 (bank.xml) is undone: 1 transaction, 1 line, journals PRJ000001.\n"
    assert "was undone on" in refused(statement, "undo-import", 1)
    assert "There is no import 7. The last one is 0." in refused(statement, "undo-import", 7)


def test_lines_that_stand_again_are_told(story: Story) -> None:
    account(story.company, number="B2", iban="SE3550000000054910000003")
    whole = Entry(amount="1500.00", bank_reference="D1")
    load(story.company, camt(Stmt((whole,), iban="SE3550000000054910000003")))
    parts = advice(Entry((Pay("1000.00"), Pay("500.00")), bank_reference="D1"))
    load(story.company, parts.replace(b"SE4550000000058398257466", b"SE3550000000054910000003"))
    told = done(statement, "undo-import", 2).out.splitlines()
    assert told[1:] == ["1 line on a sum stands again."]


def test_what_builds_on_it_is_named(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 5.00\nimport\nstatement B1 2026-03-03\nline 6.00\nimport")
    assert refused(statement, "undo-import", 1) == (
        'Import 2, statement "S-2" of 2026-03-03, builds on import 1. Undo import 2 first.\n'
    )
