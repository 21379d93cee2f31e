"""An answer is taken as its content tells what it is."""

from __future__ import annotations

import io

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.direct_debits import debit_answers
from reskontra.receivables.direct_debits.returning import NotTaken, RejectReasonMissing
from reskontra.receivables.direct_debits.status_reports import AnswerToNoCollection
from tests import build
from tests.formats.pain002_files import report
from tests.receivables.autogiro_answers import advice, mandate

pytestmark = pytest.mark.django_db


def take(company: CompanyFacts, content: bytes) -> debit_answers.DebitAnswered:
    return debit_answers.take_debit_answer(
        company=company, actor=build.BOB, name="a", stream=io.BytesIO(content)
    )  # fmt: skip


def test_autogiro_and_pain002_are_told_apart(company: CompanyFacts) -> None:
    build.bank_account(company, number="AG", iban="", bankgiro="9912346")
    done = take(company, advice(mandate(101)).encode("latin-1"))
    assert (done.kind, done.mandates, done.known) == ("mandates", 1, 0)
    assert [one.code for one in done.untaken] == ["told_mandate_of_nobody"]
    assert take(company, advice(mandate(101)).encode("latin-1")).known == 1
    with pytest.raises(AnswerToNoCollection):
        take(company, report(message="X"))


def test_a_debit_that_stands_is_told_with_why() -> None:
    stuck = NotTaken("DDC000001/1", "AC04", RejectReasonMissing(debit="DDC000001/1"))
    (one,) = debit_answers._stuck((stuck,))
    assert str(one).startswith("Debit DDC000001/1 was rejected with AC04, and its payment stands (Debit DDC")
