"""Payers that pay for others: a person's word turns a contradiction into an agreement."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.records import BankLine, EntryFact, LineProposal, PaidFor
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, GAMMA, PAID, PARTIES, applied, entry, line, rules

DAY = timedelta(days=1)
BOOK = (entry(1, BETA, "103021", 1000), entry(2, GAMMA, "103060", 4000), entry(3, ALFA, "103070", 70))


def paid(payment: BankLine, *relations: PaidFor, book: tuple[EntryFact, ...] = BOOK) -> LineProposal:
    """What becomes of the payment where Alfa pays for those of the relations."""
    memory = MemoryBook(PARTIES, book)
    memory.paid_for = {ALFA.party_id: list(relations)}
    return match_lines(lines=[payment], book=memory, settings=MatchSettings(), rules=DEFAULT_RULES)[0]


FOR_BETA = PaidFor(BETA.party_id, "GROUP")


def test_a_document_of_another_is_high_where_the_payer_pays_for_it() -> None:
    payment = line(1, 1000, "faktura 103021", account=ALFA.accounts[0])
    assert paid(payment).confidence != "high"
    found = paid(payment, FOR_BETA)
    assert (applied(found), found.confidence) == ({1: "1000"}, "high")
    assert "payer_pays_for" in rules(found)
    assert "payer_contradicts" not in rules(found)


def test_an_amount_without_a_number_finds_the_document_of_the_one_paid_for() -> None:
    payment = line(1, 1000, "betalning", account=ALFA.accounts[0])
    assert applied(paid(payment)) == {}
    found = paid(payment, FOR_BETA)
    assert (applied(found), rules(found)[0]) == ({1: "1000"}, "payer_pays_for")


@pytest.mark.parametrize(
    ("case", "relation", "counts"),
    [
        ("from that day", PaidFor(BETA.party_id, "GROUP", PAID, None), True),
        ("to that day", PaidFor(BETA.party_id, "GROUP", None, PAID), True),
        ("not begun", PaidFor(BETA.party_id, "GROUP", PAID + DAY, None), False),
        ("ended", PaidFor(BETA.party_id, "GROUP", None, PAID - DAY), False),
        ("for somebody else", PaidFor(GAMMA.party_id, "GROUP"), False),
    ],
)
def test_a_relation_counts_on_its_days(case: str, relation: PaidFor, counts: bool) -> None:
    found = paid(line(1, 1000, "faktura 103021", account=ALFA.accounts[0]), relation)
    assert (found.confidence == "high") is counts, case


def test_equal_documents_of_payer_and_paid_for_are_a_question() -> None:
    own = entry(4, ALFA, "103090", 1000)
    found = paid(line(1, 1000, "betalning", account=ALFA.accounts[0]), FOR_BETA, book=(*BOOK, own))
    assert found.confidence != "high"
    assert not found.is_ready


def test_what_nobody_owes_is_on_account_of_the_payer() -> None:
    found = paid(line(1, 555, "betalning", account=ALFA.accounts[0]), FOR_BETA)
    assert found.party_id in {None, ALFA.party_id}
