"""Which reasons of a line speak for which of its applications, and where in its text they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Reason = Mapping[str, Any]
# Reasons that are amounts, sums and warnings: what they name is not looked for in the text.
OF_AMOUNTS = frozenset((
    "amount_differs", "amount_equal", "amounts_advised", "bank_charge", "bank_charge_supposed", "charge_above_limit",
    "completed_by_amount", "credit_memo_netted", "discount_in_time", "discount_late", "overpaid", "payment_tolerance",
    "rounding", "underpaid",
))  # fmt: skip
STANDING = frozenset(("own_account", "text_mapping", "learned_text", "stated_text", "tax_account", "salary", "refund"))


def is_amount(rule: str) -> bool:
    """Whether the evidence of a rule is an amount."""
    return rule in OF_AMOUNTS or rule.startswith("sum_of_")


def evidence_for(reasons: Sequence[Reason], *, document_number: str, party: str, is_alone: bool) -> list[Reason]:
    """The reasons that speak for one application: those that name its document or its party, or mean its account.

    is_alone   it is all that the line is put on: every reason is its own
    """
    if is_alone:
        return list(reasons)
    return [reason for reason in reasons if _speaks_for(reason, document_number, party)]


def _speaks_for(reason: Reason, document_number: str, party: str) -> bool:
    if "document_number" in reason:
        return bool(document_number) and reason["document_number"] == document_number
    if "party" in reason:
        return bool(party) and reason["party"] == party
    return not party and reason["rule"] in STANDING


def places(reasons: Iterable[Reason], text: str) -> list[tuple[int, int]]:
    """Where evidence stands in a text: (start, end), in order, none within another.

    Where a reason says its place, that is taken; else the first place where its evidence is written, in any case.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(_places(reasons, text)), key=lambda place: (place[0], -place[1])):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _places(reasons: Iterable[Reason], text: str) -> Iterator[tuple[int, int]]:
    folded = text.casefold()
    for reason in reasons:
        if "start" in reason and int(reason["end"]) <= len(text):
            yield int(reason["start"]), int(reason["end"])
            continue
        written = str(reason.get("evidence", "")).casefold()
        if written and not is_amount(str(reason["rule"])) and len(folded) == len(text):
            start = folded.find(written)
            if start >= 0:
                yield start, start + len(written)
