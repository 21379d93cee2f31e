"""Small Autogiro files without money, record by record: mandates, and payments that were rejected."""

from __future__ import annotations

BANKGIRO = "0009912346"
ADVICE_START = f"01AUTOGIRO{'':<14}20260302{'':<12}{'AG-MEDAVI':<20}471117{BANKGIRO}"
ADVICE_END = "09202603029900{:07d}".ljust(80)
REJECTED_START = f"01AUTOGIRO{'':<14}20260302{'':<12}{'AVVISADE BET UPPDR':<20}471117{BANKGIRO}"


def mandate(payer: int, *, comment: str = "32", day: str = "20260302", id_number: str = "5560001234") -> str:
    return f"73{BANKGIRO}{payer:016d}5001000001000020{id_number:0>12}     04{comment}{day}"


def advice(*records: str) -> str:
    return "\r\n".join((ADVICE_START, *records, ADVICE_END.format(len(records)), ""))


def register(payer: int, *, account: str = "5001000001000020", is_new: bool = True) -> str:
    state, flag = ("116", "1      ") if is_new else ("16", "10     ")
    return f"{BANKGIRO}005560001234{payer:016d}{state}2026010220260131{flag}{account}\r\n"


def order(amount: int, *, payer: int = 101, reference: str = "10017", kind: str = "82", day: str = "20260325",
          reason: str = "02") -> str:  # fmt: skip
    return f"{kind}{day}0   {payer:016d}{amount:012d}{reference:<16}{reason}".ljust(80)


def rejections_end(out: tuple[int, int], paid_in: tuple[int, int]) -> str:
    return f"09202603029900{out[0]:06d}{out[1]:012d}{paid_in[0]:06d}{paid_in[1]:012d}".ljust(80)


def rejections(*orders: str, start: str = REJECTED_START) -> str:
    sums = {}
    for kind in ("32", "82"):
        amounts = [int(one[30:42]) for one in orders if one.startswith(kind) and one[30:42].isdigit()]
        sums[kind] = len(amounts), sum(amounts)
    return "\r\n".join((start, *orders, rejections_end(sums["32"], sums["82"]), ""))
