"""A payment's check is voided, and what the payment settled stays settled: the party is owed the money anew."""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.actions import post
from reskontra.ledger.check_entries import CheckFacts
from reskontra.ledger.drafts import BankDraft, LineDraft, PostedVoucher, Run, VoucherDraft
from reskontra.ledger.queries import bank_account_of, posting_groups
from reskontra.receivables.blocks import refuse_locked
from reskontra.receivables.models import Entry
from reskontra.receivables.policy import group_accounts
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys


def owe_anew(*, company: CompanyFacts, run: Run, check: CheckFacts, day: date, text: str) -> PostedVoucher:
    """The money back to the bank account by a voucher of that day, and an open entry over it without a document type.

    check     posted, and paying a customer or vendor; the new entry has the payment's number, rate and posting group
    refuses   PartyBlocked, and what periods refuse
    """
    payment = Entry.objects.get(company=company.id, voucher=check.voucher_id)
    refuse_locked(company=company, party_ids=[payment.party_id])
    groups = {group.id: group_accounts(group) for group in posting_groups(company=company).values()}
    bank = bank_account_of(company=company, id=check.bank_account_id)
    minor, local = check.amount_minor, -(check.local_minor or 0)
    back = BankDraft(bank.id, minor, bank.currency, payment.document_type, external_document_number=check.number)
    control = groups[payment.posting_group_id].control_id
    voucher = VoucherDraft(
        source="GENERAL",
        posting_date=day,
        lines=(
            LineDraft(bank.gl_account_id, local, bank.currency, minor, description=text, bank=back),
            LineDraft(control, -local, payment.currency, -minor, payment.party_id, text),
        ),
        description=text,
        external_document_number=check.number,
    )
    (posted,) = post(company=company, run=run, vouchers=[voucher])
    entry = EntryDraft(
        ledger=payment.ledger,
        document_type="",
        document_number=payment.document_number,
        posting_date=day,
        due_date=day,
        currency=payment.currency,
        document_minor=-minor,
        remaining_minor=-minor,
        remaining_local_minor=-local,
        rate_e8=payment.rate_e8,
        party_id=payment.party_id,
        posting_group_id=payment.posting_group_id,
        external_document_number=payment.external_document_number,
        description=text,
    )
    ids = reserve_ids(1)
    write_entries(company=company, ids=ids, entries=[entry], vouchers=[posted.id])
    write_keys(company=company, ids=ids, entries=[entry])
    return posted
