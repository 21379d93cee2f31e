"""Bankgirot is asked once of each mandate, and again only after it told that the mandate does not stand."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.receivables.direct_debits import asking
from reskontra.receivables.direct_debits.mandates import (
    MandateUnknown,
    MandateWithBankgirot,
    change_mandate,
    close_mandate,
    terms_of,
    with_terms,
)
from reskontra.receivables.direct_debits.request_answers import mandate_files, mandate_requests
from reskontra.receivables.models import CustomerMandate
from tests import build
from tests.receivables.asking_book import autogiro, payer, told
from tests.receivables.autogiro_answers import mandate
from tests.receivables.debiting_book import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LATER = date(2026, 3, 3)


def ask(company: CompanyFacts, *only: str, account: str = "B1", today: date = TODAY) -> asking.MandatesAsked:
    return asking.ask_mandates(company=company, actor=build.BOB, bank_account=account, today=today, only=only)


def refusal(company: CompanyFacts, *only: str, today: date = TODAY) -> Refused:
    with pytest.raises(Refused) as refused:
        ask(company, *only, today=today)
    return refused.value


def test_a_mandate_is_asked_for_answered_and_taken_out_once(company: CompanyFacts) -> None:
    autogiro(company)
    first, unsigned = payer(company, "101"), payer(company, "102", is_signed=False)
    done = ask(company)
    assert (done.number, done.entered, done.taken_out, [one.code for one in done.kept_back]) == (
        1, (first,), (), ["asked_mandate_unsigned"],
    )  # fmt: skip
    lines = done.content.decode("latin-1").splitlines()
    assert [line.rstrip() for line in lines[1:]] == ["04000991234600000000000001013300001212121212005560001234"]
    assert asking.mandate_file(company=company, number=1) == (done.name, done.content)
    assert refusal(company).code == "no_mandates_to_ask"
    assert refusal(company, first).values["state"] == "asked, and not answered yet"
    assert isinstance(refusal(company, unsigned), Findings)
    assert isinstance(refusal(company, "MND9"), MandateUnknown)
    row = CustomerMandate.objects.get(company=company.id, number=first)
    terms = with_terms(terms_of(row), payer_number="7")
    with pytest.raises(MandateWithBankgirot):
        change_mandate(company=company, actor=build.BOB, number=first, terms=terms)
    told(company, mandate(101))
    assert [(one.kind, one.answer) for one in mandate_requests(company=company)] == [("ENTER", "ACTIVE")]
    close_mandate(company=company, actor=build.BOB, number=first, is_closed=True)
    out = ask(company, today=LATER)
    assert (out.taken_out, out.content.splitlines()[1].rstrip()) == ((first,), b"0300099123460000000000000101")
    assert refusal(company, first, today=LATER).code == "mandate_at_bank"
    told(company, mandate(101, comment="33", day="20260304"))
    assert [(one.kind, one.answer) for one in mandate_requests(company=company, file=2)] == [("TAKE_OUT", "CANCELLED")]
    close_mandate(company=company, actor=build.BOB, number=first, is_closed=False)
    assert refusal(company, today=LATER).code == "no_mandates_to_ask"
    assert ask(company, first, today=date(2026, 3, 5)).entered == (first,)
    assert [(one.number, one.entered, one.taken_out, one.awaited) for one in mandate_files(company=company)] == [
        (3, 1, 0, 1), (2, 0, 1, 0), (1, 1, 0, 0),
    ]  # fmt: skip


def test_what_was_rejected_is_mended_and_asked_for_by_name(company: CompanyFacts) -> None:
    autogiro(company)
    first = payer(company, "101")
    ask(company)
    told(company, mandate(101, comment="23"))
    assert refusal(company, today=LATER).code == "no_mandates_to_ask"
    row = CustomerMandate.objects.get(company=company.id, number=first)
    terms = with_terms(terms_of(row), payer_number="7")
    change_mandate(company=company, actor=build.BOB, number=first, terms=terms)
    assert ask(company, first, today=LATER).content.splitlines()[1].startswith(b"0400099123460000000000000007")


def test_what_is_asked_for_one_payee_waits_for_the_other_and_may_be_turned(company: CompanyFacts) -> None:
    autogiro(company)
    autogiro(company, "B2", "50501055")
    first = payer(company, "101")
    ask(company)
    with pytest.raises(asking.NothingToAsk):
        ask(company, account="B2")
    assert ask(company, first, account="B2").entered == (first,)
    close_mandate(company=company, actor=build.BOB, number=first, is_closed=True)
    assert ask(company).taken_out == (first,)
    answers = [(one.file, one.kind, one.answer) for one in mandate_requests(company=company)]
    assert answers == [(3, "TAKE_OUT", ""), (2, "ENTER", ""), (1, "ENTER", "REPLACED")]
    told(company, mandate(101))  # the answer to the first file
    assert mandate_requests(company=company)[0].answer == ""
