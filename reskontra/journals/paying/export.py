"""Write the payment file (pain.001) of an approved proposal: once, and whenever it is asked for again the same."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import read_file, store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.pain001 import VERSIONS, CreditTransfer, Payer, grouped, write_pain001
from reskontra.journals.paying.again import refuse_again, stopped_told
from reskontra.journals.paying.change import refuse_findings
from reskontra.journals.paying.facts import (
    STATE_WORDS,
    PaymentLine,
    ProposalFacts,
    check_payments,
    facts_of,
    not_so,
    payment_key,
    proposal_row,
)
from reskontra.receivables.payables import note_sent


class PaymentVersionUnknown(Refused):
    code = "payment_version_unknown"
    template = "Payment files are written in the versions {known} of pain.001, and {version} was asked for. Use one."


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """The file, and whether it was written before."""

    name: str
    content: bytes
    proposal: ProposalFacts
    is_again: bool


def export_proposal(
    *, company: CompanyFacts, actor: str, number: int, today: date, version: str = VERSIONS[0], pay_again: str = ""
) -> PaymentFile:
    """The payments of an approved proposal as the bank takes them; nothing is posted by it.

    version    of a file that is written now; one that was written before keeps its own
    pay_again  how is known that the bank stopped earlier payments of the same documents, where that was not said before
    refuses   PaymentVersionUnknown, InSandbox, ProposalUnknown; ProposalNotSo unless it is approved or was exported;
              ProposalEmpty, Findings of what forbids to send payments, Findings of PaidAgain
    """
    if version not in VERSIONS:
        raise PaymentVersionUnknown(version=version[:20], known=VERSIONS)
    refuse_in_sandbox(company)
    with transaction.atomic():
        lock_company(company.id)
        row = proposal_row(company=company, number=number)
        if row.state not in ("APPROVED", "EXPORTED"):
            raise not_so(row, STATE_WORDS["APPROVED"])
        if row.file_id is not None:
            content = read_file(company=company, file_id=row.file_id)
            return PaymentFile(_name(row.message_id), content, facts_of(company=company, row=row), is_again=True)
        facts = check_payments(company=company, proposal=row, today=today)
        refuse_findings(facts)
        stopped = refuse_again(company=company, row=row, facts=facts, reason=pay_again)
        moment = bulk.moment()
        message_id = f"PP{number}-{moment:%Y%m%d%H%M%S}"
        content = write_pain001(
            version=version, message_id=message_id, created_at=moment, payer=_payer(company, facts),
            groups=grouped(transfers_of(facts, facts.paying), message_id=message_id),
        )  # fmt: skip
        row.file_id = store_file(company=company, name=_name(message_id), stream=io.BytesIO(content))
        row.state, row.message_id, row.exported_by, row.exported_at = "EXPORTED", message_id, actor, moment
        row.save(update_fields=["file_id", "state", "message_id", "exported_by", "exported_at", "paid_again"])
        note_payments_sent(company, facts)
        told = {"message": message_id, "payments": len(facts.paying), "total": str(facts.total), "version": version}
        told |= stopped_told(stopped, pay_again)
        record(company=company.id, actor=actor, action="payment_proposal.exported", subject=str(number), content=told)
        done = facts_of(company=company, row=row)
    return PaymentFile(_name(message_id), content, done, is_again=False)


def file_of_proposal(*, company: CompanyFacts, number: int) -> tuple[str, bytes]:
    """(name, bytes) of the file as it was written.

    refuses   ProposalUnknown, ProposalNotSo where none was written, or where it was given up
    """
    row = proposal_row(company=company, number=number)
    if row.file_id is None or row.state == "CANCELLED":
        raise not_so(row, STATE_WORDS["EXPORTED"])
    return _name(row.message_id), read_file(company=company, file_id=row.file_id)


def note_payments_sent(company: CompanyFacts, facts: ProposalFacts) -> None:
    """The repayments that these payments make cannot be given up any more."""
    sent = {line.repayment_id: payment_key(facts.number, line.line) for line in facts.paying if line.repayment_id}
    note_sent(company=company, sent=sent)


def _name(message_id: str) -> str:
    return f"{message_id}.xml"


def _payer(company: CompanyFacts, facts: ProposalFacts) -> Payer:
    bank = facts.bank_account
    kind, number = ("IBAN", bank.iban) if bank.iban else ("BANKGIRO", bank.bankgiro)
    organisation = "".join(character for character in company.organisation_number if character.isalnum())
    return Payer(company.name, organisation, kind, number, bank.currency, facts.bic)


def transfers_of(facts: ProposalFacts, lines: Iterable[PaymentLine]) -> list[CreditTransfer]:
    """The payments as the file has them."""
    return [_transfer(facts, line) for line in lines]


def _transfer(facts: ProposalFacts, line: PaymentLine) -> CreditTransfer:
    return CreditTransfer(
        key=payment_key(facts.number, line.line),
        day=line.payment_date,
        amount_minor=line.amount.minor,
        currency=line.amount.currency,
        payee=line.payee,
        country=line.country,
        account_kind=line.account_kind,
        account_number=line.account_number,
        reference=line.reference,
        text=line.text,
    )
