"""What a person decides about a line: apply it, take that away, accept a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.journals.queries import lines as journal_lines
from reskontra.journals.states import mark_reviewed
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.accounts import resolve_account
from reskontra.matching.actions.post_journal import LineAmountMissing, LineUnknown
from reskontra.matching.proposals import (
    StoredPart,
    StoredProposal,
    delete_proposals,
    read_proposals,
    reserved_by_entry,
    write_proposals,
)
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.queries import find_document


class DocumentNotWritten(Refused):
    code = "document_not_written"
    template = '"{text}" names no document. Write customer:NUMBER or vendor:NUMBER, with =AMOUNT for a part of it.'


class DocumentSettled(Refused):
    code = "document_settled"
    template = "{document} is settled already. Choose an open document, or put the money on account."


class DocumentReserved(Refused):
    code = "document_reserved"
    template = "{document} has {free} free, and {amount} was to be applied to it. Apply at most {free}."


class DocumentCurrency(Refused):
    code = "document_currency"
    template = "{document} is in {currency} and the line in {line_currency}. Put the line on account instead."


class LineUsedUp(Refused):
    code = "line_used_up"
    template = "Line {line} has {left} left, and {amount} was to be applied. Apply at most {left}."


class NoDiscountLeft(Refused):
    code = "no_discount_left"
    template = "{document} has no discount left, {discount}. Apply it without --with-discount."


class NothingToTransfer(Refused):
    code = "nothing_to_transfer"
    template = "Line {line} has a difference of {difference}. Take its application away first."


class NothingToAccept(Refused):
    code = "nothing_to_accept"
    template = "Line {line} of {journal} has nothing applied. Apply it first."


class DifferenceLeft(Refused):
    code = "difference_left"
    template = "Line {line} of {journal} has {difference} left over. Put it on an account with journal apply --account."


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """A document and how much of it, signed as the document; None means as much as the line has."""

    ledger: str
    number: str
    account: str = ""
    amount: str = ""


def account_currency(*, company: CompanyFacts, journal: JournalFacts) -> str:
    """The currency in which the journal's lines are applied: its bank account's."""
    accounts = {account.id: account.currency for account in bank_accounts(company=company)}
    return accounts[journal.bank_account_id or 0]


def parse_document(text: str) -> WantedDocument:
    """customer:F1001, customer:F1001=250.00, vendor:4711@V12.

    refuses   DocumentNotWritten
    """
    ledger, colon, rest = text.partition(":")
    number, _, amount = rest.partition("=")
    number, _, account = number.partition("@")
    if not colon or ledger.upper() not in ("CUSTOMER", "VENDOR") or not number:
        raise DocumentNotWritten(text=text)
    return WantedDocument(ledger.upper(), number.strip(), account.strip(), amount.strip())


def apply_to_documents(
    *,
    company: CompanyFacts,
    actor: str,
    journal: JournalFacts,
    line_number: int,
    documents: Sequence[tuple[WantedDocument, int | None]],
    with_discount: bool,
) -> StoredProposal:
    """Apply a line to documents, in the order given; what was proposed before is replaced.

    documents   with the amount in minor units, or None
    refuses     LineUnknown, LineAmountMissing, what find_document() refuses, DocumentSettled, DocumentCurrency,
                NoDiscountLeft, DocumentReserved, LineUsedUp
    """
    with transaction.atomic():
        lock_company(company.id)
        line = _line(company, journal, line_number)
        currency = account_currency(company=company, journal=journal)
        facts = [
            find_document(company=company, ledger=d.ledger, number=d.number, account=d.account) for d, _ in documents
        ]
        reserved = reserved_by_entry(company=company, besides={line.id}, entries={fact.entry_id for fact in facts})
        numbers = parties_by_id(company=company, ids={fact.party_id for fact in facts})
        parts: list[StoredPart] = []
        wanted = [(fact, amount) for fact, (_, amount) in zip(facts, documents, strict=True)]
        for fact, amount in _credits_first(line, wanted):
            free = fact.remaining_minor - reserved.get(fact.entry_id, 0)
            number = numbers[fact.party_id].number
            left = (line.account_minor or 0) - sum(part.cash_minor for part in parts)
            room = _Room(line.line_number, currency, left, free)
            parts.append(_document_part(fact, number, room, amount, with_discount))
        proposal = _manual(line, parts)
        _store(company, actor, journal, line, proposal, "journal.line.applied")
    return proposal


def _credits_first(line: LineFacts, wanted: list[tuple[EntryFact, int | None]]) -> list[tuple[EntryFact, int | None]]:
    """What increases the money to apply goes before what uses it up."""
    return sorted(wanted, key=lambda pair: (pair[0].remaining_minor > 0) == ((line.account_minor or 0) > 0))


@dataclass(frozen=True, slots=True)
class _Room:
    """What the line has left, and what is free of the document."""

    line_number: int
    currency: str
    left_minor: int
    free_minor: int


def _document_part(fact: EntryFact, number: str, room: _Room, amount: int | None, with_discount: bool) -> StoredPart:
    document, free, left = fact.document_number, room.free_minor, room.left_minor
    if not fact.remaining_minor:
        raise DocumentSettled(document=document)
    if fact.currency != room.currency:
        raise DocumentCurrency(document=document, currency=fact.currency, line_currency=room.currency)
    discount = fact.discount_minor if with_discount else 0
    if with_discount and not discount:
        raise NoDiscountLeft(document=document, discount=Money(0, fact.currency))
    cash = amount if amount is not None else _as_much(free - discount, left)
    if abs(cash + discount) > abs(free) or cash * free <= 0:
        raise DocumentReserved(
            document=document, free=Money(free, fact.currency), amount=Money(cash + discount, fact.currency)
        )
    if cash * left > 0 and abs(cash) > abs(left):
        raise LineUsedUp(line=room.line_number, left=Money(left, fact.currency), amount=Money(cash, fact.currency))
    return StoredPart(fact.ledger, number, cash, fact.party_id, fact.entry_id, discount_minor=discount)


def _as_much(free: int, left: int) -> int:
    """All of it where it adds to the line's money, else at most what the line has left."""
    if free * left <= 0:
        return free
    return free if abs(free) <= abs(left) else left


