"""payment-proposal on the command line: a story from what is due to what the bank answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.paying import cli
from reskontra.journals.paying.cli import payment_proposal
from tests import build
from tests.command_line import done, refused, run, second_pair
from tests.formats.pain002_files import batch, payment, reason, report
from tests.journals.paying_book import TODAY, answered, owing, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "today", lambda: TODAY)
    monkeypatch.setenv("RESKONTRA_ACTOR", build.ALICE)


def test_from_due_to_answered(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    owing(company)
    one = build.find_party(company=company, ledger="VENDOR", number="V1")
    build.document(company, one, number="K-1", amount="1.00", document_type="credit_memo")
    told = done(payment_proposal, "make", "B1", "--until", "2026-03-31").out
    assert "Payment proposal 1 from B1: 2 payments, 1,480.00\xa0SEK. Open." in told
    assert "Left out: K-1 of V1, -1.00\xa0SEK: owed to us: apply it to an invoice." in told
    assert "Thanks" in done(payment_proposal, "edit", 1, 2, "--text", "Thanks").out
    assert run(payment_proposal, "edit", 1, "--amount", "1").code == 2
    file = tmp_path / "out.xml"
    assert "only with one that is approved" in refused(payment_proposal, "export", 1, file)
    assert "Let another person approve it" in refused(payment_proposal, "approve", 1)
    second_pair(company, monkeypatch, build.BOB)
    assert done(payment_proposal, "approve", 1).out.startswith("Payment proposal 1 is approved: 2 payments, ")
    assert "out.xml: 2 payments, 1,480.00" in done(payment_proposal, "export", 1, file).out
    assert b"<EndToEndId>PP1-1</EndToEndId>" in file.read_bytes()
    told = done(payment_proposal, "post", 1, "--preview").out
    assert (told.count("A-2026-1 "), told.count("A-2026-2 ")) == (4, 2)
    assert "2 vouchers, A-2026-1 to A-2026-2. Nothing is posted yet." in told
    assert done(payment_proposal, "post", 1).out.startswith("2 payments posted, ")
    message = done(payment_proposal, "show", 1, "--format", "json").json["message_id"]
    answer = tmp_path / "answer.xml"
    answer.write_bytes(report(batch(payment("PP1-2", "RJCT", reason("AC04", "Closed"))), message=message))
    assert "AC04 Closed" in done(payment_proposal, "status", answer).out
    assert done(payment_proposal, "status", answer).out.endswith("The file was taken in before; nothing was changed.\n")
    assert done(payment_proposal, "status", answer, "--format", "json").json["is_again"] is True
    assert done(payment_proposal, "list").out.count("\n") < done(payment_proposal, "list", "--all").out.count("\n")
    assert done(payment_proposal, "list", "--all", "--format", "json").json[0]["rejected"] == 1


def test_taken_out_and_given_up(company: CompanyFacts) -> None:
    owing(company)
    made = done(payment_proposal, "make", "B1", "--until", "2026-03-31", "--format", "json").json
    assert [one["amount"] for one in made["payments"]] == ["980.00", "500.00"]
    assert "Removed" in done(payment_proposal, "remove", 1, 1).out
    assert done(payment_proposal, "cancel", 1).out == "Payment proposal 1 is cancelled.\n"


def test_what_the_bank_has_is_paid_anew_only_when_said_so(
    company: CompanyFacts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    message = done(payment_proposal, "show", 1, "--format", "json").json["message_id"]
    answered(company, report(message=message, status="ACSC"))
    done(payment_proposal, "cancel", 1, "--reason", "Wrong day")
    done(payment_proposal, "make", "B1", "--until", "2026-03-31", "--vendor", "V1")
    assert "the money may go twice" in done(payment_proposal, "show", 2).out
    assert len(done(payment_proposal, "show", 2, "--format", "json").json["paid_again"]) == 1
    second_pair(company, monkeypatch, build.BOB)
    assert "the money may go twice" in refused(payment_proposal, "approve", 2)
    assert "is approved" in done(payment_proposal, "approve", 2, "--pay-again", "Eva at the bank").out
    assert done(payment_proposal, "show", 2, "--format", "json").json["paid_again"] == []
    done(payment_proposal, "export", 2, tmp_path / "out.xml")
