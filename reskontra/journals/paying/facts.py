"""Proposals and their payments as frozen records, and the checks of their payments."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.payment_proposals import PaymentToCheck, payment_findings
from reskontra.database import bulk
from reskontra.interface.forms import stamp
from reskontra.journals.models import PaymentProposal, ProposedPayment
from reskontra.ledger.queries import BankAccountFacts, bank_account_of, standing_vouchers, voucher_names
from reskontra.parties.queries import accounts_to_pay_of
from reskontra.receivables.payables import PayableEntry, given_up_repayments, payables_by_id

STATE_WORDS = {
    "OPEN": noop("still open"), "APPROVED": noop("approved"), "EXPORTED": noop("sent to the bank"),
    "CANCELLED": noop("given up"),
}  # fmt: skip
OPEN_OR_APPROVED, NOT_GIVEN_UP = noop("open or approved"), noop("not given up")
ACTIVE = ("OPEN", "APPROVED", "EXPORTED")
_IDS = 900
_KEEP_FINDINGS = "UPDATE journals_proposedpayment SET findings = %s WHERE company_id = %s AND id = %s"


class ProposalUnknown(Refused):
    code = "proposal_unknown"
    template = "There is no payment proposal {number}. See them with reskontra payment-proposal list."


class ProposedPaymentUnknown(Refused):
    code = "proposed_payment_unknown"
    template = "Payment proposal {number} has no payment {line} that can be changed. See it with show {number}."


class ProposalNotSo(Refused):
    code = "proposal_not_so"
    template = (
        "Payment proposal {number} is {state}, and this is done only with one that is {asked}. See show {number}."
    )


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A document that was not proposed, and the code why."""

    document: str
    account: str
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment of a proposal. open_minor: what is left of its document and in no other proposal.

    state       OPEN, REMOVED, POSTED, REJECTED, REVERSED by hand after it was posted
    voucher     its name, "" before it is posted
    findings    codes of PaymentFinding as last looked at
    """

    id: int
    line: int
    entry_id: int
    repayment_id: int | None
    ledger: str
    account: str
    payee: str
    country: str
    document: str
    external_document: str
    due_date: date
    amount: Money
    discount: Money
    open_minor: int
    discount_date: date | None
    payment_date: date
    account_kind: str
    account_number: str
    reference: str
    text: str
    findings: tuple[str, ...]
    state: str
    bank_status: str
    reason_code: str
    reason_text: str
    voucher_id: int | None
    voucher: str


@dataclass(frozen=True)
class ProposalFacts:
    """A proposal with its payments, removed ones too. total: of those that are not removed or rejected.

    stopped     earlier payments of its documents → how is known that the bank stopped them
    """

    id: int
    number: int
    bank_account: BankAccountFacts
    currency: str
    payment_date: date
    until_date: date
    bic: str
    state: str
    made_by: str
    made_at: datetime
    changed_by: tuple[str, ...]
    approved_by: str
    exported_by: str
    exported_at: datetime | None
    message_id: str
    file_id: int | None
    left_out: tuple[LeftOutLine, ...]
    stopped: Mapping[str, str]
    lines: tuple[PaymentLine, ...]

    @cached_property
    def paying(self) -> tuple[PaymentLine, ...]:
        """The payments that stand: open and posted ones."""
        return tuple(line for line in self.lines if line.state in ("OPEN", "POSTED"))

    @cached_property
    def total(self) -> Money:
        return Money(sum(line.amount.minor for line in self.paying), self.currency)

    @cached_property
    def stamp(self) -> str:
        """A digest of what the bank is told: two are the same as long as the same is paid to the same."""
        paid = [
            (one.line, one.entry_id, one.payee, one.amount, one.discount, one.payment_date, one.account_kind,
             one.account_number, one.reference, one.text)
            for one in self.paying
        ]  # fmt: skip
        return stamp((self.bank_account.iban, self.bank_account.bankgiro, self.bic, paid))


def payment_key(number: int, line: int) -> str:
    """What the bank's answers and statements name a payment by (EndToEndId); its document number, too."""
    return f"PP{number}-{line}"


def proposal_row(*, company: CompanyFacts, number: int) -> PaymentProposal:
    """refuses   ProposalUnknown"""
    row = PaymentProposal.objects.filter(company=company.id, number=number).first()
    if row is None:
        raise ProposalUnknown(number=number)
    return row


def not_so(row: PaymentProposal, asked: str) -> ProposalNotSo:
    """The refusal for its state. asked: in which it would be done, one of the words above."""
    return ProposalNotSo(number=row.number, state=STATE_WORDS[row.state], asked=asked)


def find_proposal(*, company: CompanyFacts, number: int) -> ProposalFacts:
    """refuses   ProposalUnknown"""
    return facts_of(company=company, row=proposal_row(company=company, number=number))


def facts_of(*, company: CompanyFacts, row: PaymentProposal) -> ProposalFacts:
    return ProposalFacts(
        id=row.id,
        number=row.number,
        bank_account=bank_account_of(company=company, id=row.bank_account_id),
        currency=row.currency,
        payment_date=row.payment_date,
        until_date=row.until_date,
        bic=row.bic,
        state=row.state,
        made_by=row.made_by,
        made_at=row.made_at,
        changed_by=tuple(json.loads(row.changed_by)),
        approved_by=row.approved_by,
        exported_by=row.exported_by,
        exported_at=row.exported_at,
        message_id=row.message_id,
        file_id=row.file_id,
        left_out=tuple(
            LeftOutLine(document, account, Money(minor, currency), reason)
            for document, account, minor, currency, reason in json.loads(row.left_out or "[]")
        ),
        stopped=json.loads(row.paid_again or "{}"),
        lines=tuple(_lines(company, row)),
    )


