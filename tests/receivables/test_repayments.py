"""Credit is paid back once, after two people said so; the stories are in tests/scenarios/corrections.txt."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.audit.models import Event
from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.parties.models import PartyAccount
from reskontra.receivables import repayments
from reskontra.receivables.applying import EntryName
from reskontra.receivables.models import Entry, Repayment
from reskontra.receivables.repayments import (
    RepaymentOrder,
    approve_repayment,
    cancel_repayment,
    open_repayments,
    propose_repayment,
)
from tests import books, build

pytestmark = pytest.mark.django_db
IBAN = "SE3550000000054910000003"


def credit(company: CompanyFacts, *amounts: str) -> list[int]:
    """Credit memos K-1, K-2 … of C1, each due a day after the one before."""
    alfa = build.customer(company, iban=IBAN)
    return [
        build.document(
            company, alfa, number=f"K-{n}", amount=amount, document_type="credit_memo", due_date=f"2026-02-{n:02}"
        ).entry_id
        for n, amount in enumerate(amounts, 1)
    ]


def propose(company: CompanyFacts, amount: str = "", *, entry: str = "", reason: str = "Left us.", account: str = ""):  # type: ignore[no-untyped-def]
    order = RepaymentOrder(
        reason, "" if entry else "C1", EntryName("CUSTOMER", entry) if entry else None, amount, account
    )
    return propose_repayment(company=company, actor=build.ALICE, order=order)


@pytest.mark.company_leads
def test_the_oldest_due_first(company: CompanyFacts) -> None:
    ids = credit(company, "-100.00", "-200.00", "-50.00")
    found = propose(company, "250.00")
    assert [(one.document, one.amount.minor, one.account) for one in found] == [
        ("K-1", 100_00, IBAN), ("K-2", 150_00, IBAN),
    ]  # fmt: skip
    assert open_repayments(company=company, entry_ids=ids) == {ids[0]: 100_00, ids[1]: 150_00}
    assert [(one.document, one.amount.minor) for one in propose(company)] == [("K-2", 50_00), ("K-3", 50_00)]
    assert Event.objects.filter(action="repayment.proposed", subject="C1").count() == 2


def test_no_more_than_the_balance(company: CompanyFacts) -> None:
    credit(company, "-300.00")
    build.invoice(company, build.find_party(company=company, ledger="CUSTOMER", number="C1"), amount="100.00")
    with pytest.raises(repayments.MoreThanCredit, match=r"C1 has 200\.00 SEK of credit that is free, and 250\.00 SEK"):
        propose(company, "250.00")
    assert propose(company)[0].amount.minor == 200_00
    assert propose(company, entry="K-1")[0].amount.minor == 100_00  # a person may name the entry itself


def test_approved_by_another(company: CompanyFacts) -> None:
    credit(company, "-300.00")
    number = propose(company)[0].number
    with pytest.raises(repayments.RepaymentByTwo, match="was proposed by Alice"):
        approve_repayment(company=company, actor=build.ALICE, number=number)
    done = approve_repayment(company=company, actor=build.BOB, number=number)
    assert (done.document, done.amount.minor) == ("K-1", 300_00)
    row = Repayment.objects.get(company=company.id)
    assert (row.state, row.proposed_by, row.decided_by) == ("APPROVED", build.ALICE, build.BOB)
    cancel_repayment(company=company, actor=build.ALICE, number=number)
    assert open_repayments(company=company, entry_ids=[row.entry_id]) == {}


def test_a_repayment_of_another_company(company: CompanyFacts) -> None:
    credit(company, "-300.00")
    number = propose(company)[0].number
    other = build.new_company(name="Sydan AB")
    for command in (approve_repayment, cancel_repayment):
        with pytest.raises(repayments.RepaymentUnknown):
            command(company=other, actor=build.BOB, number=number)


@pytest.mark.parametrize(
    ("case", "words", "code"),
    [
        ("no reason", {"reason": ""}, "correction_reason_missing"),
        ("no such entry", {"entry": "K-9"}, "document_unknown"),
        ("too much", {"amount": "300.01"}, "more_than_credit"),
        ("nothing", {"amount": "0.00"}, "more_than_credit"),
        ("another account", {"account": "5050-1055"}, "account_to_pay_unknown"),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, words: dict[str, str], code: str) -> None:
    credit(company, "-300.00")
    before = books.contents()
    with pytest.raises(Refused) as told:
        propose(company, **words)
    assert told.value.code == code
    assert books.contents() == before


def test_an_account_is_verified(company: CompanyFacts) -> None:
    credit(company, "-300.00")
    number = propose(company, "100.00")[0].number
    PartyAccount.objects.filter(company=company.id).update(number="SE3550000000054910000004")
    with pytest.raises(repayments.AccountToPayWrong, match="SE3550000000054910000004 of C1"):
        propose(company)
    before = books.contents()
    with pytest.raises(repayments.AccountOfRepaymentGone):  # it was proposed to the one that is gone
        approve_repayment(company=company, actor=build.BOB, number=number)
    assert books.contents() == before
    PartyAccount.objects.filter(company=company.id).update(number="SE4550000000058398257466")
    cancel_repayment(company=company, actor=build.BOB, number=number)  # the remedy, as it is told
    again = propose(company, "100.00")[0].number
    assert approve_repayment(company=company, actor=build.BOB, number=again).number == again
    PartyAccount.objects.filter(company=company.id).delete()
    with pytest.raises(repayments.NoAccountToPay):
        propose(company)


def test_credit_in_two_currencies_is_named_entry_by_entry(company: CompanyFacts) -> None:
    credit(company, "-300.00")
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    alfa = build.find_party(company=company, ledger="CUSTOMER", number="C1")
    build.document(company, alfa, number="K-9", amount="-10.00", document_type="credit_memo", currency="EUR")
    with pytest.raises(repayments.CreditCurrencies, match="C1 has credit in EUR, SEK"):
        propose(company)
    assert propose(company, entry="K-9")[0].amount.currency == "EUR"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.integers(1, 500_00), min_size=1, max_size=6), cancelled=st.sets(st.integers(0, 5)))
def test_never_more_than_there_is(wanted: list[int], cancelled: set[int]) -> None:
    with transaction.atomic():
        company = build.new_company()
        ids = credit(company, "-100.00", "-400.00")
        for n, minor in enumerate(wanted):
            try:
                found = propose(company, f"{minor / 100:.2f}")
            except Refused:
                continue
            if n in cancelled:
                cancel_repayment(company=company, actor=build.BOB, number=found[0].number)
            for id, taken in open_repayments(company=company, entry_ids=ids).items():
                assert 0 < taken <= -Entry.objects.get(id=id).remaining_minor
        transaction.set_rollback(True)
