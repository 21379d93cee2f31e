"""cash-receipts on the command line, from an empty batch to posted vouchers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import typer

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.cli_typed import document_type, typed_journal
from reskontra.ledger.cli_vouchers import voucher
from tests import build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def app(company: CompanyFacts) -> typer.Typer:
    build.bank_account(company, opening="1000.00")
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-03-10")
    build.invoice(company, alfa, number="INV-2", amount="300.00")
    receipts = typed_journal("CASH_RECEIPT", "Cash receipts.")
    done(receipts, "batch", "add", "KASSA", "--balancing", "bank:B1")
    return receipts


def test_a_receipt_is_typed_changed_previewed_and_posted(app: typer.Typer) -> None:
    typed = done(app, "add", "KASSA", "customer:C1", "--apply", "INV-1", "--date", "2026-03-10").out
    assert typed == "Line 1: INB000001, customer:C1, -980.00 SEK.\n"
    done(app, "add", "KASSA", "customer:C1", "--amount", "-100", "--apply", "INV-2")
    assert "-90.00" in done(app, "add", "KASSA", "customer:C1", "--amount", "-90", "--line", "2").out
    done(app, "apply", "KASSA", "2", "--apply", "INV-2=80.00")
    table = done(app, "list", "KASSA").out
    assert "INV-2=80.00" in table
    assert "would be posted for 2 lines" in done(app, "post", "KASSA", "--preview").out
    assert "2 lines can be posted." in done(app, "check", "KASSA").out
    told = done(app, "post", "KASSA").out
    assert told.startswith("2 vouchers posted for 2 lines, 2 entries made, 2 documents settled.")
    assert "Vouchers A-2026-1 to A-2026-2" in told
    (first, second) = done(app, "list", "KASSA", "--all", "--format", "json").json
    assert (first["voucher"], first["settles"], second["state"]) == (
        "A-2026-1", [{"document": "INV-1", "amount": None}], "posted"
    )  # fmt: skip
    assert done(app, "list", "KASSA", "--format", "json").json == []


def test_what_is_asked_is_told(app: typer.Typer, company: CompanyFacts) -> None:
    from reskontra.receivables.models import Entry

    Entry.objects.filter(company=company.id, document_number="INV-2").update(max_tolerance_minor=5_00)
    done(app, "add", "KASSA", "customer:C1", "--amount", "-297", "--apply", "INV-2", "--date", "2026-03-12")
    assert (
        "Line 1: 3.00 SEK within tolerance are left open; --accept-tolerance posts them."
        in done(app, "check", "KASSA").out
    )
    done(
        app, "add", "KASSA", "customer:C1", "--amount", "-297", "--apply", "INV-2", "--accept-tolerance", "--line", "1"
    )
    assert "left open" not in done(app, "post", "KASSA").out


def test_refusals_name_line_and_field(app: typer.Typer) -> None:
    assert "There is no customer" in refused(app, "add", "KASSA", "customer:C9", "--amount", "-1")
    assert "has 0 open lines" in refused(app, "post", "KASSA")
    done(app, "add", "KASSA", "customer:C1", "--amount", "1", "--type", "payment", "--date", "2026-03-10")
    assert refused(app, "post", "KASSA").startswith("line 1, amount: ")
    assert refused(app, "list", "INGEN").startswith('There is no batch "INGEN"')
    assert run(app, "add", "KASSA", "customer:C1", "--amount", "1", "--type", "bill").code == 2
    assert "Line 1 is deleted." in done(app, "delete", "KASSA", "1").out


def test_another_currency_than_the_customers_is_asked_for(app: typer.Typer, company: CompanyFacts) -> None:
    dollars = build.customer(company, number="C2", name="Beta Inc", currency="SEK")
    day = date(2026, 1, 1)
    set_rate(company=company, actor=build.BOB, currency="USD", day=day, rate_e8=10 * 10**8)
    build.invoice(company, dollars, number="INV-9", amount="120.00", currency="USD")
    line = ("add", "KASSA", "customer:C2", "--amount", "-1200", "--apply", "INV-9", "--date", "2026-03-10")
    assert "customer:C2 is in SEK where nothing is said, and INV-9 is in USD" in refused(app, *line)
    assert "-1,200.00 SEK" in done(app, *line, "--currency", "SEK").out
    assert "-1,200.00 USD" in done(app, *line, "--accept-currency", "--line", "1").out


def test_lines_from_a_file(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("posting_date,account_type,account,amount\n2026-03-10,customer,C1,-5.00\n", encoding="utf-8")
    assert done(app, "load", "KASSA", path).out == "1 line was added: 1 to 1.\n"
    assert "Balance" not in done(app, "list", "KASSA").out
    path.write_text("posting_date,account_type,account,amount\n2026-03-10,customer,C9,-5.00\n", encoding="utf-8")
    assert refused(app, "load", "KASSA", path).startswith(f"{path}, row 2, account: ")
    assert "1 document has a new number." in done(app, "renumber", "KASSA").out


def test_types_as_people_write_them() -> None:
    assert (document_type("credit-memo"), document_type("blank"), document_type(None)) == ("CREDIT_MEMO", "", None)


def test_a_correction_is_listed_as_one(app: typer.Typer) -> None:
    done(app, "add", "KASSA", "gl:6570", "--amount", "-5", "--correction", "--date", "2026-03-10")
    assert "correction" in done(app, "list", "KASSA").out
    (found,) = done(app, "list", "KASSA", "--format", "json").json
    assert found["correction"] is True
    done(app, "post", "KASSA")
    (line, other) = done(voucher, "show", "A-2026-1", "--format", "json").json["lines"]
    assert (line["debit"], other["credit"]) == ("-5.00", "-5.00")
