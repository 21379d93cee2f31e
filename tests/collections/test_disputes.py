"""What is disputed has a reason, at most an owner and a deadline, and in the end an outcome."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from reskontra.audit.trail import newest
from reskontra.collections import disputes
from reskontra.collections.models import Dispute
from reskontra.companies.notes import NoteFileOfOtherKind, notes_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.receivables.correcting import AmountBeyondEntry
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections import claim_cases as cases
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def close(company: CompanyFacts, number: int = 1, outcome: str = "rejected") -> None:
    disputes.close_dispute(
        company=company, actor=build.BOB, number=number, end=disputes.DisputeEnd(outcome, "Was right.")
    )


def test_a_part_is_disputed_and_what_came_of_it_is_kept(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    Browser(company, role="CLERK", name="carla")
    done = cases.disputed(company, amount="400.00", owner="carla", deadline=date(2026, 3, 9))
    assert (done.number, done.amount, done.left) == (1, Money(400_00, "SEK"), Money(600_00, "SEK"))
    entry = Entry.objects.get(company=company.id, document_number="INV-1")
    assert entry.dispute_status == "Pris"
    with pytest.raises(disputes.DisputedAlready, match="by dispute 1 already"):
        cases.disputed(company)
    change_all(company)
    close(company)
    entry.refresh_from_db()
    row = Dispute.objects.get(company=company.id)
    assert (entry.dispute_status, row.outcome, row.closed_by, row.closing_note) == (
        "", "REJECTED", build.BOB, "Was right.",
    )  # fmt: skip
    assert newest(company=company.id) == ("dispute.closed", {"outcome": "REJECTED"})
    assert cases.disputed(company, reason="not-ordered").number == 2
    for number, outcome, refusal in (
        (1, "paid", disputes.DisputeClosed), (9, "paid", disputes.DisputeUnknown),
        (2, "lost", disputes.DisputeOutcomeUnknown),
    ):  # fmt: skip
        with pytest.raises(refusal):
            close(company, number, outcome)


def change_all(company: CompanyFacts) -> None:
    """Dispute 1 has another owner, day and file; what is refused changes nothing."""

    def change(number: int = 1, **what: Any) -> None:
        wanted = disputes.DisputeChange(**what)
        disputes.change_dispute(company=company, actor=build.BOB, number=number, change=wanted, today=cases.TODAY)

    change(owner="", deadline=date(2026, 3, 20), file_name="bild.png", stream=BytesIO(b"png"))
    row = Dispute.objects.get(company=company.id)
    assert (row.owner, row.deadline) == ("", date(2026, 3, 20))
    (note,) = notes_of(company=company, kind="ENTRY", ids=[row.entry_id])
    assert note.file_name == "bild.png"
    before = books.contents()
    for what, refusal in (
        ({}, disputes.DisputeNothingToChange), ({"number": 9, "owner": ""}, disputes.DisputeUnknown),
        ({"deadline": date(2026, 3, 1)}, disputes.DisputeDeadlinePast),
        ({"owner": "nobody"}, disputes.DisputeOwnerUnknown),
        ({"owner": "carla", "file_name": "x.exe", "stream": BytesIO(b"x")}, NoteFileOfOtherKind),
    ):  # fmt: skip
        with pytest.raises(refusal):
            change(**what)
    assert books.contents() == before


@pytest.mark.parametrize(
    ("case", "wanted", "refusal"),
    [
        ("no reason", {"reason": "colour"}, disputes.DisputeReasonUnknown),
        ("a deadline of the past", {"deadline": date(2026, 3, 1)}, disputes.DisputeDeadlinePast),
        ("nobody's", {"owner": "nobody"}, disputes.DisputeOwnerUnknown),
        ("less than nothing", {"amount": "-5"}, AmountBeyondEntry),
        ("more than is left", {"amount": "1000.01"}, AmountBeyondEntry),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, wanted: dict[str, object], refusal: type[Exception]) -> None:
    cases.two_invoices(company)
    before = books.contents()
    with pytest.raises(refusal):
        cases.disputed(company, **wanted)  # type: ignore[arg-type]
    assert books.contents() == before


def test_a_dispute_that_was_right_in_part_says_in_how_much(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.disputed(company, amount="400.00")

    def end(outcome: str = "credit_memo", credited: str = "", number: int = 1) -> str:
        wanted = disputes.DisputeEnd(outcome, credited=credited)
        done = disputes.close_dispute(company=company, actor=build.BOB, number=number, end=wanted)
        return f"{done.document} {done.credited} {done.rest}"

    for outcome, credited, refusal in (
        ("rejected", "100.00", disputes.DisputeNotCredited), ("credit_memo", "400.01", disputes.DisputeCreditBeyond),
        ("credit_memo", "0", disputes.DisputeCreditBeyond),
    ):  # fmt: skip
        before = books.contents()
        with pytest.raises(refusal):
            end(outcome, credited)
        assert books.contents() == before
    assert end(credited="150.00") == "INV-1 150.00 SEK 250.00 SEK"
    assert newest(company=company.id) == (
        "dispute.closed", {"outcome": "CREDIT_MEMO", "document": "INV-1", "amount": 150_00, "currency": "SEK"},
    )  # fmt: skip
    cases.disputed(company, amount="400.00")
    assert end(number=2) == "INV-1 400.00 SEK 0.00 SEK"  # nothing is credited yet, so all of it will be
    cases.disputed(company, amount="400.00")
    day = Dispute.objects.get(company=company.id, number=3).opened_at.date()
    cases.credit(company, alfa, "INV-1", "60.00", day=day)
    assert end(number=3) == "INV-1 60.00 SEK 340.00 SEK"
