"""A reader of SIE 4 written from the published format (SIE-Gruppen, file format 4B) and from nothing of ours.

It knows less than formats/sie.py and forgives nothing: what it takes, every program takes that holds to the format.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

# Items of identification, in any order; then the chart; then balances and vouchers: chapter 5, "order of items".
GROUPS = (
    ("FLAGGA",), ("KSUMMA",),
    ("PROGRAM", "FORMAT", "GEN", "SIETYP", "ORGNR", "FNAMN", "RAR", "TAXAR", "KPTYP", "VALUTA"),
    ("KONTO", "KTYP", "ENHET", "SRU", "DIM", "UNDERDIM", "OBJEKT"), ("IB", "UB", "RES", "VER", "TRANS", "{", "}"),
)  # fmt: skip
MANDATORY = {"FLAGGA", "PROGRAM", "FORMAT", "GEN", "SIETYP", "FNAMN"}
FIELD = re.compile(r'"((?:[^"\\]|\\")*)"|\{([^{}"]*(?:"(?:[^"\\]|\\.)*"[^{}"]*)*)\}|([^\s"{}]+)')
DAY, AMOUNT, ACCOUNT = re.compile(r"\d{8}"), re.compile(r"-?\d+(\.\d{1,2})?"), re.compile(r"\d+")


@dataclass
class Read:
    """What a file says, all of it as text but for amounts."""

    accounts: dict[str, str] = field(default_factory=dict)
    objects: set[tuple[str, str]] = field(default_factory=set)
    balances: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    vouchers: list[tuple[str, str, str, str, list[tuple[str, dict[str, str], Decimal, str]]]] = field(
        default_factory=list
    )


def read(content: bytes, *, is_whole: bool) -> Read:
    """asserts   all that the format demands of a file"""
    assert content.endswith(b"\r\n")
    text = content.decode("cp437")
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", text)
    found, seen, group = Read(), set(), 0
    dimensions: set[str] = set()
    for line in text.split("\r\n")[:-1]:
        assert "\n" not in line
        label = line.split(" ")[0].lstrip("#")
        now = next(at for at, labels in enumerate(GROUPS) if label in labels)
        assert now >= group or label == "KSUMMA", line
        seen.add(label)
        group = max(group, now)
        fields = _fields(line[len(label) + 1 :]) if line.startswith("#") else []
        _take(found, label, fields, dimensions)
    assert seen >= MANDATORY | ({"RAR", "KONTO", "UB"} if is_whole else set())
    for *_head, rows in found.vouchers:
        assert sum(row[2] for row in rows) == 0
        assert all(row[0] in found.accounts and set(row[1].items()) <= found.objects for row in rows)
    if is_whole:
        _add_up(found)
    return found


def _fields(text: str) -> list[str]:
    """Fields with one blank between them, and nothing besides."""
    found = list(FIELD.finditer(text))
    assert " ".join(one[0] for one in found) == text.strip(), text
    return [_plain(one) for one in found]


def _plain(found: re.Match[str]) -> str:
    quoted, objects, bare = found.groups()
    return quoted.replace('\\"', '"') if quoted is not None else "{" + objects if objects is not None else bare


def _take(found: Read, label: str, fields: list[str], dimensions: set[str]) -> None:
    match label:
        case "KONTO":
            assert ACCOUNT.fullmatch(fields[0])
            found.accounts[fields[0]] = fields[1]
        case "DIM":
            dimensions.add(fields[0])
        case "OBJEKT":
            assert fields[0] in dimensions
            found.objects.add((fields[0], fields[1]))
        case "IB" | "UB" | "RES":
            assert fields[0].lstrip("-").isdigit()
            assert AMOUNT.fullmatch(fields[2])
            found.balances[label, fields[0], fields[1]] = Decimal(fields[2])
        case "VER":
            assert all(DAY.fullmatch(day) for day in (fields[2], *fields[4:5]))
            found.vouchers.append((fields[0], fields[1], fields[2], fields[3], []))
        case "TRANS":
            assert AMOUNT.fullmatch(fields[2])
            assert all(DAY.fullmatch(day) for day in fields[3:4])
            named = _fields(fields[1][1:])
            row = (fields[0], dict(zip(named[::2], named[1::2], strict=True)), Decimal(fields[2]), "".join(fields[4:5]))
            found.vouchers[-1][4].append(row)


def _add_up(found: Read) -> None:
    """Closing is opening and what moved; of the year itself."""
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for *_head, rows in found.vouchers:
        for account, _objects, amount, _text in rows:
            moved[account] += amount
    for account in {number for _label, year, number in found.balances if year == "0"} | set(moved):
        opened = found.balances.get(("IB", "0", account), Decimal(0))
        closed = found.balances.get(("UB", "0", account), found.balances.get(("RES", "0", account), Decimal(0)))
        assert opened + moved[account] == closed, account
