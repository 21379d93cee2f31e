"""A line as it would be typed anew: what a page changes of it is laid over what it says already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import format_minor
from reskontra.core.settlement import Marked
from reskontra.journals.entering import NewTyped
from reskontra.journals.proposing import Named, due_of
from reskontra.journals.typed_lines import TypedFacts
from reskontra.receivables.queries import facts_by_id


def as_typed(line: TypedFacts, documents: Mapping[int, EntryFact], *, local_currency: str) -> NewTyped:
    """The line in the words that would type it again, with what it settles."""
    return NewTyped(
        account=line.account,
        amount=format_minor(line.amount_minor, line.currency),
        posting_date=line.posting_date,
        document_date=line.document_date,
        document_type=line.document_type,
        document_number=line.document_number,
        external_document_number=line.external_document_number,
        description=line.description,
        currency=line.currency,
        local_amount="" if line.local_minor is None else format_minor(line.local_minor, local_currency),
        balancing=line.balancing,
        settles=_settles(line, documents),
        accepts_late_discount=line.accepts_late_discount,
        accepts_tolerance=line.accepts_tolerance,
        on_hold=line.on_hold,
        is_correction=line.is_correction,
        vat_code=line.vat_code,
        cost_center=line.cost_center,
        project=line.project,
        comment=line.comment,
        check_kind=line.check_kind,
        check_number=line.check_number,
    )


def _settles(line: TypedFacts, documents: Mapping[int, EntryFact]) -> tuple[str, ...]:
    if line.applies_to_number:
        kind = f"{line.applies_to_type.lower()}:" if line.applies_to_type else ""
        return (f"{kind}{line.applies_to_number}",)
    return tuple(settled_text(mark, documents) for mark in line.marks)


def settled_text(mark: Marked, documents: Mapping[int, EntryFact]) -> str:
    """A mark as it is typed: TYPE:NUMBER, with =AMOUNT where not all of it is meant."""
    fact = documents[mark.entry_id]
    kind = f"{fact.document_type.lower()}:" if fact.document_type else ""
    amount = "" if mark.amount_minor is None else f"={format_minor(mark.amount_minor, fact.currency)}"
    return f"{kind}{fact.document_number}{amount}"


def documents_of_line(*, company: CompanyFacts, line: TypedFacts) -> dict[int, EntryFact]:
    """The entries that the line is to settle."""
    return facts_by_id(company=company, ids={mark.entry_id for mark in line.marks})


def applied_minor(line: TypedFacts, documents: Mapping[int, EntryFact]) -> tuple[int, int]:
    """What the marks come to, signed as the entries: money, and discount in time.

    In the line's currency alone; a document in another is left out.
    """
    cash = discount = 0
    if line.posting_date is None:
        return 0, 0
    for mark in line.marks:
        fact = documents[mark.entry_id]
        if fact.currency != line.currency:
            continue
        due = due_of(named_fact(mark, fact), line.posting_date)
        whole = fact.remaining_minor if mark.amount_minor is None else mark.amount_minor
        cash += due
        discount += whole - due
    return cash, discount


def named_fact(mark: Marked, fact: EntryFact) -> Named:
    return Named(
        mark, fact.document_number, fact.document_type, fact.currency, fact.remaining_minor, fact.discount_minor,
        fact.discount_date,
    )  # fmt: skip


def follows_marks(line: TypedFacts, documents: Mapping[int, EntryFact]) -> bool:
    """Whether the amount is what the marks come to, or nothing yet: then it goes with them."""
    return line.amount_minor == 0 or (bool(line.marks) and line.party_minor == -applied_minor(line, documents)[0])


def with_account(new: NewTyped, account: str) -> NewTyped:
    """The line on another account: its marks are released, and text, currency and type are proposed anew."""
    return replace(new, account=account, settles=(), description="", currency="", document_type=None)
