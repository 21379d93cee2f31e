"""What the stages share."""

from datetime import timedelta

from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.text import NOTHING
from reskontra.core.matching.work import CLOSING_OUTCOMES, Outcome, Run, Work, age_order, is_opposite
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, PAID, VENDOR, entry, line


def new_run(**settings):
    return Run(book=MemoryBook([], []), settings=MatchSettings(**settings), table={})


def test_what_is_free_is_learned_once():
    run = new_run()
    run.learn([entry(1, ALFA, "F1", 100)])
    run.free[1] = 40
    run.learn([entry(1, ALFA, "F1", 100), entry(2, ALFA, "F2", 50)])
    assert (run.free[1], run.free[2]) == (40, 5000)


def test_open_entries_are_those_with_money_left():
    run = new_run()
    run.open_by_party[1] = [entry(1, ALFA, "F1", 100), entry(2, ALFA, "F2", 50)]
    run.learn(run.open_by_party[1])
    run.free[1] = 0
    assert [fact.entry_id for fact in run.open_entries(1)] == [2]
    assert run.open_entries(99) == []


def test_ledgers_can_be_left_out():
    run = new_run(matches_vendors=False)
    assert run.takes_ledger("CUSTOMER")
    assert not run.takes_ledger("VENDOR")


def test_age_is_due_date_then_posting_date_then_number():
    oldest = entry(9, ALFA, "F9", 1, due_date=PAID - timedelta(days=1))
    posted_first = entry(8, ALFA, "F8", 1, posting_date=PAID - timedelta(days=40))
    lower = entry(1, ALFA, "F1", 1)
    higher = entry(2, ALFA, "F2", 1)
    assert sorted([higher, lower, posted_first, oldest], key=age_order) == [oldest, posted_first, lower, higher]


def test_directions():
    invoice, credit, bill = entry(1, ALFA, "1", 5), entry(2, ALFA, "2", -5), entry(3, VENDOR, "3", -5)
    assert [is_opposite(fact, 1) for fact in (invoice, credit, bill)] == [False, True, True]
    assert [is_opposite(fact, -1) for fact in (invoice, credit, bill)] == [True, False, False]
    assert is_opposite(entry(1, ALFA, "1", -5, left=0), 1)
    assert [Work(line(1, kronor), 0, NOTHING, ()).sign for kronor in (5, -5)] == [1, -1]


def test_only_a_whole_payment_closes():
    assert set(Outcome) - CLOSING_OUTCOMES == {Outcome.UNDERPAID, Outcome.OVERPAID}
