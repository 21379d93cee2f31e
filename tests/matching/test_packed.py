"""Proposals as bytes are the proposals they were made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reskontra.matching.packed import Packed, packed, unpacked
from reskontra.matching.proposals import Reasons, StoredPart, StoredProposal

amounts = st.integers(-(2**63), 2**63 - 1)
ids = st.integers(1, 2**63 - 1)
reasons = st.fixed_dictionaries({"rule": st.text(min_size=1), "evidence": st.text() | st.integers()})
parts = st.builds(
    StoredPart,
    st.sampled_from(["CUSTOMER", "GL"]),
    st.text(max_size=30),
    amounts,
    st.none() | ids,
    st.none() | ids,
    discount_minor=amounts,
    entry_minor=amounts,
    description=st.text(max_size=250),
)
proposals = st.builds(
    StoredProposal,
    line_id=ids,
    journal_id=ids,
    confidence=st.sampled_from(["high", "none"]),
    state=st.sampled_from(["ready", "review"]),
    is_ready=st.booleans(),
    difference_minor=st.sampled_from([0, -5]),
    origin=st.just("AUTO"),
    is_reviewed=st.booleans(),
    quality=st.integers(0, 99),
    explanation=st.lists(reasons, max_size=3).map(tuple),
    rule=st.just("high-4"),
    alternatives=st.lists(ids, max_size=3).map(tuple),
    lost=st.just(()),
    parts=st.lists(parts, max_size=3).map(tuple),
)


@given(st.lists(proposals, max_size=4))
def test_what_is_packed_is_what_is_unpacked(several: list[StoredProposal]) -> None:
    kept = Packed([one.line_id for one in several], [packed(one) for one in several], journal_ids=())
    assert list(kept) == several
    assert list(kept[1:]) == several[1:]


@given(proposals, reasons)
def test_what_is_told_of_each_alternative_stays_with_it(one: StoredProposal, why: dict[str, object]) -> None:
    told = one._replace(lost=(why,) * len(one.alternatives), explanation=Reasons([why]))
    assert unpacked(packed(told)) == told._replace(explanation=(why,))
