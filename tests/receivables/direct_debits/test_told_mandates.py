"""What Bankgirot told is of the mandate that it was told of, and of the payee that it was told to."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Findings
from reskontra.receivables.direct_debit import Taken, mandates, rejected, take_answers
from reskontra.receivables.direct_debits.adopting import mandates_to_adopt
from reskontra.receivables.direct_debits.asking import MandatesAsked, ask_mandates
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandate_list import customer_mandates
from reskontra.receivables.direct_debits.mandates import MandateTerms, close_mandate, create_mandate
from reskontra.receivables.direct_debits.told_mandates import account_digits, differs
from reskontra.receivables.models import CustomerMandate
from tests import build
from tests.receivables.asking_book import autogiro, payer, told
from tests.receivables.autogiro_answers import BANKGIRO, advice, mandate, order, rejections
from tests.receivables.debiting_book import TODAY, made, owed

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def take(company: CompanyFacts, text: str, payee: str = BANKGIRO) -> Taken:
    stream = io.BytesIO(text.replace(BANKGIRO, f"{payee:0>10}").encode("latin-1"))
    return take_answers(company=company, actor=build.BOB, name="a.txt", stream=stream)


def ask(company: CompanyFacts, *only: str, account: str = "B1", today: date = date(2026, 3, 3)) -> MandatesAsked:
    return ask_mandates(company=company, actor=build.BOB, bank_account=account, today=today, only=only)


def close(company: CompanyFacts, number: str) -> None:
    close_mandate(company=company, actor=build.BOB, number=number, is_closed=True)


def anew(company: CompanyFacts, customer: str, number: str) -> str:
    """Another customer's mandate by the payer number of an earlier one."""
    build.customer(company, number=customer, name="Beta AB", organisation_number="5560005678")
    terms = MandateTerms(Scheme.AUTOGIRO, "3300-3434343434", payer_number=number, signed_date=TODAY)
    return create_mandate(company=company, actor=build.BOB, customer=customer, terms=terms).number


def states(company: CompanyFacts) -> dict[str, str]:
    return {one.number: one.told for one in customer_mandates(company=company, as_of=TODAY, with_all=True)}


@pytest.mark.parametrize("was_asked", [True, False])
def test_a_new_mandate_inherits_nothing_of_the_closed_one(company: CompanyFacts, was_asked: bool) -> None:
    autogiro(company)
    old = payer(company, "301")
    if was_asked:
        ask(company, today=TODAY)
    told(company, mandate(301))
    close(company, old)
    new = anew(company, "302", "301")
    assert states(company) == {old: "ACTIVE", new: ""}
    owed(company, build.find_party(company=company, ledger="CUSTOMER", number="302"))
    done = made(company, bank_account="B1", scheme=Scheme.AUTOGIRO)
    with pytest.raises(Findings) as refused:
        export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    assert [one.code for one in refused.value.findings] == ["debit_payer_number_of_another"]
    out = ask(company)
    assert (out.taken_out, out.entered, [one.code for one in out.kept_back]) == (
        (old,), (), ["asked_mandate_number_stands"],
    )  # fmt: skip
    with pytest.raises(Findings):
        ask(company, new)
    told(company, mandate(301, comment="33", day="20260304"))
    assert states(company) == {old: "CANCELLED", new: ""}
    assert ask(company, today=date(2026, 3, 5)).entered == (new,)
    told(company, mandate(301, day="20260306"))
    assert states(company)[new] == "ACTIVE"
    assert export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY).debits == 1


def test_a_number_is_taken_out_once(company: CompanyFacts) -> None:
    autogiro(company)
    old = payer(company, "301")
    told(company, mandate(301))
    close(company, old)
    close(company, anew(company, "302", "301"))
    assert mandates_to_adopt(company=company) == []
    assert ask(company).content.count(b"301 ") == 1


def test_what_is_told_to_a_foreign_bankgiro_is_told_and_not_kept(company: CompanyFacts) -> None:
    autogiro(company)
    payer(company, "101")
    for text, answers in ((advice(mandate(101), mandate(102)), 2), (rejections(order(75_000)), 1)):
        (one,) = take(company, text, "50501055").untaken
        assert (one.code, one.values["payee"].lstrip("0"), one.values["answers"]) == (
            "told_bankgiro_of_another", "50501055", answers,
        )  # fmt: skip
    assert (mandates(company=company), rejected(company=company), mandates_to_adopt(company=company)) == ([], [], [])


def test_a_mandate_of_one_bankgiro_is_not_collected_by_another(company: CompanyFacts) -> None:
    autogiro(company)
    autogiro(company, "B2", "50501055")
    first = payer(company, "101")
    ask(company, account="B2", today=TODAY)
    owed(company, build.find_party(company=company, ledger="CUSTOMER", number="101"))
    done = made(company, bank_account="B1", scheme=Scheme.AUTOGIRO)
    with pytest.raises(Findings) as refused:
        export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    assert [one.code for one in refused.value.findings] == ["debit_mandate_elsewhere"]
    assert [one.code for one in take(company, advice(mandate(101, comment="02"))).untaken] == []
    (one,) = take(company, advice(mandate(101)), "50501055").untaken
    assert (one.code, one.values["account"], one.values["told"]) == (
        "told_mandate_account_differs", "33001212121212", "5001000001000020",
    )  # fmt: skip
    assert states(company) == {first: "ACTIVE"}


def test_a_payer_known_by_bankgiro_has_no_account() -> None:
    row = CustomerMandate(account_kind="BBAN", account="33001212121212")
    assert account_digits(row) == "33001212121212"
    assert (differs(row, "3300001212121212"), differs(row, "3300001212121213"), differs(row, "")) == (
        False, True, False,
    )  # fmt: skip
    assert account_digits(CustomerMandate(account_kind="BANKGIRO", account="50501055")) == ""
