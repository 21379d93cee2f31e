"""Journals of an import go, their lines give way; lines that had given way come back."""

from __future__ import annotations

import pytest

from reskontra.bank.actions.undo import transactions_of_import
from reskontra.bank.queries import find_import
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import Journal, JournalLine
from reskontra.journals.queries import journals
from reskontra.journals.undoing import lines_of_import, stand_again, undo_journals
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]  # the bank's rows are left as they are

WHOLE = Entry(amount="100.00", bank_reference="D1")
PARTS = Entry((Pay("30.00"), Pay("70.00")), bank_reference="D1")


def states() -> list[str]:
    return list(JournalLine.objects.order_by("id").values_list("state", flat=True))


def test_lines_of_an_import_stand_in_its_journals_and_in_others(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE, Pay("5.00")))))
    load(company, advice(PARTS))
    assert states() == ["SUPERSEDED", "OPEN", "OPEN", "OPEN"]
    second = find_import(company=company, number=2).id
    ids = transactions_of_import(company=company, file_import_id=second)
    lines = lines_of_import(company=company, file_import_id=second, transaction_ids=ids)
    whole, _, *parts = JournalLine.objects.order_by("id")
    assert lines == [part.id for part in parts]
    assert undo_journals(company=company, file_import_id=second, line_ids=lines) == []
    assert whole.transaction_id is not None
    assert stand_again(company=company, transaction_ids=[whole.transaction_id]) == [whole.id]
    assert states() == ["OPEN", "OPEN", "SUPERSEDED", "SUPERSEDED"]


def test_splits_go_with_their_line_and_the_journal_is_told(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Pay("30.00"),))))
    (line,) = JournalLine.objects.all()
    split = JournalLine.objects.create(
        company_id=company.id, journal=line.journal, line_number=2, parent=line, date=line.date, amount_minor=100,
        currency="SEK",
    )  # fmt: skip
    first = find_import(company=company, number=1).id
    lines = lines_of_import(company=company, file_import_id=first, transaction_ids=[])
    assert lines == [line.id, split.id]
    assert undo_journals(company=company, file_import_id=first, line_ids=lines) == ["PRJ000001"]
    assert (states(), Journal.objects.get().state) == (["SUPERSEDED", "SUPERSEDED"], "UNDONE")
    assert journals(company=company) == []
