"""The bank's answer to a collection takes back what it rejects, once, by debit, group or message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.direct_debits import status_reports as s
from reskontra.receivables.direct_debits.collections import collection_shown, debits_of
from reskontra.receivables.direct_debits.exporting import export_collection, message_id_of
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.posting import post_collection
from tests import build
from tests.formats.pain002_files import batch, payment, reason, report
from tests.receivables.debiting_book import DUE, SIGNED, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db
MESSAGE = "THE-MESSAGE"  # stands for what the company's first file is called


@pytest.fixture
def company() -> CompanyFacts:
    """With a collection at the bank: two first debits, then one that repeats."""
    company = euro_company()
    alfa = payer(company, 1)
    owed(company, alfa, "INV-1")
    owed(company, alfa, "INV-2")
    owed(company, payer(company, 2, replace(SIGNED, expected=1)), "INV-3")
    export_collection(company=company, actor=build.BOB, number=made(company).number, today=TODAY)
    return company


def take(company: CompanyFacts, content: bytes) -> tuple[list[str], int, int, int]:
    message = collection_shown(company=company, number="DDC000001").message_id.encode()
    content = content.replace(MESSAGE.encode(), message)
    done = s.take_status_report(company=company, actor=build.BOB, name="a.xml", stream=BytesIO(content))
    return [one.debit for one in done.rejected], done.known, done.accepted, done.waiting


def test_a_debit_is_taken_back_once_with_its_reason_and_its_payment(company: CompanyFacts) -> None:
    post_collection(company=company, actor=build.BOB, number="DDC000001", today=DUE)
    content = report(
        batch(payment("DDC000001/3", "RJCT", reason("AC04", "Closed")), key=f"{MESSAGE}-1", status="PART"),
        message=MESSAGE, status="PART",
    )  # fmt: skip
    assert take(company, content) == (["DDC000001/3"], 0, 0, 0)
    assert take(company, content) == ([], 1, 0, 0)
    debit = debits_of(company=company, number="DDC000001")[2]
    assert (debit.state, debit.reason, debit.reason_text, debit.remaining.minor) == (
        "REJECTED", "AC04", "Closed", 10_000,
    )  # fmt: skip
    mandate = mandate_shown(company=company, number="MND000002", as_of=DUE)
    assert (mandate.counter, mandate.state) == (0, "ACTIVE")


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (report(message=MESSAGE, status="ACCP"), ([], 0, 3, 0)),
        (report(message=MESSAGE, status="RCVD"), ([], 0, 0, 3)),
        (report(message=MESSAGE, status="RJCT", why=reason("FF01")), (["DDC000001/1", "DDC000001/2", "DDC000001/3"],
                                                                      0, 0, 0)),
        (report(batch(key=f"{MESSAGE}-1", status="RJCT"), batch(key=f"{MESSAGE}-2", status="ACSC"), message=MESSAGE),
         (["DDC000001/1", "DDC000001/3"], 0, 1, 0)),
    ],
)  # fmt: skip
def test_a_message_or_a_group_speaks_for_its_debits(
    company: CompanyFacts, content: bytes, taken: tuple[list[str], int, int, int]
) -> None:
    assert take(company, content) == taken


def test_answers_to_others_are_refused(company: CompanyFacts) -> None:
    with pytest.raises(s.AnswerToNoCollection):
        take(company, report(message="M1", status="RJCT"))
    content = report(batch(payment("DDC000009/1", "RJCT")), message=MESSAGE)
    with pytest.raises(s.AnsweredDebitUnknown):
        take(company, content)
    content = report(batch(payment("DDC000001/1", "RJCT", amount="777", currency="EUR")), message=MESSAGE)
    with pytest.raises(s.AnsweredAmountDiffers):
        take(company, content)


def test_an_answer_to_another_company_is_none_here(company: CompanyFacts) -> None:
    at = datetime(2026, 2, 2, 12, tzinfo=UTC)
    message = message_id_of(replace(company, id=company.id + 1), "DDC000001", at)
    assert message != message_id_of(company, "DDC000001", at)
    with pytest.raises(s.AnswerToNoCollection):
        take(company, report(message=message, status="RJCT"))
    assert {one.state for one in debits_of(company=company, number="DDC000001")} == {"FILE_CREATED"}
