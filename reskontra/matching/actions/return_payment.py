"""A returned payment undoes the one it returns: documents are open again, and the line settles the payment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.bank.transactions import transactions, transactions_of_end_to_end_id, transactions_of_mandate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.paying.returned import note_payment_returned, payment_voucher
from reskontra.journals.queries import JournalFacts, LineFacts, lines_on
from reskontra.journals.queries import lines as journal_lines
from reskontra.journals.states import posted_vouchers
from reskontra.matching.actions.apply_line import WantedDocument, account_currency, apply_to_documents
from reskontra.matching.actions.post_journal import LineUnknown
from reskontra.matching.proposals import StoredProposal
from reskontra.matching.words import TransactionWords, words_of
from reskontra.receivables.direct_debits.returning import Rejection, debit_vouchers, note_return
from reskontra.receivables.returned import ReturnedPayment, open_payments


class NotReturned(Refused):
    code = "line_not_returned"
    template = "Line {line} of {journal} over {amount} is no returned payment. Apply it with reskontra journal apply."


class OriginalNotFound(Refused):
    code = "original_not_found"
    template = (
        "Line {line} of {journal} returns a payment with the id {reference}, and "
        "{count:posted payment has|posted payments have} that. Take the application back with reskontra entry unapply, "
        "and apply the line to the payment."
    )


@dataclass(frozen=True, slots=True)
class Undone:
    """The payment entries that the line settles now, and what it has left: the bank's charge, most often."""

    payments: tuple[ReturnedPayment, ...]
    proposal: StoredProposal


def undo_returned(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int) -> Undone:
    """Take back what the original of a returned payment settled, on the day of the return, and apply the line to it.

    The original is the posted payment of the other direction with the same end-to-end id, or that of a direct debit
    or a proposed payment which bears it; where the bank gives none, the last of the same amount by the same mandate.
    refuses   LineUnknown, NotReturned, OriginalNotFound, what open_payments() and apply_to_documents() refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        line = _line(company, journal, line_number)
        words = words_of(company=company, ids=[line.transaction_id or 0]).get(line.transaction_id or 0)
        if words is None or not words.return_reason:
            amount = Money(line.amount_minor, line.currency)
            raise NotReturned(line=line_number, journal=journal.number, amount=amount)
        vouchers = _originals(company, line, words)
        day = journal.posting_date_override or line.date
        found = open_payments(company=company, actor=actor, voucher_id=vouchers[0], day=day) if vouchers else []
        if len(vouchers) != 1 or not found:
            reference = words.end_to_end_id or _mandate(company, line) or "–"
            count = len(vouchers) if found else 0
            raise OriginalNotFound(line=line_number, journal=journal.number, reference=reference, count=count)
        rejection = Rejection(words.return_reason, "", day)
        note_return(company=company, actor=actor, transaction_id=words.end_to_end_id, rejection=rejection)
        note_payment_returned(company=company, actor=actor, key=words.end_to_end_id, reason=words.return_reason)
        proposal = apply_to_documents(
            company=company,
            actor=actor,
            journal=journal,
            line_number=line_number,
            documents=[(WantedDocument(one.ledger, one.document, one.account), None) for one in found],
            with_discount=False,
        )
    return Undone(tuple(found), proposal)


def left_over(*, company: CompanyFacts, journal: JournalFacts, proposal: StoredProposal) -> Money:
    """What of the line is on nothing yet."""
    return Money(proposal.difference_minor, account_currency(company=company, journal=journal))


def _line(company: CompanyFacts, journal: JournalFacts, number: int) -> LineFacts:
    for line in journal_lines(company=company, journal_ids=[journal.id], states=["OPEN"]):
        if line.line_number == number:
            return line
    raise LineUnknown(journal=journal.number, line=number)


def _originals(company: CompanyFacts, line: LineFacts, words: TransactionWords) -> Sequence[int]:
    """The vouchers of posted payments that the line may return."""
    known = transactions_of_end_to_end_id(company=company, end_to_end_id=words.end_to_end_id)
    found = _posted(company, [id for id, minor in known if minor * line.amount_minor < 0])
    debits = debit_vouchers(company=company, transaction_ids=[words.end_to_end_id]) if line.amount_minor < 0 else {}
    if not found and debits:
        return list(debits.values())
    if not found and line.amount_minor > 0 and (paid := payment_voucher(company=company, key=words.end_to_end_id)):
        return [paid]
    if found or not (mandate := _mandate(company, line)):
        return found
    same = transactions_of_mandate(company=company, mandate_id=mandate, minor=-line.amount_minor)
    return next((found for id in same if (found := _posted(company, [id]))), [])


def _mandate(company: CompanyFacts, line: LineFacts) -> str:
    return next((one.mandate_id for one in transactions(company=company, ids=[line.transaction_id or 0])), "")


def _posted(company: CompanyFacts, transaction_ids: Sequence[int]) -> list[int]:
    """The vouchers of the posted lines on these transactions."""
    vouchers = set[int]()
    for one in lines_on(company=company, transaction_ids=set(transaction_ids), states=["POSTED"]).values():
        posted = posted_vouchers(company=company, journal_id=one.journal_id, line_numbers=[one.line_number])
        vouchers.update(posted.values())
    return sorted(vouchers)
