"""Split a line: its money in parts, each with its amount, on a document, on account, or on an account of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.matching.accounts import resolve_account
from reskontra.matching.actions.apply_line import (
    Room,
    account_currency,
    find_line,
    manual_proposal,
    parse_document,
    part_of,
    refuse_idle,
    refuse_transfer,
    refuse_twice,
)
from reskontra.matching.actions.store_decision import store_decision
from reskontra.matching.proposals import StoredPart, StoredProposal, reserved_by_entry
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.applying import EntryName, find_named
from reskontra.receivables.queries import DocumentUnknown, typed_number

KINDS = ("document", "customer", "vendor", "gl", "bank")


class SplitTooFew(Refused):
    code = "split_too_few"
    template = "Line {line} was to be split in {count:part|parts}. Write two parts or more."


class SplitDiffers(Refused):
    code = "split_differs"
    template = (
        "The parts come to {sum}, and line {line} has {amount}. Put {left} on another part, or leave one amount empty."
    )


class SplitRestTwice(Refused):
    code = "split_rest_twice"
    template = "{count:part has|parts have} no amount. Leave one amount empty at most: it takes the rest."


class SplitKindUnknown(Refused):
    code = "split_kind_unknown"
    template = '"{kind}" is no kind of part. Use one of {known}.'


class SplitPartEmpty(Refused):
    code = "split_part_empty"
    template = "A part is {amount}. Write its amount, or leave the part out."


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A part as a person writes it.

    kind      of KINDS: a document, on account of a customer or vendor, a G/L account, or another bank account
    number    of the document or account; a document also as customer:F1001@C1
    minor     of the line's money, signed as the bank does; None for the rest
    """

    kind: str
    number: str
    minor: int | None


def split_line(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, parts: Sequence[SplitPart]
) -> StoredProposal:
    """Put a line's money on several parts; what was proposed before is replaced.

    refuses   LineUnknown, LineAmountMissing, SplitTooFew, SplitRestTwice, SplitDiffers; then what keeps parts from
              being what they are, as Findings where there are several: SplitKindUnknown, SplitPartEmpty,
              DocumentUnknown, DocumentNotUnique, what resolve_account() refuses, TransferToItself, TransferCurrency,
              DocumentSettled, DocumentCurrency, DocumentReserved, OverApplied, PartAgainstSign; then
              AppliedTwice, NothingSettled
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number)
        currency = account_currency(company=company, journal=journal)
        whole = line.account_minor or 0
        amounts = _amounts(line_number, Money(whole, currency), parts)
        command = _Split(company, journal, line, Room(line_number, currency, whole, whole, 0))
        stored = _each(list(zip(parts, amounts, strict=True)), command.part)
        refuse_twice(command.documents)
        proposal = manual_proposal(line, stored)._replace(origin="SPLIT")
        refuse_idle(line_number, currency, proposal)
        store_decision(company, actor, journal, line, proposal, "journal.line.split")
    return proposal


def _amounts(line_number: int, whole: Money, parts: Sequence[SplitPart]) -> list[int]:
    """Of each part in minor units; the one without an amount has what the others leave."""
    if len(parts) < 2:
        raise SplitTooFew(line=line_number, count=len(parts))
    resting = sum(part.minor is None for part in parts)
    if resting > 1:
        raise SplitRestTwice(count=resting)
    given = sum(part.minor or 0 for part in parts)
    left = whole.minor - given
    if left and not resting:
        currency = whole.currency
        raise SplitDiffers(line=line_number, sum=Money(given, currency), amount=whole, left=Money(left, currency))
    return [left if part.minor is None else part.minor for part in parts]


def _each(wanted: Sequence[tuple[SplitPart, int]], made: Callable[[SplitPart, int], StoredPart]) -> list[StoredPart]:
    stored, findings = [], []
    for row, (part, minor) in enumerate(wanted, 1):
        try:
            stored.append(made(part, minor))
        except (Refused, Malformed) as refusal:
            refusal.place = f"row {row}"
            findings.append(refusal)
    if len(findings) == 1:
        raise findings[0]
    if findings:
        raise Findings(findings)
    return stored


@dataclass(slots=True)
class _Split:
    """One line that is being split, and the documents among its parts."""

    company: CompanyFacts
    journal: JournalFacts
    line: LineFacts
    room: Room
    documents: list[EntryFact] = field(default_factory=list)

    def part(self, part: SplitPart, minor: int) -> StoredPart:
        if part.kind not in KINDS:
            raise SplitKindUnknown(kind=part.kind, known=KINDS)
        if not minor:
            raise SplitPartEmpty(amount=Money(minor, self.room.currency))
        if part.kind == "document":
            return self._document(part.number, minor)
        chosen = resolve_account(company=self.company, text=f"{part.kind}:{part.number}")
        if chosen.account_type == "BANK":
            refuse_transfer(self.company, self.journal, self.room.line_number, chosen.number)
        return StoredPart(chosen.account_type, chosen.number, minor, chosen.party_id)

    def _document(self, text: str, minor: int) -> StoredPart:
        fact = self._find(text.strip())
        self.documents.append(fact)
        reserved = reserved_by_entry(company=self.company, besides={self.line.id}, entries={fact.entry_id})
        free = fact.remaining_minor - reserved.get(fact.entry_id, 0)
        number = parties_by_id(company=self.company, ids=[fact.party_id])[fact.party_id].number
        room = self.room
        one = Room(room.line_number, room.currency, room.line_minor, minor, free)
        return part_of(self.company, self.line, fact, number, one, minor, False)

    def _find(self, text: str) -> EntryFact:
        """A bare number is a customer's document where there is one, else a vendor's."""
        if text.lower().startswith(("customer:", "vendor:")):
            wanted = parse_document(text)
            name = EntryName(wanted.ledger, wanted.number, wanted.account, wanted.document_type)
            return find_named(company=self.company, name=name)
        document_type, number = typed_number(text)
        ledgers = ("CUSTOMER", "VENDOR") if self.room.line_minor > 0 else ("VENDOR", "CUSTOMER")
        try:
            return find_named(company=self.company, name=EntryName(ledgers[0], number, "", document_type))
        except DocumentUnknown as unknown:
            try:
                return find_named(company=self.company, name=EntryName(ledgers[1], number, "", document_type))
            except DocumentUnknown:
                raise unknown from None
