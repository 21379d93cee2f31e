"""Fear that a claim is lost: an allowance beside it, less VAT; the claim stays open, and is reminded of as before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.application_checks import VatShare, named
from reskontra.core.errors import Refused
from reskontra.core.money import Money, divide_minor
from reskontra.core.presets import preset_of
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import LineDraft, Run, VoucherDraft
from reskontra.ledger.queries import account_ids
from reskontra.ledger.reversal import reverse_vouchers
from reskontra.receivables.applying import find_named
from reskontra.receivables.correcting import ClaimOrder, find_claim, part_of, reason_of
from reskontra.receivables.models import BadDebt, Entry
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import vat_shares


class FearedAlready(Refused):
    code = "feared_already"
    template = "{document} is feared lost already, with {amount}. Release that first: reskontra bad-debt release."


class NotFeared(Refused):
    code = "not_feared"
    template = "{document} is not feared lost. See what is with reskontra bad-debt list."


@dataclass(frozen=True, slots=True)
class Feared:
    """amount is the claim's; allowance is local, less VAT."""

    document: str
    amount: Money
    allowance: Money
    voucher: str


def fear_bad_debt(*, company: CompanyFacts, actor: str, order: ClaimOrder, is_preview: bool = False) -> Feared:
    """Post an allowance for what is feared lost of a claim; it has at most one.

    refuses   CorrectionReasonMissing, DocumentUnknown, DocumentNotUnique, EntryNotOpen, NotAClaim,
              AmountBeyondEntry, FearedAlready, and what periods refuse
    """
    reason = reason_of(order.reason, what=order.name.number)
    with transaction.atomic():
        lock_company(company.id)
        claim, _ = find_claim(company=company, name=order.name)
        minor = part_of(claim, order.amount)
        if standing := _standing(company, claim.entry_id):
            raise FearedAlready(document=named(claim), amount=Money(standing.amount_minor, claim.currency))
        open_fiscal_years(company=company, dates=[order.day])
        run = start_run(company=company, actor=actor, action="bad_debt.feared")
        row, voucher = _fear(company, actor, run, claim.entry_id, minor, order.day, reason)
        done = Feared(
            claim.document_number, Money(minor, claim.currency), Money(row.local_minor, company.currency), voucher
        )
        _record(company, actor, "bad_debt.feared", done, reason)
        if is_preview:
            transaction.set_rollback(True)
    return done


def release_bad_debt(*, company: CompanyFacts, actor: str, order: ClaimOrder, is_preview: bool = False) -> Feared:
    """Take the allowance for a claim back; the claim may be settled by then.

    order     without an amount
    refuses   CorrectionReasonMissing, DocumentUnknown, DocumentNotUnique, NotFeared, and what reverse_vouchers()
              refuses
    """
    reason = reason_of(order.reason, what=order.name.number)
    with transaction.atomic():
        lock_company(company.id)
        name = order.name
        fact = find_named(company=company, name=name)
        row = _standing(company, fact.entry_id)
        if row is None:
            raise NotFeared(document=fact.document_number)
        run = start_run(company=company, actor=actor, action="bad_debt.released")
        voucher = _release(company, run, row, order.day, reason)
        done = Feared(
            fact.document_number, Money(row.amount_minor, fact.currency), Money(row.local_minor, company.currency),
            voucher,
        )  # fmt: skip
        _record(company, actor, "bad_debt.released", done, reason)
        if is_preview:
            transaction.set_rollback(True)
    return done


def lessen_fear(
    *, company: CompanyFacts, actor: str, run: Run, entry_id: int, day: date, lost_minor: int, left_minor: int
) -> list[str]:
    """Take back what was feared of a claim now that some of it is lost; gives the vouchers' names.

    What was feared beyond that is feared anew, at most what is left.
    """
    row = _standing(company, entry_id)
    if row is None:
        return []
    names = [_release(company, run, row, day, row.reason)]
    rest = min(row.amount_minor - lost_minor, left_minor)
    if rest > 0:
        names.append(_fear(company, actor, run, entry_id, rest, day, row.reason)[1])
    return names


def vat_of_claim(*, company: CompanyFacts, entry_id: int, local_minor: int) -> list[tuple[int, int]]:
    """The VAT in so much of a claim, by account, as its own document's voucher carries it; debit +.

    None where the preset does not lower VAT, and in opening entries. A claim that was moved has its document's.
    """
    if not preset_of(company.preset).adjusts_vat_for_discount:
        return []
    share: VatShare | None = None
    document: int | None = entry_id
    while document is not None and share is None:
        share = vat_shares(company=company, entry_ids=[document], is_taken_back=True).get(document)
        document = _moved_from(company, document)
    if share is None:
        return []
    return [(account, local) for account, _, local in share.shares_of(local_minor, local_minor) if local]


def _moved_from(company: CompanyFacts, entry_id: int) -> int | None:
    """The entry that a move closed when it made this one."""
    voucher = Entry.objects.filter(company=company.id, id=entry_id, reverses__isnull=True).values("voucher")
    counter = Entry.objects.filter(company=company.id, voucher__in=voucher, reverses__isnull=False).first()
    return counter.reverses_id if counter else None


def _standing(company: CompanyFacts, entry_id: int) -> BadDebt | None:
    rows = BadDebt.objects.filter(company=company.id, entry=entry_id, kind="FEARED", ended_voucher__isnull=True)
    return rows.first()


def _fear(
    company: CompanyFacts, actor: str, run: Run, entry_id: int, minor: int, day: date, reason: str
) -> tuple[BadDebt, str]:
    claim = lock_entries(company=company, ids=[entry_id])[entry_id][0]
    local = claim.remaining_local_minor
    if minor != claim.remaining_minor:
        local = divide_minor(local * minor, claim.remaining_minor)
    vat = sum(share for _, share in vat_of_claim(company=company, entry_id=entry_id, local_minor=local))
    preset = preset_of(company.preset)
    ids = account_ids(company=company, numbers=[preset.feared_loss_account, preset.allowance_account])
    net = local - vat
    lines = (
        LineDraft(ids[preset.feared_loss_account], net, company.currency, net),
        LineDraft(ids[preset.allowance_account], -net, company.currency, -net),
    )
    draft = VoucherDraft("BAD_DEBT", day, lines, description=f"{claim.document_number}: {reason}")
    (voucher,) = post(company=company, run=run, vouchers=[draft])
    row = BadDebt.objects.create(
        company_id=company.id,
        entry_id=entry_id,
        kind="FEARED",
        amount_minor=minor,
        local_minor=net,
        vat_local_minor=vat,
        posting_date=day,
        reason=reason[:250],
        voucher_id=voucher.id,
        created_by=actor,
        created_at=bulk.moment(),
    )
    return row, voucher.name


def _release(company: CompanyFacts, run: Run, row: BadDebt, day: date, reason: str) -> str:
    id = row.voucher_id
    (counter,) = reverse_vouchers(company=company, run=run, voucher_ids=[id], reason=reason, not_before={id: day})
    row.ended_voucher_id, row.ended_at = counter.id, bulk.moment()
    row.save(update_fields=["ended_voucher_id", "ended_at"])
    return counter.name


def _record(company: CompanyFacts, actor: str, action: str, done: Feared, reason: str) -> None:
    content = {
        "amount": done.amount.minor,
        "allowance": done.allowance.minor,
        "voucher": done.voucher,
        "reason": reason,
    }
    record(company=company.id, actor=actor, action=action, subject=done.document, content=content)
