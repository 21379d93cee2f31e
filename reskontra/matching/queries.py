"""What a journal shows: its lines, what is applied, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from reskontra.bank.queries import StatementFacts, statements_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import format_minor
from reskontra.journals.queries import JournalFacts, LineFacts, line_names, lines
from reskontra.ledger.queries import BankAccountFacts, bank_accounts
from reskontra.matching.evidence import evidence_for
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from reskontra.matching.words import TransactionWords, words_of
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.queries import facts_by_id


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with all that is shown of it. entries: those its parts and alternatives name; parties: theirs."""

    journal: JournalFacts
    bank_account: BankAccountFacts
    line: LineFacts
    transaction: TransactionWords | None
    proposal: StoredProposal | None
    entries: Mapping[int, EntryFact]
    parties: Mapping[int, PartySummary]

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

    def evidence_of(self, part: StoredPart) -> list[Mapping[str, Any]]:
        """The reasons that speak for a part."""
        if self.proposal is None:
            return []
        entry, party = self.entries.get(part.entry_id or 0), self.parties.get(part.party_id or 0)
        return evidence_for(
            self.proposal.explanation,
            document_number=entry.document_number if entry else "",
            party=party.name if party else "",
            is_alone=len(self.proposal.parts) == 1,
        )


def shown_lines(
    *,
    company: CompanyFacts,
    journals: Sequence[JournalFacts],
    line_number: int | None = None,
    ids: Collection[int] | None = None,
) -> list[ShownLine]:
    """Every open and posted line of the journals, in the order of journal and number; or those of one number or key."""
    chosen = [journal.id for journal in journals]
    found = lines(company=company, journal_ids=chosen, line_number=line_number, ids=ids)
    facts = words_of(company=company, ids=[line.transaction_id for line in found if line.transaction_id])
    proposals = _told_by_name(company, read_proposals(company=company, line_ids=[line.id for line in found]))
    named = {part.entry_id for p in proposals.values() for part in p.parts if part.entry_id}
    named.update(entry for p in proposals.values() for entry in p.alternatives)
    entries = facts_by_id(company=company, ids=named)
    party_ids = {entry.party_id for entry in entries.values()}
    party_ids |= {part.party_id for p in proposals.values() for part in p.parts if part.party_id}
    parties = parties_by_id(company=company, ids=party_ids)
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
            parties=parties,
        )
        for line in found
    ]


def shown_line(*, company: CompanyFacts, journal: JournalFacts, number: int) -> ShownLine | None:
    """The journal's line of that number, with all that is shown of it; None where there is none."""
    return next(iter(shown_lines(company=company, journals=[journal], line_number=number)), None)


def _told_by_name(company: CompanyFacts, proposals: dict[int, StoredProposal]) -> dict[int, StoredProposal]:
    """Where a reason tells of another line, it is told by journal and number."""
    others = {
        line_id: {reason["by_line"] for reason in (*p.explanation, *p.lost) if "by_line" in reason}
        for line_id, p in proposals.items()
    }
    names = line_names(company=company, ids={id for ids in others.values() for id in ids})
    for line_id, ids in others.items():
        if ids:
            p = proposals[line_id]
            explanation = tuple(_named(reason, names) for reason in p.explanation)
            lost = tuple(_named(reason, names) for reason in p.lost)
            proposals[line_id] = p._replace(explanation=explanation, lost=lost)
    return proposals


def _named(reason: dict[str, Any], names: Mapping[int, tuple[str, int]]) -> dict[str, Any]:
    told = {name: found for name, found in reason.items() if name != "by_line"}
    if reason.get("by_line") in names:
        told["by_journal"], told["by_line"] = names[reason["by_line"]]
    return told


def journals_as_data(
    *, company: CompanyFacts, journals: Sequence[JournalFacts], shown: Sequence[ShownLine] | None = None
) -> dict[str, Any]:
    """The journals and their lines as interfaces promise them; shown: these lines alone."""
    chosen = shown_lines(company=company, journals=journals) if shown is None else shown
    return {
        "journals": journal_headers(company=company, journals=journals),
        "lines": [_line(one) for one in chosen],
    }


def journal_headers(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[dict[str, Any]]:
    """The journals with their statements, without lines."""
    if not journals:
        return []
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
        "alternatives": [
            _alternative(entry, reason, shown.parties[entry.party_id].number)
            for entry, reason in alternatives_of(shown)
        ],
    }


def alternatives_of(shown: ShownLine) -> list[tuple[EntryFact, Mapping[str, Any] | None]]:
    """The documents that could be meant, and why each was not chosen; None where that was not kept."""
    if shown.proposal is None:
        return []
    pairs = zip_longest(shown.proposal.alternatives, shown.proposal.lost)
    return [(shown.entries[id], reason) for id, reason in pairs if id in shown.entries]


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
        "evidence": shown.evidence_of(part),
    } | _in_its_currency(part, entry)


def _in_its_currency(part: StoredPart, entry: EntryFact | None) -> dict[str, Any]:
    """What is settled of a document in another currency."""
    if entry is None or not part.entry_minor:
        return {}
    return {"settled": format_minor(part.entry_minor, entry.currency), "settled_currency": entry.currency}


def _alternative(entry: EntryFact, reason: Mapping[str, Any] | None, account: str) -> dict[str, Any]:
    return {
        "ledger": entry.ledger.lower(),
        "account": account,
        "document_type": entry.document_type.lower(),
        "document_number": entry.document_number,
        "remaining": format_minor(entry.remaining_minor, entry.currency),
        "due_date": entry.due_date.isoformat(),
        "lost": reason,
    }
