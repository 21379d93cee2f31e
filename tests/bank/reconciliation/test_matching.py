"""Which bank entries the lines are."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation import matching as module
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.queries import ReconciliationLineUnknown, lines_of
from reskontra.bank.reconciliation.words import doubts_of, matched_words, reason_of
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.reconciled_entries import BankEntryNotOpen
from tests import books, build
from tests.bank.reconciliation.books import account, begun, moved, moved_together, states

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_lines_find_their_entries_and_tell_why(company: CompanyFacts) -> None:
    bank = account(company)
    entry, other = moved(company, bank, 500_00, "Alfa AB"), moved(company, bank, -20_00, "Charge")
    found = begun(company, (500_00, "Alfa AB"), (-20_00, "Fee"), (7_00, ""))
    done = module.match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert (done.matched, done.tried, done.tied) == (2, 3, {})
    lines = lines_of(company=company, found=found)
    assert [[(one.id, one.agreed) for one in line.entries] for line in lines] == [
        [(entry, ("AMOUNT", "DAY", "DESCRIPTION"))], [(other, ("AMOUNT", "DAY"))], [],
    ]  # fmt: skip
    assert states(company) == {entry: "MATCHED", other: "MATCHED"}
    assert module.match_reconciliation(company=company, actor=build.BOB, name="B1-1").tried == 1
    again = module.match_reconciliation(company=company, actor=build.BOB, name="B1-1", again=True)
    assert (again.matched, again.tried) == (2, 3)


def test_entries_that_fit_alike_are_left_to_a_person(company: CompanyFacts) -> None:
    bank = account(company)
    pair = moved(company, bank, 500_00), moved(company, bank, 500_00)
    found = begun(company, (500_00, "Alfa"))
    done = module.match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert (done.matched, done.tied) == (0, {1: pair})
    left = module.apply_entries(company=company, actor=build.BOB, name="B1-1", number=1, entries=pair)
    assert left == -500_00
    assert module.remove_entries(company=company, actor=build.BOB, name="B1-1", number=1) == 2
    assert lines_of(company=company, found=found)[0].entries == ()


def test_a_line_is_the_sum_of_what_was_posted_together(company: CompanyFacts) -> None:
    bank = account(company)
    deposit = moved_together(company, bank, 300_00, 200_00, -50_00)
    payments = moved_together(company, bank, -70_00, -30_00)
    moved_together(company, bank, -60_00, -31_00)
    found = begun(company, (450_00, "Insättning"), (-31_00, ""), (-100_00, "Utbetalning"))
    done = module.match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert (done.matched, done.tried, done.tied) == (3, 3, {})
    lines = lines_of(company=company, found=found)
    assert [tuple(entry.id for entry in line.entries) for line in lines][::2] == [deposit, payments]
    assert {entry.agreed for entry in lines[0].entries} == {("AMOUNT", "DAY", "BATCH")}
    assert lines[0].difference_minor == 0


def test_lines_are_the_parts_of_one_entry_and_what_may_be_several_is_told(company: CompanyFacts) -> None:
    bank = account(company)
    deposit, other = moved(company, bank, 450_00, "Insättning"), moved(company, bank, -90_00)
    found = begun(company, (300_00, "Kassa"), (-60_00, ""), (150_00, "Butik"), (-30_00, ""), (-30_00, ""))
    done = module.match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert (done.matched, done.tried, done.tied, done.doubtful) == (2, 5, {}, {other: (2, 4, 5)})
    assert doubts_of(done) == [
        f"Bank entry {other} is the sum of several sets of lines: 2, 4, 5. Choose with bank-reconciliation apply."
    ]
    assert f"Entry {done.vouchers[other]} is the sum of several sets of the lines 2, 4, 5" in matched_words(done)
    lines = lines_of(company=company, found=found)
    assert [[(one.id, one.is_shared, one.applied_minor) for one in line.entries] for line in lines] == [
        [(deposit, True, 300_00)], [], [(deposit, True, 150_00)], [], [],
    ]  # fmt: skip
    assert reason_of(lines[0]) == "the amount, the day, the sum of the lines"
    assert states(company) == {deposit: "MATCHED", other: "OPEN"}
    assert module.match_reconciliation(company=company, actor=build.BOB, name="B1-1", again=True).matched == 2


def by_hand(company: CompanyFacts, numbers: list[int], entries: list[int], name: str = "B1-1", **more: bool) -> int:
    return module.match_by_hand(company=company, actor=build.BOB, name=name, numbers=numbers, entries=entries, **more)


def test_several_lines_are_one_entry_and_the_last_has_the_rest(company: CompanyFacts) -> None:
    bank = account(company)
    entry, other = moved(company, bank, 100_00), moved(company, bank, 30_00)
    found = begun(company, (30_00, "a"), (20_00, "b"), (45_00, "c"))
    by_hand(company, [1], [other])
    assert by_hand(company, [1, 2, 3], [entry]) == -5_00
    lines = lines_of(company=company, found=found)
    assert [(line.applied_minor, line.difference_minor) for line in lines] == [(30_00, 0), (20_00, 0), (50_00, -5_00)]
    assert states(company) == {entry: "MATCHED", other: "OPEN"}
    assert by_hand(company, [1], [other]) == 0  # it shares no more, and neither do the others
    assert [len(line.entries) for line in lines_of(company=company, found=found)] == [1, 0, 0]
    assert by_hand(company, [2], [other]) == -10_00  # moved
    assert lines_of(company=company, found=found)[0].entries == ()
    by_hand(company, [1, 3], [entry])
    module.remove_entry(company=company, actor=build.BOB, name="B1-1", entry=entry)
    assert states(company) == {entry: "OPEN", other: "MATCHED"}
    before = books.contents()
    with pytest.raises(module.ManyToMany):
        by_hand(company, [1, 2], [entry, other])
    with pytest.raises(module.EntryNotOnReconciliation):
        module.remove_entry(company=company, actor=build.BOB, name="B1-1", entry=entry)
    assert books.contents() == before


def test_an_entry_is_on_one_line_of_one_reconciliation(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    first, second = begun(company, (500_00, "Alfa")), begun(company, (500_00, "Alfa"))
    module.apply_entries(company=company, actor=build.BOB, name="B1-1", number=1, entries=[entry])
    before = books.contents()
    with pytest.raises(module.EntryOnAnother):
        by_hand(company, [1], [entry], "B1-2")
    with pytest.raises(BankEntryNotOpen):
        by_hand(company, [1], [99_999], "B1-2")
    with pytest.raises(ReconciliationLineUnknown):
        module.apply_entries(company=company, actor=build.BOB, name="B1-2", number=2, entries=[entry])
    with pytest.raises(module.NothingToRemove):
        module.remove_entries(company=company, actor=build.BOB, name="B1-2", number=1)
    assert books.contents() == before
    assert module.match_reconciliation(company=company, actor=build.BOB, name="B1-2").matched == 0
    assert by_hand(company, [1], [entry], "B1-2", takes_over=True) == 0
    module.match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert [len(lines_of(company=company, found=one)[0].entries) for one in (first, second)] == [0, 1]


def test_what_is_closed_or_on_another_account_is_not_matched(company: CompanyFacts) -> None:
    closed = moved(company, account(company), 500_00)
    elsewhere = moved(company, build.bank_account(company, number="B2", iban="", opening="5.00"), 500_00)
    begun(company, (500_00, ""))
    module.match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    begun(company, (500_00, ""), ending=2000_00)
    before = books.contents()
    for entry in (closed, elsewhere):
        with pytest.raises(BankEntryNotOpen):
            by_hand(company, [1], [entry], "B1-2", takes_over=True)
    assert books.contents() == before
    assert module.match_reconciliation(company=company, actor=build.BOB, name="B1-2").matched == 0
