"""What a journal shows: its lines, what is applied, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reskontra.bank.queries import StatementFacts, statements_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import format_minor
from reskontra.journals.queries import JournalFacts, LineFacts, lines
from reskontra.ledger.queries import BankAccountFacts, bank_accounts
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from reskontra.matching.words import TransactionWords, words_of
from reskontra.receivables.queries import facts_by_id


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with all that is shown of it. entries: those its parts and alternatives name."""

    journal: JournalFacts
    bank_account: BankAccountFacts
    line: LineFacts
    transaction: TransactionWords | None
    proposal: StoredProposal | None
    entries: Mapping[int, EntryFact]

    @property
    def state(self) -> str:
        if self.line.state == "POSTED":
            return "posted"
        return self.proposal.state if self.proposal else "unmatched"

    @property
    def is_ready(self) -> bool:
        return self.line.state == "OPEN" and self.proposal is not None and self.proposal.may_post

    @property
    def applied_minor(self) -> int:
        return sum(part.cash_minor for part in self.proposal.parts) if self.proposal else 0

    @property
    def amount_minor(self) -> int:
        """In the account's currency; the bank's own figure where that is not known yet."""
        return self.line.amount_minor if self.line.account_minor is None else self.line.account_minor

    @property
    def currency(self) -> str:
        return self.line.currency if self.line.account_minor is None else self.bank_account.currency


def shown_lines(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[ShownLine]:
    """Every open and posted line of the journals, in the order of journal and number."""
    found = lines(company=company, journal_ids=[journal.id for journal in journals])
    facts = words_of(company=company, ids=[line.transaction_id for line in found if line.transaction_id])
    proposals = read_proposals(company=company, line_ids=[line.id for line in found])
    named = {part.entry_id for p in proposals.values() for part in p.parts if part.entry_id}
    named.update(entry for p in proposals.values() for entry in p.alternatives)
    entries = facts_by_id(company=company, ids=named)
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    by_id = {journal.id: journal for journal in journals}
    return [
        ShownLine(
            journal=by_id[line.journal_id],
            bank_account=banks[by_id[line.journal_id].bank_account_id or 0],
            line=line,
            transaction=facts.get(line.transaction_id or 0),
            proposal=proposals.get(line.id),
            entries=entries,
        )
        for line in found
    ]


def journals_as_data(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> dict[str, Any]:
    """The journals and their lines as interfaces promise them."""
    return {
        "journals": journal_headers(company=company, journals=journals),
        "lines": [_line(shown) for shown in shown_lines(company=company, journals=journals)],
    }


def journal_headers(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[dict[str, Any]]:
    """The journals with their statements, without lines."""
    named = statements_of(company=company, ids={j.statement_id for j in journals if j.statement_id})
    statements = {statement.id: statement for statement in named}
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    return [
        _journal(journal, banks[journal.bank_account_id or 0], statements.get(journal.statement_id or 0))
        for journal in journals
    ]


def _journal(journal: JournalFacts, bank: BankAccountFacts, statement: StatementFacts | None) -> dict[str, Any]:
    return {
        "journal": journal.number,
        "bank_account": bank.number,
        "status": journal.state.lower(),
        "posting_date": journal.posting_date_override and journal.posting_date_override.isoformat(),
        "statement": statement
        and {
            "number": statement.statement_id,
            "date": statement.statement_date.isoformat(),
            "opening_balance": _amount(statement.opening_minor, statement.currency),
            "ending_balance": _amount(statement.closing_minor, statement.currency),
        },
    }


def _amount(minor: int | None, currency: str) -> str | None:
    return None if minor is None else format_minor(minor, currency)


def _line(shown: ShownLine) -> dict[str, Any]:
    line, fact, proposal, currency = shown.line, shown.transaction, shown.proposal, shown.currency
    parts = proposal.parts if proposal else ()
    account_type, account = _account(parts)
    return {
        "journal": shown.journal.number,
        "line": line.line_number,
        "bank_reference": fact.bank_reference if fact else "",
        "date": line.date.isoformat(),
        "amount": format_minor(shown.amount_minor, currency),
        "currency": currency,
        "text": " ".join(fact.texts) if fact else line.description,
        "payer_name": (fact.name or fact.ultimate_name or None) if fact else None,
        "payer_account": (fact.accounts[0] if fact.accounts else None) if fact else None,
        "reference": next((r.raw for r in fact.references if r.is_creditor_reference), None) if fact else None,
        "account_type": account_type,
        "account": account,
        "applied_amount": format_minor(shown.applied_minor, currency),
        "difference": format_minor(shown.amount_minor - shown.applied_minor, currency),
        "confidence": proposal.confidence if proposal else "none",
        "state": shown.state,
        "ready": shown.is_ready,
        "reviewed": bool(proposal and proposal.is_reviewed),
        "applications": [_application(part, shown) for part in parts],
        "explanation": list(proposal.explanation) if proposal else [],
        "alternatives": [_alternative(shown.entries[id]) for id in proposal.alternatives if id in shown.entries]
        if proposal
        else [],
    }


def _account(parts: Sequence[StoredPart]) -> tuple[str | None, str | None]:
    """The account of the first part; customers and vendors before others."""
    ordered = sorted(parts, key=lambda part: part.account_type not in ("CUSTOMER", "VENDOR"))
    return (ordered[0].account_type.lower(), ordered[0].account_number) if ordered else (None, None)


def _application(part: StoredPart, shown: ShownLine) -> dict[str, Any]:
    entry = shown.entries.get(part.entry_id or 0)
    currency = shown.currency
    return {
        "ledger": part.account_type.lower(),
        "account": part.account_number,
        "document_type": entry.document_type.lower() if entry else None,
        "document_number": entry.document_number if entry else None,
        "amount": format_minor(part.cash_minor, currency),
        "discount": format_minor(part.discount_minor, currency),
        "tolerance": format_minor(part.tolerance_minor, currency),
        "charge": format_minor(part.charge_minor, currency),
        "rounding": format_minor(part.rounding_minor, currency),
        "exchange_difference": format_minor(part.exchange_difference_minor, currency),
    }


def _alternative(entry: EntryFact) -> dict[str, Any]:
    return {
        "ledger": entry.ledger.lower(),
        "document_type": entry.document_type.lower(),
        "document_number": entry.document_number,
        "remaining": format_minor(entry.remaining_minor, entry.currency),
        "due_date": entry.due_date.isoformat(),
    }
