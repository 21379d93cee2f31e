"""The demo, against what its data truly means: nothing certain is wrong, and hardly anything certain is missed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reskontra.cli import demo as demo_module
from reskontra.companies.queries import find_company
from reskontra.journals.queries import journals
from reskontra.matching.queries import journals_as_data
from tests import books
from tests.cli.running import refused, run

pytestmark = pytest.mark.django_db

NOBODYS = {"own_transfer", "tax_account", "salary", "bank_fee", "card_purchase", "unknown_payer", "pending"}


@dataclass(frozen=True)
class Posted:
    """A posted line beside what it truly is."""

    line: dict[str, Any]
    truth: dict[str, Any]

    @property
    def applied(self) -> dict[tuple[str, str], Decimal]:
        return {
            (part["ledger"], part["document_number"]): _settled(part)
            for part in self.line["applications"]
            if part["document_number"]
        }

    @property
    def true(self) -> dict[tuple[str, str], Decimal]:
        return {(one["ledger"], one["document_number"]): Decimal(one["settled"]) for one in self.truth["documents"]}

    @property
    def is_right(self) -> bool:
        return self.applied == self.true


def _settled(part: dict[str, Any]) -> Decimal:
    return sum((Decimal(part[kind]) for kind in ("amount", "discount", "tolerance", "charge", "rounding")), Decimal())


@pytest.fixture
def told(tmp_path: Path) -> tuple[str, list[Posted], dict[str, Any]]:
    answer = run("demo", "--folder", tmp_path, "--no-serve")
    assert (answer.code, answer.err) == (0, "")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    company = find_company(name=demo_module.demo_company.NAME)
    data = journals_as_data(company=company, journals=journals(company=company))
    posted = [Posted(line, truth[line["bank_reference"]]) for line in data["lines"] if line["state"] == "posted"]
    return answer.out, posted, truth


def test_the_demo_is_right(told: tuple[str, list[Posted], dict[str, Any]]) -> None:
    out, posted, truth = told
    wrong = [one for one in posted if one.applied and not one.is_right]
    assert not [(one.line["bank_reference"], one.truth["kind"], one.applied, one.true) for one in wrong]
    booked = [one for one in truth.values() if one["is_booked"] and one["documents"]]
    right = [one for one in posted if one.truth["documents"] and one.is_right]
    assert len(right) >= 0.95 * len([one for one in posted if one.truth["documents"]])
    assert len(right) >= 0.85 * len(booked), f"{len(right)} of {len(booked)} posted without a person"
    assert "[bold" not in out
    assert "▸" in out
    assert "whole" in out
    assert books.violations() == []
    assert "exists" in refused("demo", "--no-serve")


def test_what_is_nobodys_document_is_put_on_none(told: tuple[str, list[Posted], dict[str, Any]]) -> None:
    _, posted, _ = told
    assert not [one.line["bank_reference"] for one in posted if one.truth["kind"] in NOBODYS and one.applied]
