"""Autogiro files that move no money: mandates as they stand, and payments that were rejected."""

import contextlib
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import autogiro_answers as module
from reskontra.formats import fixed_width
from reskontra.formats.autogiro_answers import NotAnswers, RejectedOrder, answers_kind, read_answers
from reskontra.formats.detect import detect
from reskontra.formats.format import Format
from tests.formats.autogiro_files import BANKGIRO
from tests.receivables.autogiro_answers import (
    ADVICE_END,
    ADVICE_START,
    REJECTED_START,
    advice,
    mandate,
    order,
    register,
    rejections,
    rejections_end,
)  # fmt: skip


def read(text):
    return read_answers(io.BytesIO(text.encode("latin-1")))


@pytest.mark.parametrize(
    ("comment", "state"),
    [("32", "ACTIVE"), ("10", "ACTIVE"), ("33", "CANCELLED"), ("02", "CANCELLED"), ("07", "CANCELLED"),
     ("98", "CANCELLED"), ("03", "REJECTED"), ("23", "REJECTED")],
)  # fmt: skip
def test_a_mandate_advice(comment, state):
    found = read(advice(mandate(101, comment=comment)))
    assert (found.kind, found.bankgiro, found.day) == ("mandates", "9912346", date(2026, 3, 2))
    (one,) = found.mandates
    assert (one.payer_number, one.account, one.id_number) == ("101", "5001000001000020", "5560001234")
    assert (one.state, one.comment, one.information, one.day) == (state, comment, "04", date(2026, 3, 2))


def test_the_old_layout_of_an_advice():
    text = advice(mandate(101)).replace(ADVICE_START, f"01202603029900{BANKGIRO}AG-MEDAVI".ljust(80))
    assert [one.payer_number for one in read(text).mandates] == ["101"]
    assert detect(text.encode()) is Format.AUTOGIRO


@pytest.mark.parametrize("is_new", [True, False])
def test_a_mandate_register(is_new):
    text = register(101, is_new=is_new) + register(102, account="", is_new=is_new)
    assert detect(text.encode()) is Format.AUTOGIRO
    found = read(text)
    assert [(one.payer_number, one.account, one.state) for one in found.mandates] == [
        ("101", "5001000001000020", "ACTIVE"), ("102", "", "ACTIVE"),
    ]  # fmt: skip
    assert {one.day for one in found.mandates} == {date(2026, 1, 2)}


@pytest.mark.parametrize(
    "start", [REJECTED_START, f"0120260302AUTOGIRO9900{'FELLISTA REG.KONTRL':<40}471117{BANKGIRO}  "]
)
def test_rejected_payments(start):
    text = rejections(order(7_500), order(1_000, kind="32", day="20260333", reason="12"), start=start)
    found = read(text)
    assert (found.kind, found.bankgiro, found.day) == ("rejected", "9912346", date(2026, 3, 2))
    assert found.rejected == (
        RejectedOrder("line 2", "101", 7_500, "10017", date(2026, 3, 25), "02"),
        RejectedOrder("line 3", "101", -1_000, "10017", None, "12"),
    )
    assert detect(text.encode()) is Format.AUTOGIRO


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("another file", "01AUTOGIRO              20260302            BET. SPEC & STOPP TK", NotAnswers),
        ("nothing", "", NotAnswers),
        ("no end", ADVICE_START + "\n" + mandate(101), fixed_width.EndRecordMissing),
        ("a payment among mandates", advice(order(1)), fixed_width.RecordOutOfPlace),
        ("a mandate among payments", rejections(mandate(1)), fixed_width.RecordOutOfPlace),
        ("a lost mandate", "\n".join((ADVICE_START, mandate(101), ADVICE_END.format(2))), fixed_width.RecordsLost),
        ("a lost payment", "\n".join((REJECTED_START, order(5), rejections_end((0, 0), (2, 10)))),
         fixed_width.TotalsDiffer),
        ("no day", advice(mandate(101, day="20260333")), fixed_width.NotADay),
        ("letters for digits", advice(mandate(101).replace("0432", "04X2")), fixed_width.NotDigits),
        ("a short record", advice(mandate(101)[:60]), fixed_width.RecordTooShort),
        ("a register with more", register(101) * 3 + ADVICE_START, fixed_width.RecordOutOfPlace),
    ],
)  # fmt: skip
def test_refused(case, text, refusal):
    with pytest.raises(refusal):
        read(text)


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "RECORDS_MAX", 2)
    with pytest.raises(fixed_width.TooManyPayments):
        read(advice(mandate(101)))


@given(st.lists(st.sampled_from([ADVICE_START, REJECTED_START, mandate(1), order(5), register(7), "09", "x"])))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert read("\n".join(lines)).kind


@given(st.binary(max_size=200))
def test_any_head_has_a_kind_or_none(data):
    assert answers_kind(data) in ("", "mandates", "register", "rejected")
