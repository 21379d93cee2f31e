"""A form that was sent: what its fields say, and which one was refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.core.as_typed import AmountNotRead
from reskontra.interface.typed_form import FieldEmpty, Typed, TypedNumberUnread, TypedPercentUnread, read_percent

TODAY = date(2026, 3, 20)


def test_percentages() -> None:
    assert [read_percent(text) for text in ("2", "1,5", "1.5 %")] == [Decimal(2), Decimal("1.5"), Decimal("1.5")]
    for text in ("", "-1", "två", "1e9"):
        with pytest.raises(TypedPercentUnread):
            read_percent(text)


def test_a_form_remembers_the_field_that_was_refused() -> None:
    typed = Typed({"a": " x ", "n": "12", "bad": "1.2", "on": "on"}, TODAY, {}, {"gone": "Day"})
    assert (typed.needed("a"), typed.number("n"), typed.is_on("on"), typed.is_on("a")) == ("x", 12, True, False)
    assert typed.as_is("a") == " x "
    assert (typed.optional("a", str.upper), typed.optional("gone", str.upper)) == ("X", "")
    assert typed.wrong == ""
    with pytest.raises(TypedNumberUnread):
        typed.number("bad")
    assert typed.wrong == "bad"
    with pytest.raises(FieldEmpty) as refusal:
        typed.day("gone")
    assert (typed.wrong, refusal.value.values["field"]) == ("gone", "Day")


def test_a_key_is_as_long_as_its_place_counts() -> None:
    typed = Typed({"row": "7000000000001", "long": "9" * 19}, TODAY)
    assert typed.key("row") == 7_000_000_000_001
    with pytest.raises(TypedNumberUnread):
        typed.number("row")
    with pytest.raises(TypedNumberUnread):
        typed.key("long")


def test_an_amount_that_may_be_left_empty_is_nothing_then() -> None:
    typed = Typed({"fee": "60,50", "empty": " ", "bad": "x"}, TODAY)
    assert [typed.amount_or_zero(name, "SEK") for name in ("fee", "empty", "gone")] == [60_50, 0, 0]
    with pytest.raises(AmountNotRead):
        typed.amount_or_zero("bad", "SEK")
    assert typed.wrong == "bad"


def test_a_file_is_needed() -> None:
    typed = Typed({}, TODAY, {"file": SimpleUploadedFile("a.csv", b"x")})
    assert typed.file("file").name == "a.csv"
    with pytest.raises(FieldEmpty):
        typed.file("other")
    assert typed.wrong == "other"
