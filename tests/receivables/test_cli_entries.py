"""entry list, show, apply, unapply, edit on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.cli_entries import entry, parse_name, parse_target
from tests import build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _documents(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-01-20")
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", posting_date="2026-01-15")


def test_a_day_at_the_ledger() -> None:
    assert "INV-1" in done(entry, "list").out
    told = done(entry, "apply", "customer:P-1", "--to", "INV-1", "--preview").out
    assert "A preview: nothing was stored." in told
    told = done(entry, "apply", "customer:P-1", "--to", "INV-1").out
    assert told.splitlines() == [
        "INV-1: 980.00\xa0SEK applied, 20.00\xa0SEK granted, 0.00\xa0SEK left.",
        "Application 1, voucher A-2026-1.",
    ]
    assert done(entry, "list", "--format", "json").json == []
    shown = done(entry, "show", "customer:P-1", "--format", "json").json
    assert [(row["kind"], row["amount"], row["against"]) for row in shown["details"]] == [
        ("initial", "-980.00", ""), ("payment_discount", "-20.00", "INV-1"), ("application", "1000.00", "INV-1"),
    ]  # fmt: skip
    assert "Application 1 was taken back." in done(entry, "unapply", "customer:INV-1").out
    assert "1" in done(entry, "show", "customer:P-1").out
    open_now = done(entry, "list", "customer:C1", "--format", "json").json
    assert sorted(row["remaining_amount"] for row in open_now) == ["-980.00", "1000.00"]
    assert done(entry, "edit", "customer:INV-1", "--on-hold", "EVA").out == "customer:INV-1: 1 value changed.\n"


def test_what_is_known_of_an_entry_is_shown() -> None:
    options = {"--on-hold": "EVA", "--promised-date": "2026-03-01", "--dispute": "open", "--max-tolerance": "5.00",
               "--discount-tolerance-date": "2026-01-25", "--payment-reference": "18"}  # fmt: skip
    done(entry, "edit", "customer:INV-1", *(word for option in options.items() for word in option))
    shown = done(entry, "show", "customer:INV-1").out.replace("\xa0", " ").splitlines()
    assert shown[1:8] == [
        "Cash discount still possible: 20.00 SEK until 2026-01-20", "Late discount until: 2026-01-25",
        "Payment tolerance: 5.00 SEK", "Payment reference: 18", "On hold: EVA", "Promised for: 2026-03-01",
        "Dispute: open",
    ]  # fmt: skip
    data = done(entry, "show", "customer:INV-1", "--format", "json").json
    assert [data[name.strip("-").replace("-", "_")] for name in options if name != "--dispute"] == [
        "EVA", "2026-03-01", "5.00", "2026-01-25", "18",
    ]  # fmt: skip


def test_what_may_be_empty_is_emptied_and_a_due_date_may_not() -> None:
    options = {"--on-hold": "EVA", "--promised-date": "2026-03-01", "--dispute": "open", "--max-tolerance": "5.00",
               "--discount-tolerance-date": "2026-01-25", "--payment-reference": "18", "--description": "Boards",
               "--discount-amount": "10.00", "--discount-date": "2026-01-21"}  # fmt: skip
    done(entry, "edit", "customer:INV-1", *(word for option in options.items() for word in option))
    told = done(entry, "edit", "customer:INV-1", *(word for name in options for word in (name, "")))
    assert told.out == "customer:INV-1: 9 values changed.\n"
    assert len(done(entry, "show", "customer:INV-1").out.splitlines()) == 3
    assert "without a due date" in refused(entry, "edit", "customer:INV-1", "--due-date", "")
    for option, far in (("--due-date", "9999-12-31"), ("--promised-date", "0001-01-01")):
        told = refused(entry, "edit", "customer:INV-1", option, far)
        assert f"{far} is outside the years 1900 to 2199. Write a day within them." in told
    told = run(entry, "edit", "customer:INV-1", "--promised-date", "soon")
    assert (told.code, '"soon" is no day.' in told.err) == (2, True)


def test_what_is_refused() -> None:
    assert '"P-1" names no entry' in refused(entry, "apply", "P-1", "--to", "INV-1")
    assert "applied to nothing" in refused(entry, "unapply", "customer:INV-1")
    assert "no application 7" in refused(entry, "unapply", "--application", "7")
    assert run(entry, "apply", "customer:P-1").code == 2


def test_names_and_amounts_are_read() -> None:
    assert parse_name("vendor:77@V1").account == "V1"
    assert parse_target("INV-1=400.00", "CUSTOMER").amount == "400.00"
    assert parse_target("INV-1@C1=400.00", "CUSTOMER").name.account == "C1"
    assert parse_target("INV-1", "CUSTOMER").amount == ""


def test_the_list_of_one_account(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-2")
    for written in ("C2", "customer:C2"):
        assert [row["document_number"] for row in done(entry, "list", written, "--format", "json").json] == ["INV-2"]
    assert '"C9"' in refused(entry, "list", "C9")
    assert "vendor" in refused(entry, "list", "vendor:C2")


def test_documents_of_one_number_settle_each_other(company: CompanyFacts) -> None:
    beta = build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, beta, number="1001", amount="100.00")
    build.document(company, beta, number="1001", amount="-40.00", document_type="credit_memo")
    assert "Write customer:TYPE:1001" in refused(entry, "show", "customer:1001@C2")
    done(entry, "apply", "customer:credit_memo:1001@C2", "--to", "invoice:1001@C2=40.00")
    assert "60.00 left" in done(entry, "show", "customer:invoice:1001").out
