"""Which postings a blocked customer or vendor takes."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.parties.queries import PartySummary, parties_by_id

_INVOICING = {DocumentType.INVOICE, DocumentType.BLANK}


class PartyBlocked(Refused):
    code = "party_blocked_for"
    template = "{ledger} {number} is blocked ({blocked}), and takes no {document_type}. Unblock it first."


def refuse_blocked(*, party: PartySummary, document_type: DocumentType) -> None:
    """Whether the party takes a new entry of the type, or applies an entry of it.

    refuses   PartyBlocked: ALL takes nothing; INVOICE takes no invoices; a vendor's PAYMENT takes no payments
    """
    is_refused = (
        party.blocked == "ALL"
        or (party.blocked == "INVOICE" and document_type in _INVOICING)
        or (party.blocked == "PAYMENT" and document_type is DocumentType.PAYMENT)
    )
    if is_refused:
        raise PartyBlocked(
            ledger=party.ledger.capitalize(),
            number=party.number,
            blocked=party.blocked.lower(),
            document_type=document_type.value.lower().replace("_", " ") or "journal entry",
        )


def refuse_locked(*, company: CompanyFacts, party_ids: Collection[int]) -> None:
    """Whether applications of these parties may be taken back.

    refuses   PartyBlocked: ALL takes nothing
    """
    for party in parties_by_id(company=company, ids=party_ids).values():
        if party.blocked == "ALL":
            refuse_blocked(party=party, document_type=DocumentType.BLANK)
