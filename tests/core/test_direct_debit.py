"""When a mandate may be used, where a debit stands in its sequence, and what keeps it from the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.direct_debit import (
    Debit,
    MandateFacts,
    Scheme,
    Terms,
    after_debit,
    after_rejection,
    check_debit,
    default_mandate,
    in_sequence,
    is_active,
    is_final,
    is_try,
    sequence_type,
)

DAY = date(2026, 3, 9)
SIGNED = MandateFacts("M1", signed_date=date(2026, 1, 2))
COUNTED = replace(SIGNED, ignores_expected=False)
AUTOGIRO = replace(SIGNED, scheme=Scheme.AUTOGIRO)


@pytest.mark.parametrize(
    ("counter", "expected", "ignored", "one_off", "sequence"),
    [
        (0, 1, False, True, "OOFF"), (0, 3, False, False, "FRST"), (0, 1, False, False, "FRST"),
        (1, 3, False, False, "RCUR"), (2, 3, False, False, "FNAL"), (7, 3, False, False, "FNAL"),
        (2, 3, True, False, "RCUR"), (1, 2, False, False, "FNAL"),
    ],
)  # fmt: skip
def test_the_place_in_the_sequence(counter: int, expected: int, ignored: bool, one_off: bool, sequence: str) -> None:
    mandate = MandateFacts(
        "M1", counter=counter, expected_debits=expected, ignores_expected=ignored, is_one_off=one_off
    )
    assert sequence_type(mandate) == sequence


@pytest.mark.parametrize(
    ("values", "active"),
    [
        ({}, True), ({"valid_from": DAY, "valid_to": DAY}, True), ({"valid_from": date(2026, 3, 10)}, False),
        ({"valid_to": date(2026, 3, 8)}, False), ({"is_blocked": True}, False), ({"is_closed": True}, False),
    ],
)  # fmt: skip
def test_when_a_mandate_is_active(values: dict[str, object], active: bool) -> None:
    assert is_active(replace(SIGNED, **values), day=DAY) is active  # type: ignore[arg-type]


def test_the_newest_active_mandate_is_the_default_one() -> None:
    old, new, blocked = (
        SIGNED,
        replace(SIGNED, number="M2", valid_from=DAY),
        replace(SIGNED, number="M3", is_blocked=True),
    )
    assert default_mandate([new, old, blocked], day=DAY) == new
    assert default_mandate([new, old], day=date(2026, 3, 8)) == old
    assert default_mandate([blocked], day=DAY) is None


@given(st.integers(1, 6), st.booleans(), st.booleans(), st.integers(1, 12))
def test_a_debit_that_comes_back_leaves_the_mandate_as_it_was(
    expected: int, ignored: bool, one_off: bool, debits: int
) -> None:
    mandate = MandateFacts(
        "M1", is_one_off=one_off, expected_debits=1 if one_off else expected, ignores_expected=ignored and not one_off
    )
    places = []
    for _ in range(debits):
        if mandate.is_closed:
            break
        places.append(sequence_type(mandate))
        counted = after_debit(mandate)
        assert after_rejection(counted) == mandate
        mandate = counted
    assert places.count("FRST") + places.count("OOFF") == 1  # the first, and no other
    assert mandate.ignores_expected or mandate.counter <= mandate.expected_debits
    assert [place for place, _ in in_sequence([replace(mandate, counter=0, is_closed=False)] * len(places))] == places


GOOD = Debit(1_000, 1_000, "EUR", DAY, "Alfa", SIGNED, "DE89370400440532013000")
PAID = Debit(1_000, 1_000, "SEK", DAY, "Alfa", AUTOGIRO, "5001000001000020", payer_number="101")


@pytest.mark.parametrize(
    ("debit", "codes"),
    [
        (GOOD, ()),
        (replace(GOOD, amount_minor=0), ("AMOUNT",)),
        (replace(GOOD, remaining_minor=999), ("REMAINING",)),
        (replace(GOOD, currency="SEK"), ("CURRENCY",)),
        (replace(GOOD, transfer_date=date(2026, 3, 1)), ("DATE_PAST",)),
        (replace(GOOD, customer_name=" "), ("NAME",)),
        (replace(GOOD, mandate=None, account=""), ("MANDATE",)),
        (replace(GOOD, mandate=replace(SIGNED, scheme=Scheme.B2B)), ("SCHEME",)),
        (replace(GOOD, mandate=replace(SIGNED, signed_date=None)), ("UNSIGNED",)),
        (replace(GOOD, mandate=replace(SIGNED, valid_to=date(2026, 3, 8))), ("INACTIVE",)),
        (replace(GOOD, mandate=replace(COUNTED, counter=1, is_closed=True)), ("USED_UP",)),
        (replace(GOOD, account="12345"), ("ACCOUNT",)),
        (replace(GOOD, is_known=False), ("ACCOUNT_GONE",)),
        (replace(GOOD, account="GB82WEST12345698765432"), ("BIC",)),
        (replace(GOOD, account="GB82WEST12345698765432", bic="WESTGB2L"), ()),
        (PAID, ()),
        (replace(PAID, account=""), ()),
        (replace(PAID, currency="EUR"), ("CURRENCY",)),
        (replace(PAID, payer_number="A1"), ("PAYER_NUMBER",)),
        (replace(PAID, told="CANCELLED"), ("CANCELLED",)),
        (replace(PAID, told="REJECTED"), ("REJECTED",)),
    ],
)
def test_what_keeps_a_debit_from_the_bank(debit: Debit, codes: tuple[str, ...]) -> None:
    scheme = Scheme.AUTOGIRO if debit.mandate and debit.mandate.scheme is Scheme.AUTOGIRO else Scheme.CORE
    assert check_debit(debit, terms=Terms(scheme, as_of=date(2026, 3, 2))) == codes


@pytest.mark.parametrize(
    ("scheme", "reason", "tried", "final"),
    [
        (Scheme.CORE, "AM04", True, False), (Scheme.CORE, "AC04", True, True), (Scheme.B2B, "MD07", True, True),
        (Scheme.CORE, "FF01", False, False), (Scheme.CORE, "", True, False), (Scheme.AUTOGIRO, "1", True, False),
        (Scheme.AUTOGIRO, "2", True, False), (Scheme.AUTOGIRO, "12", False, False),
    ],
)  # fmt: skip
def test_which_reasons_count_as_tried_and_which_are_the_last_word(
    scheme: Scheme, reason: str, tried: bool, final: bool
) -> None:
    assert (is_try(scheme, reason), is_final(scheme, reason)) == (tried, final)


def test_a_document_is_tried_so_often_and_no_more() -> None:
    core, back = Terms(Scheme.CORE), replace(GOOD, tries=3)
    assert check_debit(back, terms=replace(core, most_tries=3)) == ("TRIED_OUT",)
    assert check_debit(back, terms=replace(core, most_tries=4)) == check_debit(back, terms=core) == ()
    assert check_debit(replace(GOOD, is_refused=True), terms=core) == ("REFUSED",)


def test_other_currencies_go_where_they_are_allowed() -> None:
    terms = Terms(Scheme.CORE, allows_other_currencies=True, as_of=DAY)
    assert check_debit(replace(GOOD, currency="SEK"), terms=terms) == ()
