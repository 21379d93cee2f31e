"""Why the other documents were not chosen."""

from __future__ import annotations

from datetime import timedelta

from reskontra.core.matching.records import EntryFact, LineProposal
from tests.core.matching.small import ALFA, BETA, PAID, applied, entry, line, match, one


def lost(proposal: LineProposal) -> dict[int, str]:
    return {entry: why.rule for entry, why in zip(proposal.alternatives, proposal.lost, strict=True)}


def test_the_newer_of_two_equal_ones() -> None:
    book = [
        entry(1, ALFA, "F103021", 1000, due_date=PAID + timedelta(days=1)),
        entry(2, ALFA, "F103022", 1000, due_date=PAID + timedelta(days=5)),
    ]
    proposal = one(line(1, 1000, name="Nordisk Bygg AB"), book)
    assert (applied(proposal), lost(proposal)) == ({1: "1000"}, {2: "due_later"})


def test_a_document_of_somebody_else() -> None:
    book = [entry(1, ALFA, "F103021", 1000), entry(2, BETA, "F103045", 1000)]
    proposal = one(line(1, 1000, "F103021 F103045", name="Nordisk Bygg AB"), book)
    assert (applied(proposal), lost(proposal)) == ({1: "1000"}, {2: "other_payer"})


def test_what_is_settled_or_in_another_currency() -> None:
    paid: EntryFact = entry(1, ALFA, "F103021", 1000, left=0)
    assert lost(one(line(1, 1000, "F103021"), [paid])) == {1: "settled"}
    foreign = entry(1, ALFA, "F103021", 1000, currency="EUR")
    assert lost(one(line(1, 1000, "F103021"), [foreign])) == {1: "other_currency"}


def test_nothing_but_the_amount() -> None:
    book = [entry(1, ALFA, "F103021", 1000), entry(2, BETA, "F103045", 1000)]
    proposal = one(line(1, 1000, "TACK"), book)
    assert (proposal.parts, lost(proposal)) == ((), {1: "only_amount", 2: "only_amount"})


def test_what_another_line_took() -> None:
    book = [entry(1, ALFA, "F103021", 1000)]
    first, second = match([line(1, 1000, "F103021"), line(2, 1000, "F103021")], book)
    assert (applied(first), lost(second)) == ({1: "1000"}, {1: "taken"})
