"""What the matcher is told and what it answers."""

import pickle

import pytest

from reskontra.core.matching.records import Evidence, LineProposal, Part
from tests.core.matching.small import ALFA, entry, line


@pytest.mark.parametrize(
    "record",
    [line(1, 5), entry(1, ALFA, "F1", 5), ALFA, Part(1, "CUSTOMER", 1, 5), LineProposal(1, "none", "unmatched", False)],
)
def test_records_are_frozen_comparable_and_travel(record):
    with pytest.raises(AttributeError):
        record.line_id = 2
    assert pickle.loads(pickle.dumps(record)) == record


def test_evidence_keeps_its_values():
    assert Evidence("amount_equal", {"evidence": "5.00"}) == Evidence("amount_equal", {"evidence": "5.00"})
