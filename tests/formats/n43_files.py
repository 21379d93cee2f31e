"""Small Spanish account statements (norma 43), built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.n43 import read_n43
from tests.formats.events import Reading

ACCOUNT = "210004180200051332"
END = f"88{'9' * 18}{6:06d}".ljust(80)


def signed(minor: int) -> str:
    return f"{1 if minor < 0 else 2}{abs(minor):014d}"


def start(opening: int = 100_000, *, account: str = ACCOUNT, currency: str = "978") -> str:
    return f"11{account}260301260302{signed(opening)}{currency}3{'ALFA SL':<26}".ljust(80)


def movement(amount: int = 5_000, *, document: str = "", one: str = "", two: str = "", day: str = "260302") -> str:
    return f"22    0418{day}26030302040{signed(amount)}{document:>010}{one:>012}{two:<16}".ljust(80)


def words(text: str, more: str = "", *, code: str = "01") -> str:
    return f"23{code}{text:<38}{more:<38}"


def abroad(amount: int, currency: str = "840") -> str:
    return f"2401{currency}{amount:014d}".ljust(80)


def closing(amount: int, *, debits: tuple[int, int] = (0, 0), credits: tuple[int, int] = (1, 5_000),
            account: str = ACCOUNT, currency: str = "978", sign: str = "") -> str:  # fmt: skip
    told = sign + f"{amount:014d}" if sign else signed(amount)
    return f"33{account}{debits[0]:05d}{debits[1]:014d}{credits[0]:05d}{credits[1]:014d}{told}{currency}".ljust(80)


def text(*lines: str) -> str:
    return "\r\n".join((*lines, END, ""))


read = Reading(read_n43)
records, headers, ends = read.records, read.headers, read.ends
