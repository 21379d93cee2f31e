"""Claims are handed over with their file, are not reminded of meanwhile, and are taken back."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from reskontra.audit.trail import newest
from reskontra.collections import hand_overs
from reskontra.collections.cli_hand_overs import collecting
from reskontra.collections.hand_overs import HandedOver, file_of, hand_over, take_back
from reskontra.collections.holding import held_of
from reskontra.collections.interest_rates import install_interest_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import HoldReason
from reskontra.parties.models import Party
from reskontra.receivables.applying import ApplyOrder, Target, apply_entries
from reskontra.receivables.queries import find_document
from tests import books, build
from tests.collections import claim_cases as cases
from tests.command_line import done, refused
from tests.web import Browser

pytestmark = pytest.mark.django_db


def give(company: CompanyFacts, *numbers: str, to: str = "agency", today: date = cases.TODAY) -> HandedOver:
    return hand_over(
        company=company, actor=build.BOB, names=cases.names(*numbers), to=to, note="As agreed", today=today
    )


def held(company: CompanyFacts) -> tuple[HoldReason, ...]:
    id = find_document(company=company, ledger="CUSTOMER", number="INV-1").entry_id
    found = held_of(company=company, entry_ids=[id], as_of=cases.TODAY)
    return found[id].reasons if found else ()


@pytest.mark.company_leads
def test_claims_go_and_come_back(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    install_interest_terms(company=company, actor=build.BOB, code="SE-RÄNTELAGEN")
    Party.objects.filter(company=company.id).update(name="=Alfa AB", city="Åre", finance_charge_terms="SE-RÄNTELAGEN")
    given = give(company, "INV-1", to="enforcement")
    (row,) = csv.DictReader(given.content.decode().splitlines())
    assert (row["document_number"], row["original_amount"], row["remaining_amount"], row["debtor"]) == (
        "INV-1", "1000.00", "1000.00", "'=Alfa AB",
    )  # fmt: skip
    # 8 points above the reference rate of 2 %: 1,000.00 × 10 % ÷ 365 a day, from 30 days after the invoice.
    assert (row["interest_per_day"], row["interest_rate_percent"], row["interest_until"]) == (
        "0.27", "10", "2026-03-02",
    )  # fmt: skip
    assert held(company) == (HoldReason.HANDED_OVER,)
    assert file_of(company=company, number=1) == given.content
    before = books.contents()
    cases_refused = (
        (("INV-1",), "agency", cases.TODAY, hand_overs.ClaimHandedOver),
        (("INV-2",), "friends", cases.TODAY, hand_overs.HandedToUnknown),
        (("INV-2",), "agency", date(2026, 2, 20), hand_overs.ClaimNotDue),
    )
    for numbers, to, today, refusal in cases_refused:
        with pytest.raises(refusal):
            give(company, *numbers, to=to, today=today)
    assert books.contents() == before
    cases.disputed(company, "INV-2", amount="1.00")
    with pytest.raises(hand_overs.ClaimHeldBack, match="INV-2 is held back"):
        give(company, "INV-2")
    take_back(company=company, actor=build.BOB, number=1)
    assert (newest(company=company.id)[0], held(company)) == ("claims.taken_back", ())
    for number, refusal in ((1, hand_overs.HandOverTakenBack), (9, hand_overs.HandOverUnknown)):
        with pytest.raises(refusal):
            take_back(company=company, actor=build.BOB, number=number)
    with pytest.raises(hand_overs.HandOverUnknown):
        file_of(company=company, number=9)


def test_no_more_is_claimed_than_is_owed(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    paid = {"document_type": "payment", "posting_date": "2026-02-25", "due_date": "2026-02-25"}
    build.document(company, alfa, number="PAY-1", amount="-700.00", **paid)
    before = books.contents()
    with pytest.raises(hand_overs.CreditOfClaimsOpen, match=r"C1 has 700\.00\sSEK in PAY-1 that pays nothing yet"):
        give(company, "INV-1")
    assert books.contents() == before
    order = ApplyOrder(cases.name("PAY-1"), (Target(cases.name("INV-1")),), cases.TODAY)
    apply_entries(company=company, actor=build.BOB, order=order)
    (row,) = csv.DictReader(give(company, "INV-1").content.decode().splitlines())
    assert (row["original_amount"], row["remaining_amount"]) == ("1000.00", "300.00")


def test_by_command_and_page(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    file, nowhere = tmp_path / "claims.csv", tmp_path / "none" / "claims.csv"
    before = books.contents()
    assert "cannot be written" in refused(collecting, "hand-over", "--customer", "C1", "--file", nowhere)
    assert books.contents() == before
    told = done(collecting, "hand-over", "--customer", "C1", "--file", file).out
    assert told.splitlines()[0] == f"Hand-over 1: 1,500.00\xa0SEK of INV-1, INV-2 of C1, in {file}."
    assert len(file.read_text().splitlines()) == 3
    (one,) = done(collecting, "handed-over", "--format", "json").json
    assert (one["amount"], one["to"], one["taken_back"]) == ("1500.00", "agency", False)
    assert "Collection agency" in done(collecting, "handed-over", "--customer", "C1").out
    bob, url = Browser(company, name="bob"), "collecting/customers/C1/"
    assert "Handed over" in bob.get(url).text
    kept = bob.get("collecting/hand-overs/1/file/")
    assert (kept.headers["Content-Type"], kept.source.splitlines()[0][:8]) == ("text/csv; charset=utf-8", "creditor")
    assert bob.get("collecting/hand-overs/9/file/").status == 404
    page = bob.get("collecting/hand-overs/1/")
    assert ("1,000.00 SEK" in page.text.replace("\xa0", " "), "no agency" in page.text) == (True, True)
    assert [bob.get(f"collecting/hand-overs/9/{path}").status for path in ("", "case.zip")] == [404, 404]
    assert "is written to" in done(collecting, "case", 1, "--file", tmp_path / "case.zip").out
    assert "cannot be written" in refused(collecting, "case", 1, "--file", nowhere)
    assert "There is no hand-over 9" in refused(collecting, "case", 9, "--file", tmp_path / "case.zip")
    assert "Hand-over 1 is taken back." in bob.post(url, {"back": "1"}).text
    form = {"form": "hand_over", "documents": "INV-2", "to": "ENFORCEMENT", "note": ""}
    assert "Hand-over 2: 500.00 SEK." in bob.post(url, form).text.replace("\xa0", " ")
    assert "was taken back" in refused(collecting, "take-back", 1)
    assert done(collecting, "take-back", 2).out == "Hand-over 2 is taken back.\n"
