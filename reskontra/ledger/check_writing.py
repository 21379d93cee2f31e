"""Checks as they are printed, posted with their bank entries, and voided. Called inside a command's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.following import following
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.check_entries import LONGEST_NUMBER, CheckFacts, taken_check_numbers
from reskontra.ledger.drafts import BankDraft, CheckDraft
from reskontra.ledger.models import BankAccount, BankEntry, CheckEntry
from reskontra.ledger.queries import BankAccountFacts, bank_account_of

_CHECK = (
    "company_id", "bank_account_id", "bank_entry_id", "kind", "check_number", "check_date", "amount_minor",
    "counter_type", "counter_number", "payee", "document_number", "external_document_number", "state",
    "original_state", "void_entry_id",
)  # fmt: skip


class CheckNumberTaken(Refused):
    code = "check_number_taken"
    template = "Check {check} of bank account {bank_account} was drawn already. Write the number on the check."


class CheckNotPaidOut(Refused):
    code = "check_not_paid_out"
    template = "Check {check} would move bank account {bank_account} by {amount}. A check pays money out."


class LastCheckMissing(Refused):
    code = "last_check_missing"
    template = (
        "Bank account {bank_account} has no number of a last check to go on from. "
        "Give it: reskontra bank-account set {bank_account} --last-check NUMBER."
    )


class CheckNumberEndless(Refused):
    code = "check_number_endless"
    template = "No number comes after check {check} of bank account {bank_account}. Write it with digits."


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bank entry just written that a check pays; day: its posting date."""

    bank_entry_id: int
    day: date
    bank: BankDraft


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A check that is printed, dated as its line will be posted; amount_minor is positive."""

    day: date
    amount_minor: int
    check: CheckDraft


def draw_checks(*, company: CompanyFacts, drawn: Sequence[Drawn]) -> None:
    """Checks written by hand come to be, printed ones become posted; each names its bank entry.

    refuses   CheckNotPaidOut, CheckNumberTaken
    """
    written = [(one, check) for one in drawn if (check := one.bank.check) and check.printed_id is None]
    for one in drawn:
        if one.bank.amount_minor >= 0 and one.bank.check:
            amount = Money(one.bank.amount_minor, one.bank.currency)
            bank = bank_account_of(company=company, id=one.bank.bank_account_id).number
            raise CheckNotPaidOut(check=one.bank.check.number, bank_account=bank, amount=amount)
    _refuse_taken(company, [(one.bank.bank_account_id, check.number) for one, check in written])
    rows = [
        (
            company.id, one.bank.bank_account_id, one.bank_entry_id, check.kind, check.number, one.day,
            -one.bank.amount_minor, check.counter_type, check.counter_number, check.payee[:250],
            check.document_number[:50], check.external_document_number[:100], "POSTED", "", None,
        )
        for one, check in written
    ]  # fmt: skip
    bulk.insert(CheckEntry, _CHECK, rows)
    printed = {one.bank_entry_id: check.printed_id for one in drawn if (check := one.bank.check)}
    bulk.execute_many(
        "UPDATE ledger_checkentry SET state = 'POSTED', bank_entry_id = %s WHERE company_id = %s AND id = %s",
        [(entry, company.id, id) for entry, id in printed.items() if id is not None],
    )


def _refuse_taken(company: CompanyFacts, wanted: Sequence[tuple[int, str]]) -> None:
    counted = Counter(wanted)
    taken = taken_check_numbers(company=company, wanted=counted.keys())
    for pair in wanted:
        if pair in taken or counted[pair] > 1:
            bank = bank_account_of(company=company, id=pair[0])
            raise CheckNumberTaken(check=pair[1], bank_account=bank.number)


def print_checks(*, company: CompanyFacts, bank_account: BankAccountFacts, checks: Sequence[ToPrint]) -> list[int]:
    """Checks under the numbers that follow the account's last one, which moves on; gives their ids, in order.

    The drafts' own numbers are not looked at.

    refuses   LastCheckMissing, CheckNumberEndless, CheckNumberTaken
    """
    numbers = take_check_numbers(company=company, bank_account=bank_account, count=len(checks))
    ids = bulk.reserve_ids(CheckEntry, len(checks))
    rows = [
        (
            id, company.id, bank_account.id, None, "COMPUTER", number, one.day, one.amount_minor,
            one.check.counter_type, one.check.counter_number, one.check.payee[:250], one.check.document_number[:50],
            one.check.external_document_number[:100], "PRINTED", "", None,
        )
        for id, number, one in zip(ids, numbers, checks, strict=True)
    ]  # fmt: skip
    bulk.insert(CheckEntry, ("id", *_CHECK), rows)
    return list(ids)


def last_check_of(*, company: CompanyFacts, bank_account: BankAccountFacts) -> str:
    """The number of the check that was drawn last on the account; "" before any is known."""
    return str(BankAccount.objects.get(company=company.id, id=bank_account.id).last_check_number)


def take_check_numbers(*, company: CompanyFacts, bank_account: BankAccountFacts, count: int) -> list[str]:
    """The numbers after the account's last check; the last of them is its last check then.

    refuses   LastCheckMissing, CheckNumberEndless, CheckNumberTaken
    """
    last = last_check_of(company=company, bank_account=bank_account)
    if not last:
        raise LastCheckMissing(bank_account=bank_account.number)
    numbers: list[str] = []
    for _ in range(count):
        following_number = following(numbers[-1] if numbers else last)
        if not following_number or len(following_number) > LONGEST_NUMBER:
            raise CheckNumberEndless(bank_account=bank_account.number, check=last)
        numbers.append(following_number)
    _refuse_taken(company, [(bank_account.id, number) for number in numbers])
    if numbers:
        BankAccount.objects.filter(company=company.id, id=bank_account.id).update(last_check_number=numbers[-1])
    return numbers


def void_printed(*, company: CompanyFacts, check: CheckFacts) -> None:
    """A printed check that was not posted is spoiled."""
    rows = CheckEntry.objects.filter(company=company.id, id=check.id, state="PRINTED")
    rows.update(state="VOIDED", original_state="PRINTED")


def void_posted(*, company: CompanyFacts, check: CheckFacts, voucher_id: int, day: date) -> None:
    """A posted check is taken back by the bank entry that the voucher made.

    Voided on its own date it is closed at once, and so are both bank entries; later both wait for a statement.
    """
    entries = BankEntry.objects.filter(company=company.id, voucher=voucher_id, bank_account=check.bank_account_id)
    counter = entries.get(amount_minor=check.amount_minor)
    CheckEntry.objects.filter(company=company.id, id=check.id, state="POSTED").update(
        state="FINANCIALLY_VOIDED", original_state="POSTED", void_entry_id=counter.id
    )
    if day == check.check_date:
        both = BankEntry.objects.filter(company=company.id, id__in=[check.bank_entry_id or 0, counter.id])
        both.update(state="CLOSED", closed_date=day)
