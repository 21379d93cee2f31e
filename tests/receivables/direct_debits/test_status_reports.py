"""The bank's answer to a collection takes back what it rejects, once, by debit, group or message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.actions import start_run
from reskontra.receivables.direct_debits import status_reports as s
from reskontra.receivables.direct_debits.changing import DebitChange, change_debit
from reskontra.receivables.direct_debits.collections import collection_shown, debits_of
from reskontra.receivables.direct_debits.exporting import export_collection, message_id_of
from reskontra.receivables.direct_debits.making import NothingToCollect
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.posting import post_collection
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit
from reskontra.receivables.models import Debit
from reskontra.receivables.reversal import reverse_with_entries
from tests import build
from tests.foreign_bank import answered_by_bank
from tests.formats.pain002_files import batch, payment, reason, report
from tests.receivables.debiting_book import DUE, IBANS, SIGNED, TODAY, euro_company, made, owed, payer

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


def named(company: CompanyFacts, content: bytes) -> bytes:
    message = collection_shown(company=company, number="DDC000001").message_id
    return content.replace(MESSAGE.encode(), message.encode())


def take(company: CompanyFacts, content: bytes) -> tuple[list[str], int, int, int]:
    content = named(company, content)
    done = s.take_status_report(company=company, actor=build.BOB, name="a.xml", stream=BytesIO(content))
    return [one.debit for one in done.rejected], done.known, done.accepted, done.waiting


def test_another_bank_takes_the_file_and_what_it_rejects_is_owed_again(company: CompanyFacts) -> None:
    file = export_collection(company=company, actor=build.BOB, number="DDC000001", today=TODAY).content
    own, closed = ("DE02120300000000202051", "EUR"), {IBANS[1]: "closed-account"}
    answer = answered_by_bank(file, on=TODAY, own=own, others=closed)
    assert take(company, answer) == (["DDC000001/3"], 0, 2, 0)
    (rejected,) = [one for one in debits_of(company=company, number="DDC000001") if one.state == "REJECTED"]
    assert (rejected.document, rejected.reason) == ("INV-3", "AC04")
    post_collection(company=company, actor=build.BOB, number="DDC000001", today=DUE)
    with pytest.raises(NothingToCollect, match="1 that came back"):  # its account is closed
        made(company)


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


def test_payments_taken_back_by_hand_or_in_the_way_of_each_other_stop_nothing() -> None:
    company = euro_company()
    alfa = payer(company, 1)
    owed(company, alfa, "INV-1")
    for amount in ("40.00", ""):
        number = made(company).number
        if amount:
            change = DebitChange(amount=amount)
            change_debit(company=company, actor=build.BOB, collection=number, number=1, change=change, today=TODAY)
        export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
        post_collection(company=company, actor=build.BOB, number=number, today=DUE)
    content = report(message=MESSAGE, status="RJCT", why=reason("AC04"))
    done = s.take_status_report(company=company, actor=build.BOB, name="a.xml", stream=BytesIO(named(company, content)))
    assert ([one.debit for one in done.stuck], done.rejected) == (["DDC000001/1"], ())
    (debit,) = debits_of(company=company, number="DDC000001")
    assert (debit.state, debit.reason) == ("POSTED", "AC04")
    assert "INV-1" in debit.reason_text
    reject_debit(company=company, actor=build.BOB, collection="DDC000002", number=1, rejection=Rejection("AC04"))
    assert take(company, content)[0] == ["DDC000001/1"]


def test_a_payment_that_was_reversed_by_hand_is_rejected_with_the_others(company: CompanyFacts) -> None:
    post_collection(company=company, actor=build.BOB, number="DDC000001", today=DUE)
    row = Debit.objects.get(company=company.id, transaction_id="DDC000001/1")
    assert row.voucher_id
    run = start_run(company=company, actor=build.BOB, action="test")
    reverse_with_entries(company=company, run=run, voucher_ids=[row.voucher_id], along=[row.voucher_id])
    assert len(take(company, report(message=MESSAGE, status="RJCT", why=reason("AC04")))[0]) == 3
    assert {one.remaining.minor for one in debits_of(company=company, number="DDC000001")} == {10_000}
