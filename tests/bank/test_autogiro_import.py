"""Autogiro beside the account's statement: the deposit is booked once, its payments are the lines."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.receivables.direct_debits.collections import debits_of
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.making import MakeOrder, make_collection
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from reskontra.receivables.direct_debits.posting import post_collection
from tests import build
from tests.bank.files import amounts
from tests.bank.files import load_text as load
from tests.formats import autogiro_files as ag
from tests.formats.mt940_files import message

pytestmark = pytest.mark.django_db
PAYMENTS = ag.deposit(ag.payment(), ag.payment(5_000, 102), ag.payment(900, 103, status="9"), amount=15_000, count=2)
STATEMENT = message(
    ":60F:C260301SEK0,00", ":61:2603020302C150,00NTRFNONREF//B1", ":86:AUTOGIRO", ":62F:C260302SEK150,00",
    account="SE4550000000058398257466",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, bankgiro="9912346")


def test_payments_first_then_their_sum(company: CompanyFacts) -> None:
    outcome = load(company, "ag.txt", PAYMENTS)
    assert (outcome.new, outcome.expected) == (2, 1)
    outcome = load(company, "statement.sta", STATEMENT)
    assert (outcome.new, outcome.known) == (0, 1)
    assert amounts(company) == [5_000, 10_000]


def test_the_sum_first_then_its_payments(company: CompanyFacts) -> None:
    assert load(company, "statement.sta", STATEMENT).new == 1
    load(company, "ag.txt", PAYMENTS)
    assert amounts(company) == [5_000, 10_000]


def test_the_same_file_in_another_writing_is_known(company: CompanyFacts) -> None:
    load(company, "ag.txt", PAYMENTS)
    outcome = load(company, "ag2.txt", PAYMENTS.replace("\r\n", "\n"))
    assert (outcome.new, outcome.known) == (0, 2)


@pytest.mark.parametrize("is_posted", [False, True])
def test_a_debit_without_cover_is_owed_again(company: CompanyFacts, is_posted: bool) -> None:
    set_debit_setup(company=company, actor=build.BOB, number="B1", terms=DebitTerms(bankgirot_number="471117"))
    customer = build.customer(company, number="101")
    signed = MandateTerms(Scheme.AUTOGIRO, signed_date=date(2026, 1, 2))
    create_mandate(company=company, actor=build.BOB, customer="101", terms=signed)
    day = date(2026, 3, 2)
    for number in ("1001", "1002"):
        build.invoice(company, customer, number=number, amount="100.00", payment_reference=f"{number}7", due_date=day)
    order = MakeOrder("B1", Scheme.AUTOGIRO, day)
    made = make_collection(company=company, actor=build.BOB, order=order, today=day).number
    export_collection(company=company, actor=build.BOB, number=made, today=day)
    if is_posted:
        post_collection(company=company, actor=build.BOB, number=made, today=day)
    file = ag.deposit(
        ag.payment(10_000, 101, reference="10017"), ag.payment(10_000, 101, reference="10027", status="1"),
        amount=10_000, count=1,
    )  # fmt: skip
    with CaptureQueriesContext(connection) as sent:
        outcome = load(company, "ag.txt", file)
    told_first = next(sql for one in sent.captured_queries if "UPDATE" in (sql := one["sql"]) or "moving_to," in sql)
    assert told_first.startswith("SELECT")  # the lock, before anything is written: nobody posts the debits meanwhile
    told = [str(one) for one in outcome.messages if one.code == "debit_stopped"]
    assert told == [
        f'Statement "{outcome.messages[0].values["statement_id"]}": direct debit {made}/2 of 1002, 100.00 SEK, was '
        "stopped with reason 1. The document is owed again."
    ]
    first, second = debits_of(company=company, number=made)
    assert (first.state, second.state) == ("POSTED" if is_posted else "FILE_CREATED", "REJECTED")
    assert (second.reason, second.returned_date, second.remaining.minor) == ("1", day, 10_000)
    assert first.remaining.minor == (0 if is_posted else 10_000)
