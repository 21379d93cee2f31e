"""Differences on a general journal, and posted back onto their lines."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation import transferring as module
from reskontra.bank.reconciliation.closing import post_reconciliation, preview_posting
from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.matching import match_by_hand, match_reconciliation, remove_entries
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.bank.reconciliation.report import reconciliation_report
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.batches import BatchUnknown, NewBatch, add_batch, find_batch
from reskontra.journals.post_typed import PostChoice, post_batch
from tests import books, build
from tests.bank.reconciliation.books import account, begun, moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

DAY = date(2026, 3, 31)


def transferred(
    company: CompanyFacts, *numbers: int, batch: str = "CHARGES", accounts: dict[int, str] | None = None
) -> list[int]:
    return module.transfer_differences(
        company=company, actor=build.BOB, name="B1-1", numbers=numbers, batch=batch, today=DAY, accounts=accounts
    )


def batch(company: CompanyFacts, balancing: str = "") -> None:
    add_batch(company=company, actor=build.BOB, batch=NewBatch("GENERAL", "CHARGES", balancing=balancing))


def posted(company: CompanyFacts) -> None:
    found = find_batch(company=company, kind="GENERAL", name="CHARGES")
    post_batch(company=company, actor=build.BOB, batch=found, choice=PostChoice())


def test_a_charge_is_posted_and_is_the_lines_by_itself(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00, "Alfa")
    batch(company)
    found = begun(company, (480_00, "Alfa less charge"), (-15_00, "Charge"))
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[1], entries=[entry])
    assert transferred(company, 1, 2, accounts={1: "gl:6570", 2: "gl:6570"}) == [1, 2]
    before = books.contents()
    with pytest.raises(module.DifferenceTransferred):
        transferred(company, 2, accounts={2: "gl:6570"})
    assert books.contents() == before
    posted(company)
    lines = lines_of(company=company, found=found)
    assert [(line.difference_minor, len(line.entries)) for line in lines] == [(0, 2), (0, 1)]
    assert reconciliation_report(company=company, name="B1-1").outstanding == ()
    assert len(preview_posting(company=company, name="B1-1").entries) == 3
    assert post_reconciliation(company=company, actor=build.BOB, name="B1-1") == 3
    assert find_reconciliation(company=company, name="B1-1").gl_minor == 1465_00


def test_lines_of_one_voucher_share_its_entries_out(company: CompanyFacts) -> None:
    account(company)
    batch(company)
    found = begun(company)
    for _line in range(2):
        add_line(company=company, actor=build.BOB, name="B1-1", day=DAY, minor=-10_00, text="Fee", document_number="55")
    assert transferred(company, 1, 2, accounts={1: "gl:6570", 2: "gl:6570"}) == [1, 2]
    posted(company)
    assert [line.difference_minor for line in lines_of(company=company, found=found)] == [0, 0]
    match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    lines = lines_of(company=company, found=found)
    assert [len(line.entries) for line in lines] == [1, 1]
    assert lines[0].entries[0].id != lines[1].entries[0].id


def test_taken_off_its_line_it_stays_off(company: CompanyFacts) -> None:
    account(company)
    batch(company, "gl:3740")
    found = begun(company, (12_00, "Interest"))
    assert transferred(company, 1) == [1]
    posted(company)
    assert remove_entries(company=company, actor=build.BOB, name="B1-1", number=1) == 1
    assert lines_of(company=company, found=found)[0].entries == ()


def test_what_is_matched_unknown_or_for_no_account_is_refused(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    batch(company)
    begun(company, (500_00, ""), (-15_00, ""))
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[1], entries=[entry])
    before = books.contents()
    attempts: list[tuple[type[Refused], int, str]] = [
        (module.NoDifference, 1, "CHARGES"), (module.TransferAccountMissing, 2, "CHARGES"), (BatchUnknown, 2, "NONE"),
    ]  # fmt: skip
    for refusal, number, name in attempts:
        with pytest.raises(refusal):
            transferred(company, number, batch=name)
    assert books.contents() == before
