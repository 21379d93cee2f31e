"""Vouchers balance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import voucher as module
from reskontra.core.voucher import Voucher, VoucherLine, netted, reversal

DAY = date(2026, 3, 1)
LINES = st.lists(
    st.builds(VoucherLine, st.sampled_from(["1510", "1930", "3001"]), st.integers(-(10**12), 10**12)), max_size=8
)


def voucher(*amounts):
    return Voucher(DAY, "Invoice 1", "SEK", tuple(VoucherLine(str(1000 + n), minor) for n, minor in enumerate(amounts)))


@given(st.integers(-(10**12), 10**12), st.booleans())
def test_debit_less_credit_is_the_amount_and_a_correction_has_none_above_nothing(minor, is_correction):
    debit, credit = module.debit_and_credit(minor, is_correction=is_correction)
    assert debit - credit == minor
    assert 0 in (debit, credit)
    assert (max(debit, credit) <= 0) if is_correction else (min(debit, credit) >= 0)


def test_balanced():
    assert sum(line.local_minor for line in voucher(1_250_00, -1_000_00, -250_00).lines) == 0


@pytest.mark.parametrize(
    ("case", "amounts", "refusal"),
    [
        ("no lines", (), module.TooFewLines),
        ("one line", (0,), module.TooFewLines),
        ("a cent off", (100, -99), module.Unbalanced),
        ("debit alone", (100, 100), module.Unbalanced),
    ],
)
def test_refuses(case, amounts, refusal):
    with pytest.raises(refusal):
        voucher(*amounts)


def test_refusal_shows_both_sides():
    with pytest.raises(module.Unbalanced) as told:
        voucher(1_250_00, -1_000_00)
    assert str(told.value) == (
        'Voucher "Invoice 1" of 2026-03-01 has debit 1250.00 SEK and credit 1000.00 SEK, a difference of 250.00 SEK. '
        "Change the lines until both are equal."
    )


def test_reversal_names_what_it_corrects():
    found = reversal(voucher(100, -100), number="A 17", posting_date=date(2026, 4, 1))
    assert found.corrects == "A 17"
    assert found.posting_date == date(2026, 4, 1)
    assert found.text == "Invoice 1"
    assert [line.local_minor for line in found.lines] == [-100, 100]


@given(LINES)
def test_a_reversed_voucher_comes_to_nothing(lines):
    lines.append(VoucherLine("9999", -sum(line.local_minor for line in lines)))
    lines.append(VoucherLine("9998", 0))
    one = Voucher(DAY, "x", "SEK", tuple(lines))
    other = reversal(one, number="1", posting_date=DAY)
    assert netted(one.lines + other.lines) == ()
    assert reversal(other, number="2", posting_date=DAY).lines == one.lines


@given(LINES)
def test_netting_keeps_every_balance(lines):
    net = netted(lines)
    for account in ("1510", "1930", "3001"):
        whole = sum(line.local_minor for line in lines if line.account == account)
        assert sum(line.local_minor for line in net if line.account == account) == whole
    assert len({line.account for line in net}) == len(net)


def test_netting_keeps_currencies_apart():
    lines = [VoucherLine("1930", 10, source_currency="USD", source_minor=1), VoucherLine("1930", 10)]
    assert netted(lines) == tuple(lines)
