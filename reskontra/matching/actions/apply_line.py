"""What a person decides about a line: apply it, or take that away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application_checks import AppliedTwice, GrantLeavesRest
from reskontra.core.errors import Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.journals.queries import lines as journal_lines
from reskontra.journals.states import mark_reviewed
from reskontra.ledger.queries import bank_account_of, find_bank_account
from reskontra.matching.accounts import resolve_account
from reskontra.matching.actions.post_journal import LineAmountMissing, LineUnknown
from reskontra.matching.actions.store_decision import record_decision, store_decision
from reskontra.matching.decisions import note_decisions
from reskontra.matching.foreign import Paid, foreign_part
from reskontra.matching.learning import learn
from reskontra.matching.posting_plan import TransferCurrency
from reskontra.matching.proposals import (
    StoredPart,
    StoredProposal,
    delete_proposals,
    read_proposals,
    reserved_by_entry,
)
from reskontra.matching.reservations import DocumentSettled, Excess, refusals_of, reservable
from reskontra.matching.words import words_of
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.applying import EntryName, find_named
from reskontra.receivables.bad_debts import reopen_bad_debt
from reskontra.receivables.bad_debts_list import written_off
from reskontra.receivables.correcting import ClaimOrder
from reskontra.receivables.queries import typed_number


class DocumentNotWritten(Refused):
    code = "document_not_written"
    template = '"{text}" names no document. Write customer:NUMBER or vendor:NUMBER, with =AMOUNT for a part of it.'


class DocumentWrittenOff(Refused):
    code = "document_written_off"
    template = "{document} was written off as lost. Apply it with --reopen, which opens it again."


class DocumentCurrency(Refused):
    code = "document_currency"
    template = (
        "{document} is in {currency} and the line in {line_currency}. "
        "Name it with neither amount nor discount, or put the line on account."
    )


class LineUsedUp(Refused):
    code = "line_used_up"
    template = "Line {line} has {left} left, and {amount} was to be applied. Apply at most {left}."


class NoDiscountLeft(Refused):
    code = "no_discount_left"
    template = "{document} has no discount left, {discount}. Apply it without --with-discount."


class NothingToTransfer(Refused):
    code = "nothing_to_transfer"
    template = "Line {line} has a difference of {difference}. Take its application away first."


class NothingSettled(Refused):
    code = "nothing_settled"
    template = (
        "Line {line} would bring {party} {amount}, and that settles none of the documents named. "
        "Name one that it can settle, or leave these out."
    )


class TransferToItself(Refused):
    code = "transfer_to_itself"
    template = "Line {line} is on bank account {bank_account} already. Choose another account."


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """A document and how much of it, signed as the document; None means as much as the line has."""

    ledger: str
    number: str
    account: str = ""
    amount: str = ""
    document_type: str = ""


def account_currency(*, company: CompanyFacts, journal: JournalFacts) -> str:
    """The currency in which the journal's lines are applied: its bank account's."""
    return bank_account_of(company=company, id=journal.bank_account_id or 0).currency


def parse_document(text: str) -> WantedDocument:
    """customer:F1001, customer:F1001=250.00, vendor:4711@V12, customer:credit_memo:F1001.

    refuses   DocumentNotWritten
    """
    ledger, colon, rest = text.partition(":")
    number, _, amount = rest.partition("=")
    number, _, account = number.partition("@")
    if not colon or ledger.upper() not in ("CUSTOMER", "VENDOR") or not number:
        raise DocumentNotWritten(text=text)
    document_type, number = typed_number(number)
    return WantedDocument(ledger.upper(), number, account.strip(), amount.strip(), document_type)


def apply_to_documents(
    *,
    company: CompanyFacts,
    actor: str,
    journal: JournalFacts,
    line_number: int,
    documents: Sequence[tuple[WantedDocument, int | None]],
    with_discount: bool,
    reopens: bool = False,
) -> StoredProposal:
    """Apply a line to documents, in the order given; what was proposed before is replaced.

    documents   with the amount in minor units, or None
    reopens     those that were written off are open again from the line's day on
    refuses     LineUnknown, LineAmountMissing, what find_document() refuses, AppliedTwice, what reopen_bad_debt()
                refuses, DocumentWrittenOff, DocumentSettled, DocumentCurrency, LineUsedUp, RateMissing, NoDiscountLeft,
                DocumentReserved, OverApplied, PartAgainstSign, GrantLeavesRest, NothingSettled
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number)
        currency, whole = account_currency(company=company, journal=journal), line.account_minor or 0
        facts = _facts(company, documents)
        refuse_twice(facts)
        ids = {fact.entry_id for fact in facts}
        lost = written_off(company=company, entry_ids=ids)
        if reopens and lost:
            _reopen(company, actor, journal, line, [fact for fact in facts if fact.entry_id in lost])
            facts = _facts(company, documents)
        elif settled := [fact for fact in facts if fact.entry_id in lost and not fact.remaining_minor]:
            raise DocumentWrittenOff(document=settled[0].document_number)
        reserved = reserved_by_entry(company=company, besides={line.id}, entries=ids)
        numbers = parties_by_id(company=company, ids={fact.party_id for fact in facts})
        parts: list[StoredPart] = []
        wanted = zip(facts, [amount for _, amount in documents], strict=True)
        for fact, amount in _credits_first(line, list(wanted)):
            free = fact.remaining_minor - reserved.get(fact.entry_id, 0)
            number = numbers[fact.party_id].number
            left = whole - sum(part.cash_minor for part in parts)
            room = Room(line.line_number, currency, whole, left, free)
            parts.append(part_of(company, line, fact, number, room, amount, with_discount))
        proposal = manual_proposal(line, parts)
        refuse_idle(line_number, currency, proposal)
        store_decision(company, actor, journal, line, proposal, "journal.line.applied")
    return proposal


