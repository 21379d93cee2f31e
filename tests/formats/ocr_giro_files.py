"""Small files of OCR giro and AvtaleGiro, built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.ocr_giro import read_ocr_giro
from tests.formats.events import Reading

START = f"NY000010{8080:08d}{170031:07d}{102:08d}".ljust(80, "0")
ACCOUNT = 12_345_678_903


def begin(*, service: str = "09", kind: str = "00", account: int = ACCOUNT) -> str:
    return f"NY{service}{kind}20{1008566:09d}{2:07d}{account:011d}".ljust(80, "0")


def item(number: int = 1, amount: int = 10_000, kid: str = "0000531", *, day: str = "020326", kind: str = "10",
         part: int = 1, sign: str = "0", service: str = "09") -> str:  # fmt: skip
    settled = f"1320{part}{number:05d}{sign}" if service == "09" else " " * 11
    return f"NY{service}{kind}30{number:07d}{day}{settled}{amount:017d}{kid:>25}".ljust(80, "0")


def payer(number: int = 1, account: int = 99_990_512_341, *, kind: str = "10") -> str:
    return f"NY09{kind}31{number:07d}{9636827194:010d}{99038562:09d}{0:07d}160326{account:011d}".ljust(80, "0")


def words(number: int, text: str, *, kind: str = "21") -> str:
    return f"NY09{kind}32{number:07d}{text:<40}".ljust(80, "0")


def end(payments: int, records: int, amount: int, *, service: str = "09", kind: str = "88") -> str:
    return f"NY{service}00{kind}{payments:08d}{records:08d}{amount:017d}020326".ljust(80, "0")


def text(*records: str, amount: int, payments: int = 1, service: str = "09") -> str:
    """A file with one assignment, with what stands around it."""
    inner = len(records) + 2
    around = (START, begin(service=service), *records, end(payments, inner, amount, service=service))
    return "\r\n".join((*around, end(payments, inner + 2, amount, service="00", kind="89"), ""))


read = Reading(read_ocr_giro)
records, headers, ends = read.records, read.headers, read.ends
