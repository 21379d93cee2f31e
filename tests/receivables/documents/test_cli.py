"""invoice draft, change, delete, post, credit, list, show, next-number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.documents.cli import invoice
from tests import build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db
LINE = ("--line", "3001;1000.00;25;Consulting")
ON = ("--date", "2026-03-01")


@pytest.fixture(autouse=True)
def _parties(company: CompanyFacts) -> None:
    build.customer(company, payment_terms="30D")
    build.vendor(company)


def drafted(*words: str) -> str:
    return done(invoice, "draft", "customer:C1", *(words or LINE), *ON, "--lang", "en").out


def test_an_invoice_is_drafted_and_posted() -> None:
    assert drafted() == (
        "Draft UTK000001: Invoice, customer:C1, 1,250.00 SEK, of which VAT 250.00.\n"
        "Post it with: reskontra invoice post UTK000001\n"
    )
    seen = done(invoice, "post", "UTK000001", "--preview", "--lang", "en").out
    assert seen.startswith("Would be posted: 1.\n")
    posted = done(invoice, "post", "UTK000001", "--lang", "en").out
    assert posted.startswith("Posted: 1.\n")
    assert posted.splitlines()[1:] == seen.splitlines()[1:]
    assert "000001  K-2026-1  customer:C1  2026-03-31  1,250.00  SEK       0000018" in posted
    assert "3001     Försäljning inom Sverige, 25 % moms              -1,000.00" in posted


def test_it_is_listed_and_shown() -> None:
    drafted(*LINE, "--line", "3002;2x5.50;12;Lunch;NORD;P7", "--text", "March")
    done(invoice, "post", "--all")
    done(invoice, "draft", "vendor:V1", "--line", "6990;80.00", "--external-number", "F-1", *ON)
    listed = done(invoice, "list", "--format", "json").json
    assert [(one["number"], one["party"], one["status"]) for one in listed] == [
        ("000001", "customer:C1", "posted"), ("", "vendor:V1", "draft"),
    ]  # fmt: skip
    assert [one["draft"] for one in done(invoice, "list", "vendor:V1", "--format", "json").json] == ["UTK000002"]
    assert [one["draft"] for one in done(invoice, "list", "--status", "posted", "--format", "json").json] == [
        "UTK000001"
    ]
    assert "customer:C1  Alfa AB" in done(invoice, "list", "--lang", "en").out
    shown = done(invoice, "show", "000001", "--lang", "en").out
    assert "Invoice 000001, customer:C1 Alfa AB\nDate: 2026-03-01\nDue: 2026-03-31\n" in shown
    assert "Payment reference: 0000018\n" in shown
    assert "VAT 12: 1.32 on 11.00 SEK.\nVAT 25: 250.00 on 1,000.00 SEK.\nTotal: 1,262.32 SEK.\n" in shown
    assert done(invoice, "show", "UTK000001", "--format", "json").json["lines"][1]["quantity"] == "2"


def test_a_posted_invoice_is_credited() -> None:
    drafted()
    done(invoice, "post", "--all")
    answer = done(invoice, "credit", "000001", "--date", "2026-03-02", "--lang", "en")
    assert answer.out.startswith("Draft UTK000002: Credit memo, customer:C1, 1,250.00 SEK, of which VAT 250.00.\n")
    (posted,) = done(invoice, "post", "UTK000002", "--format", "json").json
    assert (posted["number"], posted["status"], posted["applies_to"]) == ("K000001", "posted", "000001")
    assert "1,250.00" in done(invoice, "show", "K000001", "--lang", "en").out


def test_a_draft_is_changed_and_deleted() -> None:
    drafted("--line", "3001;1.00", "--due", "2026-03-10")
    assert "12.50 SEK" in done(invoice, "change", "UTK000001", "--line", "3001;10.00;25", "--lang", "en").out
    done(invoice, "change", "UTK000001", "--due-by-terms", "--credit-memo")
    shown = done(invoice, "show", "UTK000001", "--format", "json").json
    assert (shown["due_date"], shown["type"]) == (None, "credit_memo")
    assert done(invoice, "delete", "UTK000001", "--lang", "en").out == "Deleted: 1.\n"
    assert "no draft" in refused(invoice, "delete", "UTK000001", "--lang", "en")


def test_a_file_is_drafted_once(tmp_path: Path) -> None:
    file = tmp_path / "march.json"
    lines = [{"account": "3001", "amount": "10.00"}]
    file.write_text(json.dumps([{"party": "customer:C1", "lines": lines}] * 2), encoding="utf-8")
    assert done(invoice, "draft", "--file", file, "--lang", "en").out == "Drafted: 2, UTK000001 to UTK000002.\n"
    assert done(invoice, "draft", "--file", file, "--lang", "en").out == (
        "The file was drafted before: 2, UTK000001 to UTK000002.\n"
    )
    file.write_text("[]", encoding="utf-8")
    assert done(invoice, "draft", "--file", file, "--lang", "en").out == "The file has no documents.\n"
    file.write_text('[{"party": "customer:C9", "lines": []}]', encoding="utf-8")
    assert refused(invoice, "draft", "--file", file, "--lang", "en").startswith(f"{file}, document 1, party: ")


def test_a_series_goes_on() -> None:
    assert done(invoice, "next-number", "KF", "1001", "--lang", "en").out == "Series KF goes on with 001001.\n"
    assert "has come to 001000" in refused(invoice, "next-number", "KF", "7", "--lang", "en")


def test_every_finding_has_its_line() -> None:
    words = ("--line", "3001;1,00", "--line", "9999;1.00")
    assert refused(invoice, "draft", "customer:C1", *words, "--lang", "en").splitlines() == [
        'line 1, amount: "1,00" is not an amount. Write digits with a decimal point, such as 1250.00.',
        'line 2, account: There is no G/L account "9999". Use an account of the chart: reskontra account list.',
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("draft",),
        ("draft", "customer:C1", "--file", "x.csv"),
        ("draft", "customer:C1", "--date", "1 March"),
        ("post",),
        ("post", "UTK000001", "--all"),
        ("list", "--status", "open"),
        ("next-number", "KF", "0"),
        ("next-number", "KF", "99999999999999999999"),
        ("change",),
    ],
)
def test_wrong_usage(words: tuple[str, ...]) -> None:
    assert run(invoice, *words).code == 2


def test_amounts_and_words_in_swedish() -> None:
    answer = done(invoice, "draft", "customer:C1", *LINE, *ON, "--lang", "sv").out
    assert "1\u00a0250,00 SEK" in answer
    assert "Utkast UTK000001: Faktura" in answer
