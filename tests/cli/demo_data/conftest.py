"""One demo for all tests of the package, and the checks of numbers the tests do by themselves."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reskontra.cli.demo_data import DemoFiles, write_demo

AS_OF = date(2026, 4, 16)  # a Thursday


@dataclass(frozen=True)
class Demo:
    files: DemoFiles
    truth: dict[str, Any]
    customers: list[dict[str, str]]
    vendors: list[dict[str, str]]
    entries: list[dict[str, str]]
    statement: Any
    advice: Any

    def transactions(self) -> Iterator[tuple[str, Any, Any]]:
        """Reference, Ntry and TxDtls of every transaction that has its details in either file."""
        for root in (self.statement, self.advice):
            for entry in root.iter("{*}Ntry"):
                for details in entry.iter("{*}TxDtls"):
                    own = details.findtext("{*}Refs/{*}AcctSvcrRef")
                    yield own or entry.findtext("{*}AcctSvcrRef"), entry, details


def signed(element: Any) -> Decimal:
    """The amount of an entry, part or balance, negative for DBIT."""
    sign = {"CRDT": 1, "DBIT": -1}[element.findtext("{*}CdtDbtInd")]
    return sign * Decimal(element.findtext("{*}Amt"))


def luhn_is_valid(number: str) -> bool:
    digits = [int(character) for character in number]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def mod97_is_valid(number: str) -> bool:
    return int("".join(str(int(character, 36)) for character in number[4:] + number[:4])) % 97 == 1


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    files = write_demo(tmp_path_factory.mktemp("demo"), as_of=AS_OF, terms_codes={10: "10D", 30: "30D"})
    return Demo(
        files=files,
        truth=json.loads(files.truth.read_text(encoding="utf-8")),
        customers=_rows(files.customers),
        vendors=_rows(files.vendors),
        entries=_rows(files.entries),
        statement=etree.fromstring(files.statement.read_bytes()),
        advice=etree.fromstring(files.advice.read_bytes()),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
