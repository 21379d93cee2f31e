"""Rooms above hear of corrections of posted entries."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables import watching
from tests import build


def test_each_listener_hears_once_and_only_of_vouchers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_listeners", [])
    heard: list[tuple[int, bool]] = []
    company = CompanyFacts.__new__(CompanyFacts)

    def listener(*, company: CompanyFacts, actor: str, voucher_id: int, is_of_another: bool) -> None:
        assert actor == build.ALICE
        heard.append((voucher_id, is_of_another))

    watching.hear_of_corrections(listener)
    watching.hear_of_corrections(listener)
    watching.tell_of_correction(company=company, actor=build.ALICE, voucher_id=7, is_of_another=True)
    watching.tell_of_correction(company=company, actor=build.ALICE, voucher_id=None, is_of_another=False)
    assert heard == [(7, True)]
