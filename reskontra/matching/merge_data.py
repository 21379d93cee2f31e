"""What merging customers or vendors did, as data."""

from __future__ import annotations

from reskontra.core.money import format_minor
from reskontra.matching.actions.merge_parties import Merged


def merged_data(done: Merged, preview: bool) -> dict[str, object]:
    """The entries that were moved, each with its voucher, and how much else was."""
    moved = [
        {
            "document_number": one.document, "currency": one.amount.currency,
            "amount": format_minor(one.amount.minor, one.amount.currency), "voucher": one.voucher,
        }
        for one in done.moved
    ]  # fmt: skip
    counts = {"accounts": done.accounts, "relations": done.relations, "lines_to_match": done.lines}
    return {"preview": preview, "moved": moved, **counts}
