"""What the stages share."""

from datetime import timedelta

from reskontra.core.matching.confidence import DEFAULT_RULES, Confidence
from reskontra.core.matching.records import Part
from reskontra.core.matching.references import Reference
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import NOTHING, read_text
from reskontra.core.matching.work import (
    CLOSING_OUTCOMES,
    Claim,
    Origin,
    Outcome,
    Plan,
    Run,
    Work,
    age_order,
    is_opposite,
    keys_of,
)
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


def claim_on(fact):
    part = Part(fact.entry_id, fact.ledger, fact.party_id, fact.remaining_minor)
    return Claim(
        work=Work(line(1, 100), 0, NOTHING, ()),
        plan=Plan((part,), Outcome.EXACT),
        origin=Origin.NAMED,
        named=(),
        uses=((fact.entry_id, fact.remaining_minor),),
        rule=DEFAULT_RULES[0],
        confidence=Confidence.HIGH,
        quality=0,
        level=Level.NONE,
        party_id=fact.party_id,
        ledger=fact.ledger,
        order=(),
    )


def test_open_entries_are_those_with_money_left():
    run = new_run()
    late, early = entry(1, ALFA, "F1", 100), entry(2, ALFA, "F2", 50, due_date=PAID - timedelta(days=1))
    run.load(ALFA.party_id, [late, early])
    assert run.open_entries(ALFA.party_id) == [early, late]
    run.notes_on(ALFA.party_id)["sums"] = 150
    run.grant(claim_on(late))
    assert run.notes_on(ALFA.party_id) == {}
    assert run.open_entries(ALFA.party_id) == [early]
    assert list(run.open_entries(99)) == []


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


def test_the_numbers_of_lines_are_those_of_references_and_texts():
    told = read_text("104012", booked=PAID, amount_minor=100, currency="SEK")
    works = [Work(line(1, 1), 0, told, ()), Work(line(2, 1), 1, NOTHING, [Reference("104014", 104014, True)])]
    assert keys_of(works) == {104012, 104014}
    assert keys_of([]) == set()


def test_only_a_whole_payment_closes():
    assert set(Outcome) - CLOSING_OUTCOMES == {Outcome.UNDERPAID, Outcome.OVERPAID}
