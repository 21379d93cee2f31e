"""Small Finnish account statements (TITO), built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.tito import read_tito
from tests.formats.events import Reading


def signed(minor: int) -> str:
    return f"{'-' if minor < 0 else '+'}{abs(minor):018d}"


def start(opening: int = 10_000, *, iban: str = "FI4947300010416310", number: int = 3) -> str:
    return (
        f"T00322100{'47300010416310'}{number:03d}2603022603022603031950{'0037002084':<17}260301{signed(opening)}000000EUR"
        f"{'YRITYSTILI':<30}{0:018d}{'ALFA OY':<35}{'PANKKI':<40}{'':<40}{'':<30}{iban:<30}"
    )  # fmt: skip


def entry(amount: int, *, number: int = 1, name: str = "", reference: str = "", level: str = "0", code: str = "705",
          archive: str = "2603024730MV000139", value: str = "260302", receiver: str = "") -> str:  # fmt: skip
    kind = "2" if amount < 0 else "1"
    return (
        f"T10188{number:06d}{archive:<18}260302{value}260302{kind}{code}{'TILISIIRTO':<35}{signed(amount)}  {name:<35} "
        f"{receiver:<14} {reference:>020}{'':<8}{level}"
    )


def note(text: str) -> str:
    return f"T11{8 + len(text):03d}00{text}"


def sepa(iban: str = "", bic: str = "", own: str = "", name: str = "") -> str:
    return f"T1132311{own:<35}{iban:<35}{bic:<35}{'':<70}{name:<70}{'':<70}"


def closing(amount: int, *, day: str = "260302") -> str:
    return f"T40050{day}{signed(amount)}{signed(amount)}"


SUMS = "T50067126030200000001+00000000000000490000000001-000000000000179900"


def text(*lines: str) -> str:
    return "\r\n".join((*lines, ""))


read = Reading(read_tito)
records, headers, ends = read.records, read.headers, read.ends
