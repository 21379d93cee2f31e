"""Every code has its word."""

from __future__ import annotations

from reskontra.core.entries import DetailKind, DocumentType
from reskontra.receivables.kinds import KINDS, kind_word


def test_every_code_has_a_word() -> None:
    assert set(KINDS) == {kind.value for kind in (*DocumentType, *DetailKind)}
    assert kind_word("CREDIT_MEMO") == "Credit memo"