def _facts(company: CompanyFacts, documents: Sequence[tuple[WantedDocument, int | None]]) -> list[EntryFact]:
    names = [EntryName(one.ledger, one.number, one.account, one.document_type) for one, _ in documents]
    return [find_named(company=company, name=name) for name in names]


def _reopen(
    company: CompanyFacts, actor: str, journal: JournalFacts, line: LineFacts, lost: Sequence[EntryFact]
) -> None:
    """Money came after all."""
    numbers = parties_by_id(company=company, ids={fact.party_id for fact in lost})
    for fact in lost:
        name = EntryName(fact.ledger, fact.document_number, numbers[fact.party_id].number)
        order = ClaimOrder(name, f"{journal.number}, {line.line_number}", line.date)
        reopen_bad_debt(company=company, actor=actor, order=order)


def refuse_idle(line_number: int, currency: str, proposal: StoredProposal) -> None:
    """A party's documents are settled by what the line brings it: something, and against at least one of them.

    refuses   NothingSettled
    """
    for number in {part.account_number for part in proposal.parts if part.entry_id and not proposal.difference_minor}:
        parts = [part for part in proposal.parts if part.account_number == number]
        gross = sum(part.cash_minor + part.charge_minor + part.rounding_minor for part in parts)
        if not any(part.entry_id and part.cash_minor * gross > 0 for part in parts):
            raise NothingSettled(line=line_number, party=number, amount=Money(gross, currency))


def refuse_twice(facts: Sequence[EntryFact]) -> None:
    """refuses   AppliedTwice"""
    ids = [fact.entry_id for fact in facts]
    for fact in facts:
        if ids.count(fact.entry_id) > 1:
            raise AppliedTwice(document=fact.document_number)


def _credits_first(line: LineFacts, wanted: list[tuple[EntryFact, int | None]]) -> list[tuple[EntryFact, int | None]]:
    """What increases the money to apply goes before what uses it up."""
    return sorted(wanted, key=lambda pair: (pair[0].remaining_minor > 0) == ((line.account_minor or 0) > 0))


@dataclass(frozen=True, slots=True)
class Room:
    """What the line has left of its amount, and what is free of the document."""

    line_number: int
    currency: str
    line_minor: int
    left_minor: int
    free_minor: int


def part_of(
    company: CompanyFacts,
    line: LineFacts,
    fact: EntryFact,
    number: str,
    room: Room,
    amount: int | None,
    with_discount: bool,
) -> StoredPart:
    """A document's part of the line.

    number    its party's; amount: in minor units, or None for as much as the line has
    refuses   DocumentSettled, DocumentCurrency, NoDiscountLeft, what refusals_of() gives, LineUsedUp, GrantLeavesRest
    """
    if fact.currency != room.currency:
        return _foreign_part(company, line, fact, number, room, 0 if with_discount else amount)
    part = _document_part(fact, number, room, amount, with_discount)
    if isinstance(part, Excess):
        raise refusals_of(company=company, excesses=[part], besides={line.id})[0]
    _refuse_used_up(fact, room, part.cash_minor)
    _refuse_rest(fact, part)
    return part


def _document_part(
    fact: EntryFact, number: str, room: Room, amount: int | None, with_discount: bool
) -> StoredPart | Excess:
    document, free = fact.document_number, room.free_minor
    if not fact.remaining_minor:
        raise DocumentSettled(document=document)
    discount = fact.discount_minor if with_discount else 0
    if with_discount and not discount:
        raise NoDiscountLeft(document=document, discount=Money(0, fact.currency))
    cash = amount if amount is not None else _as_much(room, free - discount)
    if abs(cash + discount) > abs(free) or cash * free < 0 or amount == 0 or not free:
        return Excess(fact, free, fact.remaining_minor if amount is None else cash + discount)
    return StoredPart(fact.ledger, number, cash, fact.party_id, fact.entry_id, discount_minor=discount)


