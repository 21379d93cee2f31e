"""Every state that is kept has a word."""

from __future__ import annotations

from reskontra.receivables import direct_debit_state_words as w
from reskontra.receivables import models_of_direct_debits as m


def test_every_state_has_its_word() -> None:
    assert set(w.SCHEMES) == set(m.SCHEMES)
    assert all(w.collection_state(state) for state in m.COLLECTION_STATES)
    assert all(w.debit_state(state) for state in m.DEBIT_STATES)
    assert [bool(w.sequence_word(one)) for one in m.SEQUENCES] == [False, True, True, True, True]
    assert [w.mandate_state(state) for state in ("ACTIVE", "INACTIVE")] == ["Active", "Not in force"]
    told = [("ACTIVE", "ACTIVE"), ("ACTIVE", "REJECTED"), ("ACTIVE", "CANCELLED"), ("CLOSED", "CANCELLED")]
    assert [w.mandate_state(*one) for one in told] == [
        "Active", "Rejected by the bank", "Cancelled at the bank", "Closed",
    ]  # fmt: skip
