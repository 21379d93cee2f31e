"""What a statement has and the books lack, by the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.bank.reconciliation.books import account, begun
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_mapping_says_what_a_difference_is_for_unless_an_account_is_named() -> None:
    company = build.new_company()
    account(company)
    begun(company, (-15_00, "Avgift mars"), (-5_00, "Avgift april"), (-1_00, "Annat"))
    program = Program(company)
    program.post("typed-journals/general-journal/batches", {"batch": "AVGIFT"})
    program.post("mappings", {"text": "avgift", "account": "gl:6570"})
    transfer = "bank-reconciliations/B1-1/transfer"
    assert program.post(transfer, {"lines": [1, 3], "batch": "AVGIFT"}).status == 422
    assert program.post(transfer, {"lines": [1], "batch": "AVGIFT"}).data == {"batch": "AVGIFT", "count": 1}
    program.post(transfer, {"lines": [2, 3], "batch": "AVGIFT", "account": "gl:3740"})
    lines = program.get("typed-journals/general-journal/batches/AVGIFT/lines").data["items"]
    assert [one["account"] for one in lines] == ["gl:6570", "gl:3740", "gl:3740"]