def _foreign_part(
    company: CompanyFacts, line: LineFacts, fact: EntryFact, number: str, room: Room, amount: int | None
) -> StoredPart:
    """As much of a document in another currency as the money comes to, or all of it as instructed."""
    if not fact.remaining_minor:
        raise DocumentSettled(document=fact.document_number)
    if amount is not None or room.free_minor * room.line_minor <= 0:
        raise DocumentCurrency(document=fact.document_number, currency=fact.currency, line_currency=room.currency)
    if not room.left_minor:
        wanted = Money(room.free_minor, fact.currency)
        raise LineUsedUp(line=room.line_number, left=Money(0, room.currency), amount=wanted)
    ids = [line.transaction_id] if line.transaction_id else []
    words = words_of(company=company, ids=ids).get(line.transaction_id or 0)
    instructed = words.instructed_minor if words and words.instructed_currency == fact.currency else 0
    paid = Paid(room.left_minor, room.currency, line.date, abs(instructed or 0))
    return foreign_part(company=company, fact=fact, number=number, free_minor=room.free_minor, paid=paid)


def _refuse_rest(fact: EntryFact, part: StoredPart) -> None:
    """A discount is granted on the whole document alone."""
    if part.discount_minor and part.settled_minor != fact.remaining_minor:
        remaining, settled = Money(fact.remaining_minor, fact.currency), Money(part.settled_minor, fact.currency)
        raise GrantLeavesRest(document=fact.document_number, remaining=remaining, amount=settled)


def _as_much(room: Room, minor: int) -> int:
    """All of it where it adds to the line's money, else at most what the line has left."""
    if minor * room.line_minor < 0 or abs(minor) <= abs(room.left_minor):
        return minor
    return room.left_minor


def _refuse_used_up(fact: EntryFact, room: Room, cash: int) -> None:
    """What is signed as the line takes of it; what is signed the other way adds to it."""
    if room.line_minor and cash * room.line_minor < 0:
        return
    if not cash or abs(cash) > abs(room.left_minor):
        wanted = Money(cash or room.free_minor, fact.currency)
        raise LineUsedUp(line=room.line_number, left=Money(room.left_minor, fact.currency), amount=wanted)


def transfer_difference(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, account: str
) -> StoredProposal:
    """Put what is not applied yet, the whole amount at first, on an account.

    refuses   LineUnknown, LineAmountMissing, what resolve_account() refuses, TransferToItself, TransferCurrency,
              NothingToTransfer, NothingSettled, what reservable() finds
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number)
        chosen = resolve_account(company=company, text=account)
        if chosen.account_type == "BANK":
            refuse_transfer(company, journal, line_number, chosen.number)
        known = read_proposals(company=company, line_ids=[line.id]).get(line.id)
        parts = list(known.parts) if known else []
        difference = (line.account_minor or 0) - sum(part.cash_minor for part in parts)
        currency = account_currency(company=company, journal=journal)
        if not difference:
            raise NothingToTransfer(line=line_number, difference=Money(0, currency))
        parts.append(StoredPart(chosen.account_type, chosen.number, difference, chosen.party_id))
        proposal = manual_proposal(line, parts)
        refuse_idle(line_number, currency, proposal)
        for _, refusal in reservable(company=company, proposals=[proposal]):
            if refusal:
                raise refusal
        store_decision(company, actor, journal, line, proposal, "journal.line.applied")
    return proposal


def refuse_transfer(company: CompanyFacts, journal: JournalFacts, line_number: int, other: str) -> None:
    """refuses   TransferToItself, TransferCurrency"""
    own = bank_account_of(company=company, id=journal.bank_account_id or 0)
    if own.number == other:
        raise TransferToItself(line=line_number, bank_account=other)
    currency = find_bank_account(company=company, number=other).currency
    if currency != own.currency:
        raise TransferCurrency(line=line_number, currency=own.currency, bank_account=other, other=currency)


def unapply_line(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int) -> None:
    """Take everything off a line; what it reserved is free again.

    refuses   LineUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number, needs_amount=False)
        before = read_proposals(company=company, line_ids=[line.id])
        delete_proposals(company=company, line_ids=[line.id])
        mark_reviewed(company=company, line_ids=[line.id], actor="")
        learn(company=company, actor=actor, lines=[line], decided={}, before=before)
        note_decisions(company=company, actor=actor, action="journal.line.unapplied", lines=[line], before=before)
        record_decision(company, actor, journal, "journal.line.unapplied", [line_number])


def find_line(company: CompanyFacts, journal: JournalFacts, number: int, *, needs_amount: bool = True) -> LineFacts:
    """The open line of that number.

    refuses   LineUnknown, LineAmountMissing
    """
    found = journal_lines(company=company, journal_ids=[journal.id], states=["OPEN"], line_number=number)
    if not found:
        raise LineUnknown(journal=journal.number, line=number)
    if found[0].account_minor is None and needs_amount:
        raise LineAmountMissing(line=number, journal=journal.number, currency=found[0].currency)
    return found[0]


def manual_proposal(line: LineFacts, parts: Sequence[StoredPart]) -> StoredProposal:
    """What a person put the line on; reviewed where nothing of it is left."""
    difference = (line.account_minor or 0) - sum(part.cash_minor for part in parts)
    return StoredProposal(
        line_id=line.id,
        journal_id=line.journal_id,
        confidence="manual",
        state="ready" if not difference else "overpaid",
        is_ready=False,
        is_reviewed=not difference,
        difference_minor=difference,
        origin="MANUAL",
        explanation=({"rule": "applied_by_hand"},),
        parts=tuple(parts),
    )
