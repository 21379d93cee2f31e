"""The SIE files of the sample collection, where it lies beside the project: read, and their vouchers loaded."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reskontra.companies.actions import add_fiscal_year
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.core.integrity import Violation
from reskontra.formats.sie import read_sie
from reskontra.ledger.checks import check
from reskontra.ledger.load_vouchers import LoadOrder, load_vouchers
from reskontra.ledger.models import Voucher, VoucherLine
from tests import build

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
MANIFEST = json.loads((SAMPLES / "MANIFEST.json").read_text()) if SAMPLES.is_dir() else {"files": []}
ROWS = [row for row in MANIFEST["files"] if row["format"] == "sie"]
SOUND = [row for row in ROWS if not row.get("must_be_refused")]
ORDER = LoadOrder(takes_over=True, adds_accounts=True)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample collection is not beside the project"),
]


def named(row: dict[str, Any]) -> str:
    return str(row["file"])


def data_of(row: dict[str, Any]) -> bytes:
    return (SAMPLES / row["file"]).read_bytes()


def debits(amounts: list[int]) -> Decimal:
    return Decimal(sum(one for one in amounts if one > 0)).scaleb(-2)


@pytest.mark.parametrize("row", SOUND, ids=named)
def test_a_file_is_read(row: dict[str, Any]) -> None:
    file, expected = read_sie(io.BytesIO(data_of(row))), row["expected"]["content"]
    assert file.type.startswith(expected["SIETYP"])
    assert (len(file.vouchers), len(file.movements)) == (expected["vouchers"], expected["transactions"])
    assert debits([one.minor for one in file.movements]) == Decimal(expected["sum of debit side"])
    assert all(sum(one.minor for one in voucher.rows) == 0 for voucher in file.vouchers)


@pytest.mark.parametrize("row", SOUND, ids=named)
def test_its_vouchers_are_posted_and_the_books_are_whole(row: dict[str, Any], company: CompanyFacts) -> None:
    build.bank_account(company)
    for year in sorted({voucher.day.year for voucher in read_sie(io.BytesIO(data_of(row))).vouchers}):
        add_fiscal_year(company=company, actor=build.BOB, start=date(year, 1, 1), end=date(year, 12, 31))
    stream = io.BytesIO(data_of(row))
    done = load_vouchers(company=company, actor=build.BOB, name="sample", stream=stream, order=ORDER)
    expected = row["expected"]["content"]
    assert (done.vouchers, done.rows) == (expected["vouchers"], expected["transactions"])
    assert Voucher.objects.filter(company=company.id).count() == expected["vouchers"]
    amounts = list(VoucherLine.objects.filter(company=company.id).values_list("amount_minor", flat=True))
    assert debits(amounts) == Decimal(expected["sum of debit side"])
    violations: list[Violation] = list(check(company=company))
    assert violations == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("must_be_refused")], ids=named)
def test_a_file_that_does_not_balance_is_refused(row: dict[str, Any], company: CompanyFacts) -> None:
    with pytest.raises(Findings) as caught:
        load_vouchers(
            company=company, actor=build.BOB, name="sample", stream=io.BytesIO(data_of(row)), order=ORDER
        )  # fmt: skip
    unbalanced = row["expected"]["content"]["unbalanced vouchers"]
    assert [one.code for one in caught.value.findings] == ["sie_voucher_unbalanced"] * unbalanced
    assert not Voucher.objects.exists()
