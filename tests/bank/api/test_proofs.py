"""Proofs of bank accounts, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_proof_is_read_signed_and_taken_back() -> None:
    company = api_book().company
    program, chief = Program(company), Program(company, role="ADMINISTRATOR", name="chief")
    own, day = "bank-accounts/B1", {"as_of": "2026-03-31"}
    assert program.get(f"{own}/proof", **day).data
    assert program.get(f"{own}/proof/file", **day).content.startswith(b"%PDF")
    signed = program.post(f"{own}/sign", day | {"explanation": "Not posted yet."}, key="k")
    assert (signed.status, signed.data["signed_by"], signed.data["as_of"]) == (200, "token:webshop", "2026-03-31")
    assert program.get("sign-offs", bank_account="B1").data["items"] == [signed.data]
    assert program.post(f"{own}/unsign", day | {"reason": "Wrong day"}).status == 403
    back = chief.post(f"{own}/unsign", day | {"reason": "Wrong day"}).data
    assert (back["withdrawn_by"], back["withdrawn_reason"]) == ("token:chief", "Wrong day")
    assert program.get("bank-accounts/B9/proof", **day).status == 404
