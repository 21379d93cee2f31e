"""Draft the credit memo that takes a posted invoice back whole; lines that stay are changed in the draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.queries import DocumentFacts, find_document_or_draft
from reskontra.receivables.documents.written import as_written


class NotAPostedInvoice(Refused):
    code = "not_a_posted_invoice"
    template = "{number} is no posted invoice. Name one, or change a draft with reskontra invoice change."


def credit_invoice(*, company: CompanyFacts, actor: str, number: str, day: date, text: str = "") -> DocumentFacts:
    """A draft with the lines of a posted invoice, that settles it when it is posted.

    day       of the credit memo
    refuses   DocumentNotFound, NotAPostedInvoice, and what add_drafts() refuses
    """
    invoice = find_document_or_draft(company=company, number=number)
    if invoice.state != "POSTED" or invoice.document_type != "INVOICE":
        raise NotAPostedInvoice(number=number)
    new = replace(
        as_written(invoice),
        is_credit_memo=True,
        applies_to=invoice.number,
        document_date=day,
        posting_date=day,
        due_date=None,
        external_number="",
        reference="",
        text=text or invoice.description,
    )
    (made,) = add_drafts(company=company, actor=actor, new=[new])
    return made
