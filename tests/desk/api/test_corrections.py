"""Corrections by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_voucher_and_a_run_are_reversed() -> None:
    book = api_book()
    program = Program(book.company)
    document = program.post("documents/post").data["documents"][0]["voucher"]
    refused = program.post(f"vouchers/{document}/reverse", {"reason": "wrong"})
    assert (refused.status, refused.data["code"]) == (422, "document_not_reversed")
    voucher = program.post(f"journals/{book.journal}/post").data["vouchers"][0]["voucher"]
    preview = program.post(f"vouchers/{voucher}/reverse", {"reason": "wrong", "preview": True})
    assert preview.status == 200, preview.data
    assert program.post(f"vouchers/{voucher}/reverse").data["code"] == "reason_missing"
    done = program.post(f"vouchers/{voucher}/reverse", {"reason": "wrong"}, key="k").data
    assert done["accounts"] == preview.data["accounts"]
    assert program.post(f"vouchers/{voucher}/reverse", {"reason": "wrong"}, key="k").data == done
    program.post(f"journals/{book.journal}/match")
    posted = program.post(f"journals/{book.journal}/post").data["run"]
    run = program.post(f"posting-runs/{posted}/reverse", {"reason": "wrong"}).data
    assert len(run["vouchers"]) == 1
    assert program.post("posting-runs/9999/reverse", {"reason": "wrong"}).status == 404
