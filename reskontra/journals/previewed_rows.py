"""What a preview of a journal filled by hand, of registered or proposed payments depends on: whether they changed."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts
from reskontra.database.fingerprint import fingerprint
from reskontra.journals.batches import BatchFacts
from reskontra.journals.models import JournalBatch, Mark, ProposedPayment, Registration, TypedLine


def previewed_rows(*, company: CompanyFacts, batch: BatchFacts) -> str:
    """The digest of a batch's open lines, what they settle, and what the batch says for all of them."""
    return fingerprint(
        columns=(
            *(f'l."{field.column}"' for field in TypedLine._meta.concrete_fields),
            *(f'm."{field.column}"' for field in Mark._meta.concrete_fields),
            *(f'b."{field.column}"' for field in JournalBatch._meta.concrete_fields),
            "e.remaining_minor",
        ),
        source=(
            "journals_typedline l JOIN journals_journalbatch b "
            "ON b.company_id = l.company_id AND b.journal_id = l.journal_id "
            "LEFT JOIN journals_mark m ON m.company_id = l.company_id AND m.line_id = l.id "
            "LEFT JOIN receivables_entry e ON e.company_id = l.company_id AND e.id = m.entry_id "
            "WHERE l.company_id = %s AND l.journal_id = %s AND l.state = 'OPEN'"
        ),
        values=[company.id, batch.journal_id],
    )


def previewed_registrations(*, company: CompanyFacts, user: str, ledger: str) -> str:
    """The digest of what the user has ticked in a ledger, with what is left of the documents."""
    return fingerprint(
        columns=(*(f'r."{field.column}"' for field in Registration._meta.concrete_fields), "e.remaining_minor"),
        source=(
            "journals_registration r JOIN receivables_entry e ON e.company_id = r.company_id AND e.id = r.entry_id "
            'WHERE r.company_id = %s AND r."user" = %s AND r.is_made AND e.ledger = %s'
        ),
        values=[company.id, user, ledger],
    )


def previewed_payments(*, company: CompanyFacts, number: int) -> str:
    """The digest of a proposal's state and payments, with what is left of their documents."""
    return fingerprint(
        columns=(
            "p.state",
            *(f'l."{field.column}"' for field in ProposedPayment._meta.concrete_fields),
            "e.remaining_minor",
        ),
        source=(
            "journals_paymentproposal p JOIN journals_proposedpayment l "
            "ON l.company_id = p.company_id AND l.proposal_id = p.id "
            "JOIN receivables_entry e ON e.company_id = l.company_id AND e.id = l.entry_id "
            "WHERE p.company_id = %s AND p.number = %s"
        ),
        values=[company.id, number],
    )
