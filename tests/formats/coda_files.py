"""Small CODA files, built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.coda import read_coda
from tests.formats.events import Reading

IBAN = "BE68539007547034"
PAYER = "BE61310126985517"


def begin(*, day: str = "020326", copy: str = " ") -> str:
    return f"00000{day}72505{copy}       00178299  {'ALFA NV':<26}{'KREDBEBB':<11}00820512012 00000".ljust(127) + "2"


def amount(minor: int) -> str:
    return f"{int(minor < 0)}{abs(minor) * 10:015d}"


def account(number: str = IBAN, currency: str = "EUR") -> str:
    return f"{number:<34}{currency}"


def old(minor: int = 100_000, *, own: str = account(), structure: str = "2", sequence: str = "041") -> str:
    return f"1{structure}{sequence}{own:<37}{amount(minor)}010326{'ALFA NV':<26}{'Zichtrekening':<35}041"


def new(minor: int, *, own: str = account(), sequence: str = "041") -> str:
    return f"8{sequence}{own:<37}{amount(minor)}020326".ljust(127) + "0"


def movement(
    minor: int = 5_000, number: int = 1, detail: int = 0, *, words: str = "FACTUUR 17", kind: str = "0",
    level: str = "0", value: str = "030326", entry: str = "020326", code: str = "00150000",
) -> str:  # fmt: skip
    reference = f"OL4414AC8BOVSO{number:04d}"
    return f"21{number:04d}{detail:04d}{reference:<21}{amount(minor)}{value}{code}{kind}{words:<53}{entry}041{level}0 0"


def more(words: str = "", *, number: int = 1, detail: int = 0, identifier: str = "", bic: str = "", kind: str = " ",
         reason: str = "") -> str:  # fmt: skip
    return f"22{number:04d}{detail:04d}{words:<53}{identifier:<35}{bic:<11}   {kind}{reason:<4}".ljust(125) + "1 0"


def payer(
    name: str = "BERG NV", words: str = "", *, number: int = 1, detail: int = 0, own: str = account(PAYER)
) -> str:
    return f"23{number:04d}{detail:04d}{own:<37}{name:<35}{words:<43}0 0"


def information(words: str, *, number: int = 1, detail: int = 1, structure: str = "") -> str:
    kind = f"1{structure}" if structure else "0"
    return f"31{number:04d}{detail:04d}{'OL4414AC8BOVSO':<21}00150000{kind}{words:<73}".ljust(125) + "0 0"


def further(words: str, *, number: int = 1, detail: int = 1, kind: str = "32") -> str:
    return f"{kind}{number:04d}{detail:04d}{words}".ljust(125) + "0 0"


def message(words: str) -> str:
    return "4 00010005".ljust(32) + f"{words:<80}".ljust(95) + "0"


def last(records: int, *, out: int = 0, into: int = 0) -> str:
    return f"9{'':<15}{records:06d}{out * 10:015d}{into * 10:015d}".ljust(127) + "2"


def statement(*records: str, opening: int = 100_000, out: int = 0, into: int = 5_000) -> str:
    """A statement whose balances and totals are what out and into come to."""
    inner = sum(not one.startswith("4") for one in records) + 2
    return "\r\n".join(
        (begin(), old(opening), *records, new(opening + into - out), last(inner, out=out, into=into), "")
    )


read = Reading(read_coda)
records, headers, ends = read.records, read.headers, read.ends