def _lines(company: CompanyFacts, proposal: PaymentProposal) -> list[PaymentLine]:
    rows = list(ProposedPayment.objects.filter(company=company.id, proposal=proposal.id).order_by("line_number"))
    entries = payables_by_id(company=company, ids={row.entry_id for row in rows})
    others = reserved(company=company, entry_ids=entries, besides=proposal.id)
    posted = {row.voucher_id for row in rows if row.voucher_id}
    vouchers = voucher_names(company=company, ids=list(posted))
    standing = set(standing_vouchers(company=company, ids=posted))
    for row in rows:
        if row.state == "POSTED" and row.voucher_id not in standing:
            row.state = "REVERSED"
    return [
        _line(row, entries[row.entry_id], others.get(row.entry_id, 0), vouchers.get(row.voucher_id or 0, ""))
        for row in rows
    ]


def _line(row: ProposedPayment, entry: PayableEntry, others: int, voucher: str) -> PaymentLine:
    return PaymentLine(
        id=row.id,
        line=row.line_number,
        entry_id=row.entry_id,
        repayment_id=row.repayment_id,
        ledger=entry.ledger,
        account=entry.account,
        payee=entry.name,
        country=entry.country,
        document=entry.document_number,
        external_document=entry.external_document_number,
        due_date=entry.due_date,
        amount=Money(row.amount_minor, entry.currency),
        discount=Money(row.discount_minor, entry.currency),
        open_minor=entry.remaining_minor - others,
        discount_date=entry.discount_date,
        payment_date=row.payment_date,
        account_kind=row.account_kind,
        account_number=row.account_number,
        reference=row.reference,
        text=row.text,
        findings=tuple(row.findings.split(",")) if row.findings else (),
        state=row.state,
        bank_status=row.bank_status,
        reason_code=row.reason_code,
        reason_text=row.reason_text,
        voucher_id=row.voucher_id,
        voucher=voucher,
    )


def reserved(*, company: CompanyFacts, entry_ids: Collection[int], besides: int = 0) -> dict[int, int]:
    """Entry → what active proposals are to settle of it and have not posted; besides: a proposal left out."""
    found: dict[int, int] = {}
    for batch in bulk.chunks(sorted(entry_ids), _IDS):
        rows = ProposedPayment.objects.filter(company=company.id, entry__in=batch, state="OPEN")
        rows = rows.filter(proposal__state__in=ACTIVE).exclude(proposal=besides)
        found |= dict(rows.values_list("entry_id").annotate(total=Sum(F("amount_minor") + F("discount_minor"))))
    return found


def repayments_taken(*, company: CompanyFacts) -> set[int]:
    """Repayments that a proposal pays or has paid; not those whose voucher was reversed by hand."""
    rows = ProposedPayment.objects.filter(company=company.id, repayment__isnull=False)
    wanted = Q(state="POSTED") | Q(state="OPEN", proposal__state__in=ACTIVE)
    found = list(rows.filter(wanted).values_list("repayment_id", "voucher_id"))
    standing = set(standing_vouchers(company=company, ids={voucher for _id, voucher in found if voucher}))
    return {id for id, voucher in found if id is not None and (voucher is None or voucher in standing)}


def check_payments(*, company: CompanyFacts, proposal: PaymentProposal, today: date) -> ProposalFacts:
    """Look at every open payment again, and keep what was found."""
    facts = facts_of(company=company, row=proposal)
    lines = [line for line in facts.lines if line.state == "OPEN"]
    entries = payables_by_id(company=company, ids={line.entry_id for line in lines})
    parties = {entry.party_id for entry in entries.values()}
    accounts = accounts_to_pay_of(company=company, party_ids=parties)
    given_up = given_up_repayments(company=company, ids={line.repayment_id or 0 for line in lines})
    within = _within(lines)
    changed: list[tuple[object, ...]] = []
    for line in lines:
        entry = entries[line.entry_id]
        to_check = PaymentToCheck(
            amount_minor=line.amount.minor,
            discount_minor=line.discount.minor,
            day=line.payment_date,
            currency=line.amount.currency,
            country=line.country,
            account_kind=line.account_kind,
            account_number=line.account_number,
            open_minor=line.open_minor - within[line.entry_id] + line.amount.minor + line.discount.minor,
            discount_date=line.discount_date,
            accounts=accounts.get(entry.party_id, ()),
            is_blocked=entry.is_blocked,
            is_held=bool(entry.on_hold),
            is_disputed=bool(entry.dispute_status),
            is_repaid=line.repayment_id not in given_up,
            reference=line.reference,
            payer_country=company.country,
        )
        found = ",".join(payment_findings(to_check, today=today))
        if found != ",".join(line.findings):
            changed.append((found, company.id, line.id))
    bulk.execute_many(_KEEP_FINDINGS, changed)
    return facts_of(company=company, row=proposal) if changed else facts


def _within(lines: Sequence[PaymentLine]) -> dict[int, int]:
    """Entry → what these payments settle of it together."""
    found: dict[int, int] = {}
    for line in lines:
        found[line.entry_id] = found.get(line.entry_id, 0) + line.amount.minor + line.discount.minor
    return found
