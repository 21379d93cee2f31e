"""SIE files of all types: balances of any day, vouchers proved."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Findings, Malformed
from reskontra.formats.sie import (
    SieDateOutside,
    SieFile,
    SieTypeUnknown,
    SieWithoutBalances,
    SieWithoutVouchers,
    balances_before,
    opening_day,
    read_sie,
)

HEAD = """#FLAGGA 0
#PROGRAM "Bok" 1.0
#FORMAT PC8
#SIETYP 4
#ORGNR 556677-8899
#FNAMN "Åkerö AB"
#RAR 0 20260101 20261231
#RAR -1 20250101 20251231
#KONTO 1510 "Kundfordringar"
#KONTO 3001 "Försäljning"
#KTYP 1510 T
#KTYP 3001 I
#IB -1 1510 77.00
#IB 0 1510 1000.00
#IB 0 1630 0.00
#IB 0 2081 -1000
#UB 0 1510 1250.50
#UB 0 2081 -1000.00
"""
VOUCHERS = """#VER A 1 20260115 "Faktura" 20260116
{
#TRANS 1510 {} 250.50
#RTRANS 1510 {} 9.00
#BTRANS 1510 {} 9.00
#TRANS 3001 {1 "N"} -250.50
}
#VER A 2 20260331 "Nollar"
{
#TRANS 1510 {} -1250.50
#TRANS 1930 {} 1250.50
}
"""


def _read(text: str) -> SieFile:
    return read_sie(io.BytesIO(text.encode("cp437")))


def _balances(text: str, day: date | None = None) -> dict[str, int]:
    file = _read(text)
    wanted = day or opening_day(file)
    assert wanted
    return {account: amount.minor for account, amount in balances_before(file, wanted).items()}


def test_what_a_file_says_of_itself() -> None:
    file = _read(HEAD + VOUCHERS)
    assert (file.type, file.company_name, file.organisation_number) == ("4", "Åkerö AB", "556677-8899")
    assert (file.first_date, file.last_date) == (date(2026, 1, 1), date(2026, 12, 31))
    assert file.accounts["1510"] == "Kundfordringar"
    assert (file.income, file.balances) == ({"3001"}, {"1510"})
    assert len(file.movements) == 4


@pytest.mark.parametrize(
    ("case", "day", "wanted"),
    [
        ("the year's first day", None, {"1510": 100_000, "2081": -100_000}),
        ("before any voucher", date(2026, 1, 15), {"1510": 100_000, "2081": -100_000}),
        ("after the first", date(2026, 1, 16), {"1510": 125_050, "2081": -100_000, "3001": -25_050}),
        ("an account that comes to 0", date(2026, 4, 1), {"1930": 125_050, "2081": -100_000, "3001": -25_050}),
        ("the day after the year", date(2027, 1, 1), {"1510": 125_050, "2081": -100_000}),
    ],
)
def test_the_balances_as_a_day_begins(case: str, day: date | None, wanted: dict[str, int]) -> None:
    assert _balances(HEAD + VOUCHERS, day) == wanted


def test_a_file_of_vouchers_alone_gives_what_they_come_to() -> None:
    text = "#FLAGGA 0\n#SIETYP 4\n" + VOUCHERS
    assert opening_day(_read(text)) == date(2026, 3, 31)
    assert _balances(text) == {"1510": -100_000, "1930": 125_050, "3001": -25_050}
    with pytest.raises(SieDateOutside):
        _balances(text, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("case", "text", "day", "wanted"),
    [
        ("before the year", HEAD, date(2025, 12, 31), SieDateOutside),
        ("after it", HEAD, date(2027, 1, 2), SieDateOutside),
        ("type 1 inside the year", HEAD.replace("TYP 4", "TYP 1"), date(2026, 2, 1), SieWithoutVouchers),
        ("no opening balances", HEAD.replace("#IB 0", "#OIB 0"), date(2026, 1, 1), SieWithoutBalances),
        ("no closing balances", HEAD.replace("#UB 0", "#OUB 0"), date(2027, 1, 1), SieWithoutBalances),
        ("nothing at all", "#FLAGGA 0\n#SIETYP 4\n", date(2026, 1, 1), SieWithoutBalances),
    ],
)
def test_a_day_that_a_file_cannot_give(case: str, text: str, day: date, wanted: type[Malformed]) -> None:
    with pytest.raises(wanted):
        balances_before(_read(text), day)


@pytest.mark.parametrize(
    ("case", "text", "told"),
    [
        (
            "unbalanced",
            HEAD + VOUCHERS.replace("{} 250.50", "{} 250.51", 1),
            "line 19, #VER: Voucher A-1 of 2026-01-15 sums to 0.01 SEK.",
        ),
        ("cut", HEAD + VOUCHERS[: VOUCHERS.rindex("}")], "line 26: The file ends inside voucher A-2."),
        ("an amount", HEAD.replace("#IB 0 1510 1000.00", "#IB 0 1510 1,5"), 'line 14, #IB: "1,5" is not an amount.'),
        ("a day", HEAD.replace("20260101", "20261301"), 'line 7, #RAR: "20261301" is not a day.'),
        ("no account", HEAD + "#IB 0\n", "line 19, #IB: #IB names no account (line 19)."),
        ("twice", HEAD + "#IB 0 1510 5\n", "Account 1510 has #IB twice, 1000.00 SEK and 5.00 SEK."),
        ("a row outside", HEAD + "#TRANS 1510 {} 5\n", "#TRANS stands where none belongs (line 19)."),
        ("a brace too many", HEAD + VOUCHERS + "}\n", "} stands where none belongs (line 31)."),
    ],
)
def test_what_a_file_may_not_say(case: str, text: str, told: str) -> None:
    with pytest.raises(Findings) as refused:
        _read(text)
    assert told in str(refused.value)


def test_every_voucher_that_does_not_balance_is_told() -> None:
    bad = VOUCHERS.replace("{} -1250.50", "{} -1.00").replace("{} 250.50", "{} 250.00", 1)
    with pytest.raises(Findings) as refused:
        _read(HEAD + bad)
    assert len(refused.value.findings) == 2


def test_another_type_is_refused_at_once() -> None:
    with pytest.raises(SieTypeUnknown):
        _read("#FLAGGA 0\n#SIETYP 5\n")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for head in (b"", HEAD.encode("cp437")):
        with suppress(Malformed, Findings):
            read_sie(io.BytesIO(head + data))
