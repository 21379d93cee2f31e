"""Post a bank deposit, all of it or nothing, as one sum on the bank or as one for each line; and undo it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.batches import find_batch
from reskontra.journals.deposit_lines import DEPOSIT, DepositToItself
from reskontra.journals.deposits import DepositFacts, find_deposit, open_deposit
from reskontra.journals.entering import write_lines
from reskontra.journals.models import Deposit, TypedLine
from reskontra.journals.post_typed import PostChoice, PostedBatch, post_batch
from reskontra.journals.typed_lines import TypedFacts, last_number, typed_lines
from reskontra.ledger.actions import start_run
from reskontra.ledger.bank_entries import are_matched
from reskontra.receivables.reversal import reverse_with_entries


class DepositEmpty(Refused):
    code = "deposit_empty"
    template = "Bank deposit {deposit} has {count:line|lines}. Add what was paid in first."


class DepositTotalDiffers(Refused):
    code = "deposit_total_differs"
    template = (
        "Bank deposit {deposit} is to come to {total}, and its {count:line comes|lines come} to {lines}. "
        "Correct a line or the total, which differ by {difference}."
    )


class DepositCurrencyDiffers(Refused):
    code = "deposit_currency_differs"
    template = "The line is in {currency}, and bank account {bank_account} in {other}. Write it in {other}."


class DepositNotPosted(Refused):
    code = "deposit_not_posted"
    template = "Bank deposit {deposit} is not posted. Delete it, if it is not wanted."


class DepositUndone(Refused):
    code = "deposit_undone"
    template = "Bank deposit {deposit} is undone already, by {counter}. Enter another."


class DepositMatched(Refused):
    code = "deposit_matched"
    template = "Bank deposit {deposit} is on a bank statement. Take the match back before you undo it."


class UndoReasonMissing(Refused):
    code = "undo_reason_missing"
    template = "Undoing bank deposit {deposit} needs a reason. Add --reason TEXT."


def post_deposit(
    *, company: CompanyFacts, actor: str, number: str, today: date | None, is_preview: bool = False
) -> PostedBatch:
    """Post the deposit by one voucher; its lines settle what they name.

    today     None where a date to come is meant
    refuses   DepositUnknown, DepositPosted, DepositEmpty, DepositTotalDiffers; Findings of DepositCurrencyDiffers and
              DepositToItself, and of what post_batch() refuses: then nothing is posted
    """
    with transaction.atomic():
        lock_company(company.id)
        found = open_deposit(company=company, number=number)
        _refuse_unfit(found, typed_lines(company=company, journal_id=found.journal_id))
        _prepare(company, actor, found)
        batch = find_batch(company=company, kind=DEPOSIT, name=number)
        done = post_batch(company=company, actor=actor, batch=batch, choice=PostChoice(today=today))
        voucher_id = _voucher(company, found)
        Deposit.objects.filter(company=company.id, id=found.id).update(state="POSTED", voucher_id=voucher_id)
        content = {"voucher": done.vouchers[0][0], "total": found.total_minor, "lines": found.lines, "run": done.run}
        record(company=company.id, actor=actor, action="deposit.posted", subject=number, content=content)
        if is_preview:
            transaction.set_rollback(True)
    return replace(done, lines=found.lines)


def deposit_findings(*, company: CompanyFacts, number: str) -> list[Refused]:
    """What forbids to post the deposit besides what check_batch() finds of its lines."""
    found = find_deposit(company=company, number=number)
    try:
        _refuse_unfit(found, typed_lines(company=company, journal_id=found.journal_id))
    except Findings as findings:
        return [one for one in findings.findings if isinstance(one, Refused)]
    except Refused as refusal:
        return [refusal]
    return []


def _refuse_unfit(deposit: DepositFacts, lines: list[TypedFacts]) -> None:
    if not lines:
        raise DepositEmpty(deposit=deposit.number, count=0)
    bank = deposit.bank
    found: list[Refused] = []
    for line in lines:
        if line.currency != bank.currency:
            refusal = DepositCurrencyDiffers(currency=line.currency, bank_account=bank.number, other=bank.currency)
            found.append(refusal.at(f"{line.place}, currency"))
        if (line.account_type, line.account_number) == ("BANK", bank.number):
            found.append(DepositToItself(bank_account=bank.number).at(f"{line.place}, account"))
    if found:
        raise Findings(found)
    if deposit.difference_minor:
        raise DepositTotalDiffers(
            deposit=deposit.number,
            total=deposit.total,
            lines=Money(-sum(line.amount_minor for line in lines), bank.currency),
            count=len(lines),
            difference=Money(deposit.difference_minor, bank.currency),
        )


def _prepare(company: CompanyFacts, actor: str, deposit: DepositFacts) -> None:
    """All lines are of the deposit's day and bank account; of a lump sum the bank has a line of its own."""
    rows = TypedLine.objects.filter(company=company.id, journal=deposit.journal_id, state="OPEN")
    balancing = ("", "") if deposit.is_lump_sum else ("BANK", deposit.bank.number)
    rows.update(
        posting_date=deposit.posting_date,
        document_date=deposit.document_date,
        balancing_type=balancing[0],
        balancing_number=balancing[1],
    )
    if not deposit.is_lump_sum:
        return
    first = typed_lines(company=company, journal_id=deposit.journal_id)[0]
    of_bank = replace(
        first, line_number=last_number(company=company, journal_id=deposit.journal_id) + 1, document_type="",
        document_number=deposit.number, external_document_number=deposit.number, account_type="BANK",
        account_number=deposit.bank.number, description=deposit.description or deposit.bank.name,
        amount_minor=deposit.total_minor, local_minor=None, applies_to_type="", applies_to_number="", applies_to_id="",
        on_hold="", is_correction=False, vat_code="", cost_center="", project="", comment="", marks=(),
    )  # fmt: skip
    write_lines(company=company, actor=actor, lines=[of_bank])


def _voucher(company: CompanyFacts, deposit: DepositFacts) -> int:
    lines = typed_lines(company=company, journal_id=deposit.journal_id, states=["POSTED"])
    (voucher,) = {line.voucher_id for line in lines}
    assert voucher is not None
    return voucher


def undo_deposit(*, company: CompanyFacts, actor: str, number: str, reason: str) -> str:
    """Reverse what a deposit posted: what it settled is open again; gives the counter voucher's name.

    refuses   UndoReasonMissing, DepositUnknown, DepositNotPosted, DepositUndone, DepositMatched, and what
              reverse_with_entries() refuses
    """
    if not reason.strip():
        raise UndoReasonMissing(deposit=number)
    with transaction.atomic():
        lock_company(company.id)
        found = find_deposit(company=company, number=number)
        if found.voucher_id is None:
            raise DepositNotPosted(deposit=number)
        if found.counter:
            raise DepositUndone(deposit=number, counter=found.counter)
        if are_matched(company=company, voucher_id=found.voucher_id):
            raise DepositMatched(deposit=number)
        run = start_run(company=company, actor=actor, action="deposit.undone")
        done = reverse_with_entries(
            company=company, run=run, voucher_ids=[found.voucher_id], along=[found.voucher_id], reason=reason.strip()
        )
        name = done.counters[0].name
        content = {"reason": reason.strip(), "voucher": name, "run": run.number}
        record(company=company.id, actor=actor, action="deposit.undone", subject=number, content=content)
    return name
