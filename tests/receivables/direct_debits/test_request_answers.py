"""An answer is kept with what it answers: not one told before, and none that stands for being taken out."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.formats.autogiro_answers import MandateAnswer
from reskontra.receivables.direct_debits.asking import ask_mandates
from reskontra.receivables.direct_debits.request_answers import answer_requests, mandate_files, mandate_requests
from tests import build
from tests.receivables.asking_book import autogiro, payer
from tests.receivables.debiting_book import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("state", "comment", "day", "payee", "answer"),
    [
        ("ACTIVE", "32", TODAY, "9912346", "ACTIVE"),
        ("REJECTED", "23", date(2026, 2, 1), "9912346", ""),  # told before it was asked
        ("ACTIVE", "", date(2026, 1, 1), "9912346", "ACTIVE"),  # the register has it since
        ("ACTIVE", "32", TODAY, "50501055", ""),  # another payee
    ],
)
def test_an_answer_is_of_its_question(
    company: CompanyFacts, state: str, comment: str, day: date, payee: str, answer: str
) -> None:
    autogiro(company)
    payer(company, "101")
    ask_mandates(company=company, actor=build.BOB, bank_account="B1", today=TODAY)
    told = MandateAnswer(payee, "101", "", "", state, "04", comment, day)
    answer_requests(company=company, answers=[told])
    (one,) = mandate_requests(company=company, most=1)
    assert (one.answer, one.customer, one.payee, one.day) == (answer, "101", "9912346", TODAY)
    assert [file.awaited for file in mandate_files(company=company)] == [int(not answer)]
