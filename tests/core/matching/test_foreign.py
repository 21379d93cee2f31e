"""Documents in another currency: proven by what was instructed, hinted at by the rate, else left to a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.records import BankLine, LineProposal
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.small import ALFA, BETA, GAMMA, PAID, VENDOR, applied, entry, line, match, minor, one, rules

RATES = {"SEK": 10**8, "EUR": 1_100_000_000, "USD": 1_000_000_000}
INVOICE = entry(1, ALFA, "103070", 1000, currency="EUR")
SECOND = entry(2, ALFA, "103071", 333.33, currency="EUR", due_date=PAID)
DOLLARS = entry(3, ALFA, "103072", 1000, currency="USD")
OTHERS = entry(4, BETA, "103073", 1000, currency="EUR")
CREDIT = entry(5, ALFA, "103074", -100, currency="EUR")
BILL = entry(6, VENDOR, "88012", -1000, currency="EUR")
EQUAL = entry(7, ALFA, "103075", 1000, currency="EUR", due_date=PAID)
BOOK = (INVOICE, SECOND, DOLLARS, OTHERS, CREDIT, BILL)


def paid(kronor: float, text: str = "", instructed: float = 0, currency: str = "EUR", **values: object) -> BankLine:
    told = {"instructed_minor": minor(instructed), "instructed_currency": currency} if instructed else {}
    return line(1, kronor, text, **{"name": "Nordisk Bygg AB", **told, **values})


def settled(proposal: LineProposal) -> dict[int | None, int]:
    return {part.entry_id: part.settled_minor for part in proposal.parts}


def found(payment: BankLine, book=BOOK, **values: object) -> LineProposal:
    return one(payment, book, **{"rates": RATES, **values})


def test_what_was_instructed_is_what_is_left_and_the_rate_agrees():
    proposal = found(paid(11_100, "faktura 103070", 1000))
    assert (applied(proposal), settled(proposal)) == ({1: "11100"}, {1: 100_000})
    assert (proposal.confidence, proposal.is_ready, proposal.state) == ("high", True, "ready")
    assert rules(proposal) == ["document_number", "payer_name", "currency_instructed"]
    assert proposal.explanation[-1].values == {"evidence": "1000.00 EUR", "document_number": "103070"}


def test_several_documents_share_the_money_by_what_they_have_left():
    proposal = found(paid(14_700.01, "103070, 103071", 1333.33))
    assert settled(proposal) == {2: 33_333, 1: 100_000}
    assert sum(part.cash_minor for part in proposal.parts) == 1_470_001
    assert proposal.confidence == "high"


@pytest.mark.parametrize(
    ("case", "payment", "expected"),
    [
        ("far from the rate", paid(9_000, "faktura 103070", 1000), ("medium", ["rate_differs"])),
        ("charges are told", paid(11_000, "faktura 103070", 1000, charges_minor=500), ("medium", [])),
        ("nothing instructed", paid(11_200, "faktura 103070"), ("medium", ["currency_converted"])),
        ("instructed in a third currency", paid(11_200, "103070", 900, "GBP"), ("medium", ["currency_converted"])),
        ("no number, the only one of the amount", paid(11_000, "", 1000, "USD"), ("medium", ["rate_differs"])),
    ],
)
def test_what_a_person_looks_at(case: str, payment: BankLine, expected: tuple[str, list[str]]):
    proposal = found(payment)
    assert proposal.parts
    assert (proposal.confidence, proposal.is_ready) == (expected[0], False)
    assert set(expected[1]) <= set(rules(proposal))


@pytest.mark.parametrize(
    ("case", "payment"),
    [
        ("another amount was instructed", paid(11_000, "faktura 103070", 999)),
        ("far from the rate, nothing instructed", paid(11_300, "faktura 103070")),
        ("the number of another's document at its rate", paid(11_000, "faktura 103073")),
        ("the number of another's document as instructed", paid(11_000, "faktura 103073", 1000)),
        ("documents of two currencies", paid(21_000, "103070 103072", 2000)),
        ("a credit memo among them", paid(9_900, "103070 103074", 900)),
        ("documents of two customers", paid(22_000, "103070 103073", 2000)),
        ("no number and two of the amount", paid(11_000, "tack", 1000, name="", account=ALFA.accounts[0])),
        ("no number and another number", paid(10_000, "992211", 1000, "USD")),
        ("nobody known", paid(11_000, "", 1000, name="Ebba Grön")),
        ("money goes out", paid(-11_000, "faktura 103070", 1000)),
    ],
)
def test_what_is_left_to_a_person(case: str, payment: BankLine):
    two = entry(8, BETA, "103076", 1000, currency="EUR")
    shared = ALFA._replace(party_id=20, number="C99", name="Nordisk Bygg i Falun AB")
    twin = entry(9, shared, "103077", 1000, currency="EUR")
    assert found(payment, (*BOOK, two, twin), parties=(ALFA, BETA, GAMMA, VENDOR, shared)).parts == ()


def test_of_equal_documents_the_oldest_is_meant():
    proposal = found(paid(11_000, "", 1000), (INVOICE, EQUAL))
    assert (settled(proposal), proposal.confidence, proposal.alternatives) == ({7: 100_000}, "medium", (1,))


def test_a_vendors_bill_is_paid_in_its_currency():
    proposal = found(paid(-11_050, "Rechnung 88012", 1000, name=VENDOR.name))
    assert (applied(proposal), settled(proposal), proposal.confidence) == ({6: "-11050"}, {6: -100_000}, "high")


def test_without_rates_only_what_was_instructed_counts():
    proposal = found(paid(11_000, "faktura 103070", 1000), rates={})
    assert (proposal.confidence, rules(proposal)[-1]) == ("medium", "rate_unknown")
    assert found(paid(11_000, "faktura 103070"), rates={}).parts == ()


def test_a_settled_document_in_another_currency_is_paid_already():
    proposal = found(paid(11_000, "faktura 103070", 1000), (INVOICE._replace(remaining_minor=0),))
    assert (proposal.parts, proposal.state) == ((), "already_paid")


def test_the_margin_is_the_companys():
    payment = paid(11_300, "faktura 103070")
    assert found(payment).parts == ()
    assert found(payment, settings=MatchSettings(fx_tolerance_permille=30)).confidence == "medium"


def test_two_lines_do_not_pay_one_document():
    first, second = paid(11_000, "103070", 1000), paid(11_000, "103070", 1000)._replace(line_id=2)
    one_of_them, other = match([first, second], BOOK, rates=RATES)
    assert (settled(one_of_them), other.parts, other.state) == ({1: 100_000}, (), "review")


@given(amount=st.integers(1, 10**9), rate=st.integers(10**6, 10**10), days=st.integers(0, 90))
def test_the_whole_document_and_the_whole_line_are_used(amount: int, rate: int, days: int):
    book = [entry(1, ALFA, "103070", 1, currency="EUR")._replace(remaining_minor=amount, document_minor=amount)]
    payment = paid(100, "103070", 1)._replace(instructed_minor=amount, date=PAID + timedelta(days=days))
    proposal = one(payment, book, rates={"SEK": 10**8, "EUR": rate})
    assert [(part.cash_minor, part.settled_minor) for part in proposal.parts] == [(10_000, amount)]
    if proposal.is_ready:
        assert abs(amount * rate - 10_000 * 10**8) <= amount * rate * 0.02 + 10**8
