"""payment-registration on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.cli_registration import payment_registration as app
from reskontra.journals.cli_typed import typed_journal
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _company(company: CompanyFacts) -> None:
    build.bank_account(company, opening="1000.00")
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-03-10", due_date="2026-03-31")
    build.invoice(company, alfa, number="INV-2", amount="500.00")
    done(typed_journal("CASH_RECEIPT", "x"), "batch", "add", "REG", "--balancing", "bank:B1", "--series", "REG")


def test_from_the_list_to_the_ledger() -> None:
    assert "has no setup" in refused(app, "list")
    assert "against bank:B1" in done(app, "setup", "--batch", "REG").out
    told = done(app, "enter", "INV-1@C1", "--date", "2026-03-12", "--amount", "980").out
    assert told == (
        "INV-1: 980.00 SEK received 2026-03-12, 20.00 will remain. too late for the discount; a part will be left\n"
    )
    table = done(app, "list").out
    assert "bank:B1: posted 1,000.00, unposted 0.00, together 1,000.00 SEK." in table
    data = done(app, "list", "--find", "INV-1", "--format", "json").json
    (line,) = data["lines"]
    assert (line["payment_made"], line["remaining"], line["warning"]) == (True, "20.00", "discount_late")
    assert "1 voucher would be posted" in done(app, "post", "--preview").out
    assert "1 voucher posted" in done(app, "post").out
    assert "1,980.00" in done(app, "list").out


def test_a_lump_and_what_was_entered_by_mistake() -> None:
    done(app, "setup", "--batch", "REG", "--everybody")
    for number in ("INV-1", "INV-2"):
        done(app, "enter", number, "--date", "2026-03-10")
    done(app, "enter", "INV-2", "--untick")
    done(app, "enter", "INV-2", "--date", "2026-03-10")
    assert "2 documents, 1,480.00 SEK received." in done(app, "post-lump").out
    assert "0 documents are as before." in done(app, "clear").out
    assert "has registered 0 payments" in refused(app, "post")


@pytest.mark.parametrize(("words", "numbers"), [
    (["--find", "INV"], ["INV-1", "INV-2"]), (["--amount", "980", "--tolerance-percent", "5"], ["INV-1"]),
    (["--amount", "980"], []),
])  # fmt: skip
def test_search(words: list[str], numbers: list[str]) -> None:
    assert [one["number"] for one in done(app, "search", *words, "--format", "json").json] == numbers
    assert ("open" in done(app, "search", *words).out) is bool(numbers)


def test_a_tolerance_is_a_percentage() -> None:
    for text in ("101", "x", "-1"):
        assert "outside 0 to 100 %" in refused(app, "search", f"--tolerance-percent={text}")


def test_vendors_are_paid_through_a_batch_of_payments(company: CompanyFacts) -> None:
    build.invoice(company, build.vendor(company), number="V-7", amount="-300.00")
    done(typed_journal("PAYMENT", "x"), "batch", "add", "UT", "--balancing", "bank:B1")
    assert "has no setup" in refused(app, "list", "--vendors")
    assert 'no batch "REG"' in refused(app, "setup", "--batch", "REG", "--vendors")
    done(app, "setup", "--batch", "UT", "--vendors")
    assert done(app, "enter", "V-7", "--date", "2026-03-10", "--amount", "120", "--vendors").out.startswith(
        "V-7: 120.00 SEK received 2026-03-10, 180.00 will remain."
    )
    (line,) = done(app, "list", "--vendors", "--format", "json").json["lines"]
    assert (line["amount_received"], line["remaining"]) == ("120.00", "180.00")
    assert "180.00" in done(app, "list", "--vendors").out
    assert "1 document, 120.00 SEK paid." in done(app, "post", "--vendors").out
    done(app, "enter", "V-7", "--vendors")
    assert "1 document is as before." in done(app, "clear", "--vendors").out
    assert "registered 0 payments" in refused(app, "post-lump", "--vendors")
