"""promise, dispute and payment-plan on the command line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.collections.cli_claims import claim_name, dispute, payment_plan, promise
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from tests.collections import claim_cases as cases
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


FEE = "The fee for the plan, 170.00\xa0SEK, is posted as BPA000001 and paid with the first instalment."


@pytest.fixture(autouse=True)
def _owing(company: CompanyFacts) -> None:
    cases.two_invoices(company)


def test_a_promise() -> None:
    day, last = today() + timedelta(days=4), today() + timedelta(days=6)
    assert done(promise, "list").out == "No promise stands or is broken.\n"
    made = done(promise, "make", "--customer", "C1", "--day", day, "--note", "By phone")
    assert made.out == (
        f"Promise 1: C1 pays 1,500.00\xa0SEK of INV-1, INV-2 on {day}. Reminders wait until {last} has gone.\n"
    )
    assert "By phone" in done(promise, "list").out
    (one,) = done(promise, "list", "--customer", "C1", "--format", "json").json
    assert (one["state"], one["documents"], one["remaining_amount"]) == ("standing", ["INV-1", "INV-2"], "1500.00")
    assert "INV-1 is promised" in refused(promise, "make", "INV-1", "--day", day)
    assert done(promise, "withdraw", 1).out == "Promise 1 is withdrawn.\n"
    assert "Withdrawn" in done(promise, "list", "--all").out
    assert claim_name("INV-1@C1") == claim_name("customer:INV-1@C1")


def test_a_dispute() -> None:
    opened = done(dispute, "open", "INV-1", "--reason", "price", "--amount", "400.00", "--note", "Too dear")
    assert opened.out == ("Dispute 1: 400.00\xa0SEK of INV-1 is held back, 600.00\xa0SEK is asked for as before.\n")
    told = done(dispute, "list").out
    assert "Too dear" in told
    (one,) = done(dispute, "list", "--format", "json").json
    assert (one["held_amount"], one["reason"], one["late"]) == ("400.00", "price", False)
    assert '"colour" is no reason of a dispute. Use one of goods,' in refused(
        dispute, "open", "INV-2", "--reason", "colour"
    )
    assert done(dispute, "change", 1, "--comment", "Rang", "--deadline", today()).out == "Dispute 1 is changed.\n"
    assert "Nothing of dispute 1" in refused(dispute, "change", 1)
    assert done(dispute, "close", 1, "--outcome", "credit_memo", "--credited", "150.00").out == (
        "Dispute 1 is closed. 150.00\xa0SEK of INV-1 is credited and bears no interest; the rest, 250.00\xa0SEK, "
        "bears it as before.\n"
    )
    assert "150.00\xa0SEK is to be credited yet" in done(dispute, "list").out
    assert "to be credited yet" in done(dispute, "list", "--all").out


def test_a_payment_plan() -> None:
    first = today() + timedelta(days=30)
    assert "--count and --first" in run(payment_plan, "make", "INV-1").err
    words = ("make", "INV-1", "INV-2", "--count", 3, "--first", first, "--fee", "170.00")
    preview = done(payment_plan, *words, "--preview").out.splitlines()
    assert preview[0] == "Payment plan 1: C1 pays 1,670.00\xa0SEK of INV-1, INV-2, BPA000001 in 3 instalments."
    assert preview[-2:] == [FEE, "A preview: nothing was stored."]
    assert done(payment_plan, "list").out == "No payment plan runs.\n"
    done(payment_plan, *words)
    assert "Paid in time" in done(payment_plan, "list").out
    (one,) = done(payment_plan, "list", "--format", "json").json
    assert (one["state"], one["total"], one["fee"], len(one["instalments"])) == ("kept", "1670.00", "170.00", 3)
    assert done(payment_plan, "cancel", 1).out == (
        "Payment plan 1 is cancelled. Its fee BPA000001 of 170.00\xa0SEK is taken back.\n"
    )
    assert '"1 May=5" is no instalment' in refused(payment_plan, "make", "INV-1", "--instalment", "1 May=5")
