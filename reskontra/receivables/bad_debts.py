"""Write a claim off as lost, in whole or in part, and open it again when money comes after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.application import ApplicationPlan, plan_application
from reskontra.core.application_checks import Circumstances, Part
from reskontra.core.bank_posting import GroupAccounts, detail_postings
from reskontra.core.entries import DocumentType, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import to_local
from reskontra.core.money import Money
from reskontra.core.presets import preset_of
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import LineDraft, PostedVoucher, Run, VoucherDraft
from reskontra.ledger.queries import account_ids
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.applying import find_named
from reskontra.receivables.bad_debts_feared import lessen_fear, vat_of_claim
from reskontra.receivables.blocks import refuse_locked
from reskontra.receivables.correcting import ClaimOrder, find_claim, part_of, reason_of
from reskontra.receivables.models import BadDebt
from reskontra.receivables.policy import accounts_by_group
from reskontra.receivables.reversal import reverse_with_entries
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys


class NotWrittenOff(Refused):
    code = "not_written_off"
    template = "Nothing of {document} was written off. See what was with reskontra bad-debt list."


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """loss and vat are local and sum to what was written off; vouchers: the write-off, then of the allowance."""

    document: str
    amount: Money
    loss: Money
    vat: Money
    left: Money
    vouchers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Loss:
    """A claim, how much of it is lost, what that stands for in the books, and the VAT in it by account."""

    claim: OpenEntry
    group: GroupAccounts
    minor: int
    local_minor: int
    vat: Sequence[tuple[int, int]]
    plan: ApplicationPlan
    write_off_id: int

    @property
    def vat_minor(self) -> int:
        return sum(minor for _, minor in self.vat)


def confirm_bad_debt(*, company: CompanyFacts, actor: str, order: ClaimOrder, is_preview: bool = False) -> WrittenOff:
    """Write a claim off: a write-off entry settles it, its VAT goes back, the rest is a loss; no fear of it is left.

    refuses   CorrectionReasonMissing, DocumentUnknown, DocumentNotUnique, EntryNotOpen, NotAClaim, AmountBeyondEntry,
              PartyBlocked, AppliedBeforePosted, and what periods refuse
    """
    reason = reason_of(order.reason, what=order.name.number)
    with transaction.atomic():
        lock_company(company.id)
        loss = _loss(company, order)
        open_fiscal_years(company=company, dates=[order.day])
        run = start_run(company=company, actor=actor, action="bad_debt.confirmed")
        (voucher,) = post(company=company, run=run, vouchers=[_voucher(company, loss, order.day, reason)])
        _write(company, loss, voucher, order.day, reason)
        _keep(company, actor, loss, voucher, order.day, reason)
        also = _lessen_fear(company, actor, run, loss, order.day)
        done = _told(company, loss, (voucher.name, *also))
        record(
            company=company.id,
            actor=actor,
            action="bad_debt.confirmed",
            subject=done.document,
            content={"amount": loss.minor, "vat": loss.vat_minor, "vouchers": done.vouchers, "reason": reason},
        )
        if is_preview:
            transaction.set_rollback(True)
    return done


def _loss(company: CompanyFacts, order: ClaimOrder) -> _Loss:
    claim, group_id = find_claim(company=company, name=order.name)
    minor = part_of(claim, order.amount)
    refuse_locked(company=company, party_ids=[claim.party_id])
    local = claim.remaining_local_minor - claim.unrealized_local_minor
    if minor != claim.remaining_minor:
        local = to_local(minor, valuation=claim.valuation, local_currency=company.currency)
    (write_off_id,) = reserve_ids(1)
    write_off = OpenEntry(
        entry_id=write_off_id,
        ledger=claim.ledger,
        party_id=claim.party_id,
        document_type=DocumentType.BLANK,
        document_number=claim.document_number,
        posting_date=order.day,
        currency=claim.currency,
        remaining_minor=-minor,
        remaining_local_minor=-local,
        rate=claim.rate,
    )
    plan = plan_application(
        applying=write_off,
        parts=[Part(claim.entry_id, minor)],
        targets=[claim],
        circumstances=Circumstances(posting_date=order.day, local_currency=company.currency),
    )
    vat = vat_of_claim(company=company, entry_id=claim.entry_id, local_minor=local)
    return _Loss(claim, accounts_by_group(company=company)[group_id], minor, local, vat, plan, write_off_id)


def _voucher(company: CompanyFacts, loss: _Loss, day: date, reason: str) -> VoucherDraft:
    number = preset_of(company.preset).loss_account
    account = account_ids(company=company, numbers=[number])[number]
    sums: dict[tuple[int, int | None], int] = {(loss.group.control_id, loss.claim.party_id): -loss.local_minor}
    for id, minor in (*loss.vat, (account, loss.local_minor - loss.vat_minor)):
        sums[id, None] = sums.get((id, None), 0) + minor
    for posted in detail_postings(loss.plan.details, groups={}, first=loss.group):
        key = (posted.account_id, loss.claim.party_id if posted.is_control else None)
        sums[key] = sums.get(key, 0) + posted.local_minor
    return VoucherDraft(
        source="BAD_DEBT",
        posting_date=day,
        lines=tuple(
            LineDraft(id, minor, company.currency, minor, party) for (id, party), minor in sums.items() if minor
        ),
        description=f"{loss.claim.document_number}: {reason}",
    )


def _write(company: CompanyFacts, loss: _Loss, voucher: PostedVoucher, day: date, reason: str) -> None:
    draft = EntryDraft(
        ledger=loss.claim.ledger.value,
        document_type="",
        document_number=voucher.name,
        posting_date=day,
        due_date=day,
        currency=loss.claim.currency,
        document_minor=-loss.minor,
        remaining_minor=-loss.minor,
        remaining_local_minor=-loss.local_minor,
        rate_e8=loss.claim.rate,
        party_id=loss.claim.party_id,
        posting_group_id=loss.group.group_id,
        description=f"{loss.claim.document_number}: {reason}"[:250],
    )
    ids = [loss.write_off_id]
    write_entries(company=company, ids=ids, entries=[draft], vouchers=[voucher.id])
    write_keys(company=company, ids=ids, entries=[draft])
    new = NewApplication(loss.claim.party_id, loss.plan, day, day, voucher.id)
    write_applications(company=company, applications=[new])


def _keep(company: CompanyFacts, actor: str, loss: _Loss, voucher: PostedVoucher, day: date, reason: str) -> None:
    BadDebt.objects.create(
        company_id=company.id,
        entry_id=loss.claim.entry_id,
        kind="CONFIRMED",
        amount_minor=loss.minor,
        local_minor=loss.local_minor,
        vat_local_minor=loss.vat_minor,
        posting_date=day,
        reason=reason[:250],
        voucher_id=voucher.id,
        write_off_id=loss.write_off_id,
        created_by=actor,
        created_at=bulk.moment(),
    )


def _lessen_fear(company: CompanyFacts, actor: str, run: Run, loss: _Loss, day: date) -> list[str]:
    """What was feared of the claim is taken back, and stands anew for what is neither lost nor settled."""
    left = loss.plan.outcomes[-1].remaining_minor
    return lessen_fear(company=company, actor=actor, run=run, entry_id=loss.claim.entry_id, day=day,
                       lost_minor=loss.minor, left_minor=left)  # fmt: skip


def _told(company: CompanyFacts, loss: _Loss, vouchers: tuple[str, ...]) -> WrittenOff:
    claim = loss.claim
    return WrittenOff(
        document=claim.document_number,
        amount=Money(loss.minor, claim.currency),
        loss=Money(loss.local_minor - loss.vat_minor, company.currency),
        vat=Money(loss.vat_minor, company.currency),
        left=Money(claim.remaining_minor - loss.minor, claim.currency),
        vouchers=vouchers,
    )


def reopen_bad_debt(*, company: CompanyFacts, actor: str, order: ClaimOrder, is_preview: bool = False) -> WrittenOff:
    """Take every write-off of a claim back on that day: it is open again, and VAT and loss are as before.

    order     without an amount
    refuses   CorrectionReasonMissing, DocumentUnknown, DocumentNotUnique, NotWrittenOff, and what
              reverse_with_entries() refuses
    """
    reason = reason_of(order.reason, what=order.name.number)
    with transaction.atomic():
        lock_company(company.id)
        name = order.name
        fact = find_named(company=company, name=name)
        rows = list(
            BadDebt.objects.filter(
                company=company.id, entry=fact.entry_id, kind="CONFIRMED", ended_voucher__isnull=True
            ).order_by("-id")
        )
        if not rows:
            raise NotWrittenOff(document=fact.document_number)
        run = start_run(company=company, actor=actor, action="bad_debt.reopened")
        ids = [row.voucher_id for row in rows]
        found = reverse_with_entries(company=company, run=run, voucher_ids=ids, along=ids, reason=reason, day=order.day)
        for row, counter in zip(rows, found.counters, strict=False):
            row.ended_voucher_id, row.ended_at = counter.id, bulk.moment()
            row.save(update_fields=["ended_voucher_id", "ended_at"])
        minor = sum(row.amount_minor for row in rows)
        vat = sum(row.vat_local_minor for row in rows)
        done = WrittenOff(
            document=fact.document_number,
            amount=Money(minor, fact.currency),
            loss=Money(sum(row.local_minor for row in rows) - vat, company.currency),
            vat=Money(vat, company.currency),
            left=Money(fact.remaining_minor + minor, fact.currency),
            vouchers=(*(one.name for one in found.counters), *(voucher.name for voucher in found.readjusted)),
        )
        record(
            company=company.id,
            actor=actor,
            action="bad_debt.reopened",
            subject=done.document,
            content={"amount": minor, "vouchers": done.vouchers, "reason": reason},
        )
        if is_preview:
            transaction.set_rollback(True)
    return done
