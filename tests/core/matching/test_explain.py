"""What a proposal says of itself."""

import pytest

from reskontra.core.matching.records import LineReference
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.small import ALFA, PAID, entry, line, one

BOOK = (
    entry(1, ALFA, "F103021", 1000, payment_reference="10302180"),
    entry(2, ALFA, "F103022", 500, discount=10, discount_date=PAID),
)


def reasons(payment, entries=BOOK, **values):
    return [(evidence.rule, dict(evidence.values)) for evidence in one(payment, entries, **values).explanation]


def test_number_payer_and_amount_are_told():
    assert reasons(line(1, 1000, "Faktura F103021", name="NORDISK BYGG AB")) == [
        (
            "document_number",
            {"evidence": "103021", "found_in": "text", "document_number": "F103021", "start": 9, "end": 15},
        ),
        ("payer_name", {"evidence": "NORDISK BYGG AB", "party": "Nordisk Bygg AB", "level": "strong"}),
        ("amount_equal", {"evidence": "1000.00"}),
    ]


def test_a_reference_tells_its_check_digit():
    (first, *_) = reasons(line(1, 1000, reference="10302180"))
    assert first == (
        "payment_reference",
        {
            "evidence": "10302180",
            "found_in": "reference",
            "document_number": "F103021",
            "is_check_digit_right": 1,
        },
    )


def test_a_number_in_a_reference_of_words_has_no_place_in_the_text():
    (first, *_) = reasons(line(1, 1000, "Tack", reference="Faktura F103021", name="NORDISK BYGG AB"))
    assert first == (
        "document_number",
        {"evidence": "103021", "found_in": "reference", "document_number": "F103021"},
    )


@pytest.mark.parametrize(
    ("case", "payment", "told"),
    [
        (
            "a sum with a discount",
            line(1, 1490, "F103021 F103022", name=ALFA.name),
            [
                ("sum_of_documents", {"evidence": "1490.00", "count": 2}),
                ("discount_in_time", {"evidence": "10.00", "discount": "10.00"}),
            ],
        ),
        (
            "a charge",
            line(1, 975, "F103021 charges 25.00", name=ALFA.name),
            [("bank_charge", {"evidence": "25.00", "found_in": "text"})],
        ),
        (
            "the bank's charge",
            line(1, 975, "F103021", name=ALFA.name, charges_minor=2500),
            [("bank_charge", {"evidence": "25.00", "found_in": "bank"})],
        ),
        ("short", line(1, 400, "F103021", name=ALFA.name), [("underpaid", {"evidence": "600.00"})]),
        ("too much", line(1, 1100, "F103021", name=ALFA.name), [("overpaid", {"evidence": "100.00"})]),
        ("rounded", line(1, 1000.4, "F103021", name=ALFA.name), [("rounding", {"evidence": "0.40"})]),
        (
            "stated amounts",
            line(1, 600, references=(LineReference("F103021", False, 60_000),), name=ALFA.name),
            [("amounts_advised", {"evidence": "0.00", "found_in": "reference"})],
        ),
    ],
)
def test_the_amount_is_explained(case, payment, told):
    assert reasons(payment)[-len(told) :] == told, case


def test_a_line_left_alone_tells_what_it_saw():
    found = one(line(1, 777, "F103021", name="Zetterlund Import"), BOOK)
    assert (found.state, found.confidence, found.alternatives) == ("unmatched", "low", (1,))
    assert [evidence.rule for evidence in found.explanation] == ["payer_contradicts", "alternatives"]
    nothing = one(line(1, 777), BOOK)
    assert (nothing.state, nothing.confidence, nothing.explanation) == ("unmatched", "none", ())


def test_a_payer_without_a_document_is_named():
    found = one(line(1, 777, account=ALFA.accounts[0]), BOOK)
    assert (found.party_id, found.ledger, found.parts) == (ALFA.party_id, "CUSTOMER", ())


def test_an_underpaid_line_is_ready_only_where_it_is_sure_and_wanted():
    wish = MatchSettings(is_underpaid_ready=True)
    found = one(line(1, 400, "F103021", name=ALFA.name), BOOK, settings=wish)
    assert (found.state, found.is_ready) == ("underpaid", False)


@pytest.mark.parametrize(
    ("kronor", "state", "is_ready"), [(1000, "ready", True), (400, "underpaid", False), (1100, "overpaid", False)]
)
def test_states(kronor, state, is_ready):
    found = one(line(1, kronor, "F103021", name=ALFA.name), BOOK)
    assert (found.state, found.is_ready) == (state, is_ready)