def transfer_difference(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, account: str
) -> StoredProposal:
    """Put what is not applied yet, the whole amount at first, on an account.

    refuses   LineUnknown, LineAmountMissing, what resolve_account() refuses, NothingToTransfer
    """
    with transaction.atomic():
        lock_company(company.id)
        line = _line(company, journal, line_number)
        chosen = resolve_account(company=company, text=account)
        known = read_proposals(company=company, line_ids=[line.id]).get(line.id)
        parts = list(known.parts) if known else []
        difference = (line.account_minor or 0) - sum(part.cash_minor for part in parts)
        if not difference:
            currency = account_currency(company=company, journal=journal)
            raise NothingToTransfer(line=line_number, difference=Money(0, currency))
        parts.append(StoredPart(chosen.account_type, chosen.number, difference, chosen.party_id))
        proposal = _manual(line, parts)
        _store(company, actor, journal, line, proposal, "journal.line.applied")
    return proposal


def unapply_line(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int) -> None:
    """Take everything off a line; what it reserved is free again.

    refuses   LineUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        line = _line(company, journal, line_number, needs_amount=False)
        delete_proposals(company=company, line_ids=[line.id])
        mark_reviewed(company=company, line_ids=[line.id], actor="")
        _record(company, actor, journal, "journal.line.unapplied", [line_number])


def accept_lines(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_numbers: Sequence[int]) -> list[int]:
    """Accept what is proposed: without numbers every line that has something applied; gives the lines accepted.

    What a known payer paid too much goes on account of that payer.
    refuses   Findings of LineUnknown, NothingToAccept, DifferenceLeft
    """
    with transaction.atomic():
        lock_company(company.id)
        lines = journal_lines(company=company, journal_ids=[journal.id], states=["OPEN"])
        proposals = read_proposals(company=company, line_ids=[line.id for line in lines])
        chosen = [line for line in lines if line.line_number in line_numbers or not line_numbers]
        unknown = sorted(set(line_numbers) - {line.line_number for line in lines})
        findings: list[Refused] = [LineUnknown(journal=journal.number, line=number) for number in unknown]
        accepted = []
        for line in chosen:
            proposal = proposals.get(line.id)
            if proposal is None or not proposal.parts:
                if line_numbers:
                    findings.append(NothingToAccept(line=line.line_number, journal=journal.number))
                continue
            whole = _with_rest_on_account(proposal)
            if whole.difference_minor:
                currency = account_currency(company=company, journal=journal)
                difference = Money(whole.difference_minor, currency)
                findings.append(DifferenceLeft(line=line.line_number, journal=journal.number, difference=difference))
                continue
            accepted.append((line, replace(whole, is_reviewed=True)))
        if findings and (line_numbers or not accepted):
            raise Findings(findings)
        write_proposals(company=company, proposals=[proposal for _, proposal in accepted])
        mark_reviewed(company=company, line_ids=[line.id for line, _ in accepted], actor=actor)
        numbers = [line.line_number for line, _ in accepted]
        _record(company, actor, journal, "journal.lines.accepted", numbers)
    return numbers


def _with_rest_on_account(proposal: StoredProposal) -> StoredProposal:
    parties = {(part.account_type, part.account_number, part.party_id) for part in proposal.parts}
    settled = sum(part.cash_minor for part in proposal.parts)
    if not proposal.difference_minor or len(parties) != 1 or proposal.difference_minor * settled <= 0:
        return proposal
    account_type, number, party_id = next(iter(parties))
    if party_id is None:
        return proposal
    rest = StoredPart(account_type, number, proposal.difference_minor, party_id)
    return replace(proposal, parts=(*proposal.parts, rest), difference_minor=0)


def _line(company: CompanyFacts, journal: JournalFacts, number: int, *, needs_amount: bool = True) -> LineFacts:
    for line in journal_lines(company=company, journal_ids=[journal.id], states=["OPEN"]):
        if line.line_number == number:
            if line.account_minor is None and needs_amount:
                raise LineAmountMissing(line=number, journal=journal.number, currency=line.currency)
            return line
    raise LineUnknown(journal=journal.number, line=number)


def _manual(line: LineFacts, parts: Sequence[StoredPart]) -> StoredProposal:
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


def _store(
    company: CompanyFacts, actor: str, journal: JournalFacts, line: LineFacts, proposal: StoredProposal, action: str
) -> None:
    write_proposals(company=company, proposals=[proposal])
    mark_reviewed(company=company, line_ids=[line.id], actor=actor)
    _record(company, actor, journal, action, [line.line_number])


def _record(company: CompanyFacts, actor: str, journal: JournalFacts, action: str, line_numbers: Sequence[int]) -> None:
    record(
        company=company.id,
        actor=actor,
        action=action,
        subject=journal.number,
        content={"lines": list(line_numbers)},
    )
