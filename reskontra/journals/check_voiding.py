"""Void a check: a printed one before it is posted, a posted one by a voucher that takes its payment back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.models import TypedLine
from reskontra.journals.typed_lines import PARTIES
from reskontra.ledger.actions import start_run
from reskontra.ledger.check_entries import CheckFacts, find_check
from reskontra.ledger.check_writing import void_posted, void_printed
from reskontra.ledger.queries import find_bank_account
from reskontra.ledger.reversal import Moved, VoucherBankAccountBlocked, moved_by
from reskontra.receivables.reversal import reverse_with_entries
from reskontra.receivables.voiding import owe_anew


class CheckVoided(Refused):
    code = "check_voided"
    template = "Check {check} of bank account {bank_account} is voided already. A check is voided once."


class CheckMatched(Refused):
    code = "check_matched"
    template = (
        "Check {check} of bank account {bank_account} over {amount} is on a bank statement. "
        "A check that the bank has paid is not voided; take the match back if it is wrong."
    )


class VoidedTooEarly(Refused):
    code = "voided_too_early"
    template = "Check {check} is of {date}, and was to be voided on {day}. Void it on its date or later."


@dataclass(frozen=True, slots=True)
class VoidOrder:
    """day: None for the check's own date. keeps_applied: void only, what the payment settled stays settled."""

    bank_account: str
    number: str
    day: date | None = None
    keeps_applied: bool = False
    reason: str = ""
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class VoidedCheck:
    """vouchers: none for a check that was not posted; is_closed: its bank entries wait for no statement."""

    check: CheckFacts
    vouchers: tuple[str, ...]
    run: int | None
    is_closed: bool
    moved: tuple[Moved, ...] = ()


def told_voided(voided: VoidedCheck) -> str:
    """What now is, in one sentence."""
    said = _("Check {check} is voided; its line can be printed anew.")
    if voided.vouchers:
        said = _("Check {check} is voided by {vouchers}; its bank entries wait for a statement.")
        if voided.is_closed:
            said = _("Check {check} is voided by {vouchers}, on its own date: its bank entries are closed.")
    return said.format(check=voided.check.number, vouchers=", ".join(voided.vouchers))


def void_check(*, company: CompanyFacts, actor: str, order: VoidOrder) -> VoidedCheck:
    """Take a check back. Its line can be printed anew where it was only printed; else its payment is reversed.

    refuses   BankAccountUnknown, CheckUnknown, CheckVoided, CheckMatched, VoidedTooEarly, VoucherBankAccountBlocked,
              and what periods, reverse_with_entries() and owe_anew() refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        bank = find_bank_account(company=company, number=order.bank_account)
        check = find_check(company=company, bank_account=bank, number=order.number)
        if check.state in ("VOIDED", "FINANCIALLY_VOIDED"):
            raise CheckVoided(check=check.number, bank_account=bank.number)
        done = _unprint(company, check) if check.state == "PRINTED" else _void(company, actor, check, order)
        content = {
            "amount": check.amount_minor,
            "vouchers": list(done.vouchers),
            "keeps_applied": order.keeps_applied,
            "reason": order.reason,
        }
        subject = f"{bank.number}/{check.number}"
        record(company=company.id, actor=actor, action="check.voided", subject=subject, content=content)
        if order.is_preview:
            transaction.set_rollback(True)
    return done


def _unprint(company: CompanyFacts, check: CheckFacts) -> VoidedCheck:
    void_printed(company=company, check=check)
    lines = TypedLine.objects.filter(company=company.id, printed_check=check.id, state="OPEN")
    lines.update(printed_check=None, check_number="")
    return VoidedCheck(check, (), None, is_closed=True)


def _void(company: CompanyFacts, actor: str, check: CheckFacts, order: VoidOrder) -> VoidedCheck:
    day = order.day or check.check_date
    if check.entry_state != "OPEN" or check.transaction_id is not None:
        amount = Money(check.amount_minor, check.currency)
        raise CheckMatched(check=check.number, bank_account=check.bank_account, amount=amount)
    if day < check.check_date:
        raise VoidedTooEarly(check=check.number, date=check.check_date, day=day)
    open_fiscal_years(company=company, dates=[day])
    bank = find_bank_account(company=company, number=check.bank_account)
    if bank.is_blocked:
        raise VoucherBankAccountBlocked(voucher=check.document_number or check.number, bank_account=bank.number)
    text = f"{check.number} {check.payee}: {order.reason}" if order.reason else f"{check.number} {check.payee}"
    run = start_run(company=company, actor=actor, action="check.voided")
    voucher_id = check.voucher_id or 0
    if order.keeps_applied and check.counter_type in PARTIES:
        posted = owe_anew(company=company, run=run, check=check, day=day, text=text.strip())
        ids, names = [posted.id], [posted.name]
    else:
        found = reverse_with_entries(
            company=company, run=run, voucher_ids=[voucher_id], along=[voucher_id], description=text.strip(),
            day=day, voids_checks=True,
        )  # fmt: skip
        posted_ones = [(one.id, one.name) for one in found.counters] + [(one.id, one.name) for one in found.readjusted]
        ids, names = [id for id, _ in posted_ones], [name for _, name in posted_ones]
        day = found.counters[0].day
    void_posted(company=company, check=check, voucher_id=ids[0], day=day)
    moved = tuple(moved_by(company=company, voucher_ids=ids))
    return VoidedCheck(check, tuple(names), run.number, day == check.check_date, moved)
