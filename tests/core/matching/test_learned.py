"""Learned facts as evidence: they help where little is known, and spoil nothing."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.matching.records import BankLine, LearnedFact, LineProposal
from tests.core.matching.small import ALFA, BETA, GAMMA, applied, entry, line, match, one, rules

ACCOUNT = "DE1234"
LAST = date(2026, 4, 1)


def by_account(number: int, party: int, hits: int = 1, **values: object) -> LearnedFact:
    return LearnedFact(**{
        "number": number, "kind": "ACCOUNT", "value": ACCOUNT, "party_id": party, "hits": hits, "last": LAST, **values,
    })  # fmt: skip


BOOK = (entry(1, ALFA, "F103021", 1000), entry(2, BETA, "F103045", 700), entry(3, GAMMA, "F103060", 400))


@pytest.mark.parametrize(
    ("case", "facts", "confidence", "ready"),
    [
        ("never learned", [], "none", False),
        ("one decision", [by_account(1, 2)], "medium", False),
        ("two decisions", [by_account(1, 2, 2)], "high", True),
        ("said by a person", [by_account(1, 2, 0, is_confirmed=True)], "high", True),
        ("as many for another", [by_account(1, 2, 2), by_account(2, 3, 2)], "none", False),
    ],
)
def test_a_known_account_and_an_amount(case: str, facts: list[LearnedFact], confidence: str, ready: bool) -> None:
    proposal = one(line(1, 700, "TACK", account=ACCOUNT), BOOK, facts=facts)
    found = proposal.confidence if proposal.parts else "none"
    assert (found, proposal.is_ready) == (confidence, ready)


def test_evidence_tells_number_count_and_date() -> None:
    proposal = one(line(1, 700, account=ACCOUNT), BOOK, facts=[by_account(4, 2, 2)])
    (told,) = [evidence for evidence in proposal.explanation if evidence.rule == "learned_account"]
    assert told.values == {
        "evidence": ACCOUNT, "party": BETA.name, "level": "certain", "fact": 4, "count": 2, "date": "2026-04-01",
    }  # fmt: skip


def test_a_name_learned() -> None:
    fact = LearnedFact(1, "NAME", "kallesror", 2, hits=2, last=LAST)
    proposal = one(line(1, 700, name="Kalles Rör"), BOOK, facts=[fact])
    assert (applied(proposal), rules(proposal)) == ({2: "700"}, ["learned_name", "amount_equal"])


def test_a_payer_of_another_with_a_number_and_without() -> None:
    fact = LearnedFact(1, "PAYS_FOR", str(ALFA.party_id), 2, hits=2, last=LAST)
    account = ALFA.accounts[0]
    named = one(line(1, 700, "F103045", account=account), BOOK, facts=[fact])
    assert (applied(named), named.confidence) == ({2: "700"}, "high")
    assert "learned_pays_for" in rules(named)
    silent = one(line(1, 700, account=account), BOOK, facts=[fact])
    assert (applied(silent), "learned_pays_for" in rules(silent)) == ({2: "700"}, True)


def told(payment: BankLine, *facts: LearnedFact) -> LineProposal:
    return one(payment, BOOK, facts=facts)


@pytest.mark.parametrize(
    "payment",
    [
        line(1, 1000, "F103021", account=ACCOUNT),
        line(1, 1000, name="Nordisk Bygg AB", account=ACCOUNT),
        line(1, 1000, "Faktura 103021", name="Nordisk Bygg AB", account=ACCOUNT),
    ],
    ids=["number", "name", "number and name"],
)
def test_one_mistaken_decision_lowers_nothing(payment: BankLine) -> None:
    without, mistaken = told(payment), told(payment, by_account(1, 3))
    assert (mistaken.confidence, mistaken.parts, mistaken.is_ready) == (
        without.confidence, without.parts, without.is_ready,
    )  # fmt: skip


def test_a_fact_that_contradicts_the_name_is_a_doubt() -> None:
    proposal = told(line(1, 1000, name="Nordisk Bygg AB", account=ACCOUNT), by_account(1, 3, 2))
    assert not proposal.is_ready or applied(proposal) == {1: "1000"}


def test_the_order_of_facts_does_not_matter() -> None:
    facts = [by_account(1, 2, 3), by_account(2, 3, 1)]
    payments = [line(1, 700, account=ACCOUNT), line(2, 400, account=ACCOUNT)]
    assert match(payments, BOOK, facts=facts) == match(payments, BOOK, facts=facts[::-1])
