"""Add an own bank account, with its opening balance as a voucher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.errors import Refused
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.following import following
from reskontra.core.identifiers import bankgiro, iban, plusgiro
from reskontra.core.money import Money
from reskontra.core.presets import preset_of
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.check_entries import LONGEST_NUMBER
from reskontra.ledger.check_writing import CheckNumberEndless
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.ledger.models import BankAccount, BankEntry
from reskontra.ledger.queries import (
    BankAccountFacts,
    account_ids,
    direct_account_id,
    find_bank_account,
    has_postings,
)

LONGEST_NAME = 100


class BankAccountExists(Refused):
    code = "bank_account_exists"
    template = 'Bank account "{bank_account}" exists already, with {account}. Choose another number.'


class AccountNumberTaken(Refused):
    code = "account_number_taken"
    template = "{account} belongs to bank account {bank_account}. Give each account number to one bank account."


class NoBankGLAccountLeft(Refused):
    code = "no_bank_gl_account_left"
    template = "All {count} G/L accounts for banks are taken. Name another with --gl-account."


class GLAccountTaken(Refused):
    code = "gl_account_taken"
    template = (
        "G/L account {account} belongs to bank account {bank_account}. Each bank account has a G/L account of its own."
    )


class GLAccountUsed(Refused):
    code = "gl_account_used"
    template = "G/L account {account} has postings that no bank account made. Choose one without any."


class OpeningDateMissing(Refused):
    code = "opening_date_missing"
    template = "An opening balance of {amount} needs a day. Add --opening-date."


class OpeningPosted(Refused):
    code = "opening_posted"
    template = (
        "Bank account {bank_account} began with {opening} by voucher {voucher}. "
        "Correct that with a voucher of a general journal."
    )


@dataclass(frozen=True, slots=True)
class NewBankAccount:
    """What a user says of an own account; blank where she says nothing.

    opening_minor   the balance at the end of opening_date, in the account's currency
    """

    number: str
    name: str = ""
    currency: str = ""
    iban: str = ""
    other_account: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    gl_account: str = ""
    opening_minor: int | None = None
    opening_date: date | None = None


def add_bank_account(*, company: CompanyFacts, actor: str, account: NewBankAccount) -> BankAccountFacts:
    """Add the account and post its opening balance; gives it back as it now is.

    refuses   BankAccountExists, AccountNumberTaken, the check digits of its numbers, OpeningDateMissing,
              ValueTooLong, ValueHoldsNul and ValueHoldsUnseen of its name, NoBankGLAccountLeft,
              GLAccountTaken, AccountUnknown, AccountBlocked, GLAccountUsed, and what posting
              refuses
    """
    currency = account.currency or company.currency
    if account.opening_minor is not None and account.opening_date is None:
        raise OpeningDateMissing(amount=Money(account.opening_minor, currency))
    if fault := text_fault("name", account.name, most=LONGEST_NAME):
        raise fault
    numbers = _numbers(account)
    with transaction.atomic():
        lock_company(company.id)
        _refuse_taken(company, account.number, currency, numbers)
        row = BankAccount(
            company_id=company.id,
            number=account.number,
            name=account.name or account.number,
            currency=currency,
            gl_account_id=_gl_account(company, account.gl_account),
            balance_last_statement_minor=account.opening_minor,
            suspense_account=preset_of(company.preset).suspense_account,
            **numbers,
        )
        row.save(force_insert=True)
        if account.opening_minor:
            assert account.opening_date
            _post_opening(company, actor, row, account.opening_minor, account.opening_date)
        record(
            company=company.id,
            actor=actor,
            action="bank_account.added",
            subject=account.number,
            content={**numbers, "currency": currency, "opening": account.opening_minor, "on": account.opening_date},
        )
    return find_bank_account(company=company, number=account.number)


def set_auto_match(*, company: CompanyFacts, actor: str, number: str, is_on: bool) -> None:
    """Whether what is imported for the account is matched at once.

    refuses   BankAccountUnknown
    """
    found = find_bank_account(company=company, number=number)
    with transaction.atomic():
        lock_company(company.id)
        if found.disables_auto_match != is_on:
            return
        BankAccount.objects.filter(company=company.id, id=found.id).update(disables_auto_match=not is_on)
        record(
            company=company.id,
            actor=actor,
            action="bank_account.changed",
            subject=number,
            content={"before": {"auto_match": not is_on}, "after": {"auto_match": is_on}},
        )


def set_last_check(*, company: CompanyFacts, actor: str, number: str, last_check: str) -> None:
    """Which check was drawn last on the account: the next one printed has the number after it.

    refuses   BankAccountUnknown, CheckNumberEndless
    """
    found = find_bank_account(company=company, number=number)
    if not following(last_check) or len(last_check) > LONGEST_NUMBER:
        raise CheckNumberEndless(bank_account=number, check=last_check[: 2 * LONGEST_NUMBER])
    with transaction.atomic():
        lock_company(company.id)
        row = BankAccount.objects.get(company=company.id, id=found.id)
        before, row.last_check_number = row.last_check_number, last_check
        row.save(update_fields=["last_check_number"])
        record(
            company=company.id,
            actor=actor,
            action="bank_account.changed",
            subject=number,
            content={"before": {"last_check": before}, "after": {"last_check": last_check}},
        )


def post_opening(*, company: CompanyFacts, actor: str, number: str, minor: int, day: date) -> BankAccountFacts:
    """Give a bank account that has none its opening balance, at the end of the day; statements may be there already.

    refuses   BankAccountUnknown, OpeningPosted, and what rates and posting refuse
    """
    found = find_bank_account(company=company, number=number)
    with transaction.atomic():
        lock_company(company.id)
        _refuse_opened(company, found)
        row = BankAccount.objects.get(company=company.id, id=found.id)
        if minor:
            _post_opening(company, actor, row, minor, day)
        if row.balance_last_statement_minor is None:
            row.balance_last_statement_minor = minor
            row.save(update_fields=["balance_last_statement_minor"])
        record(
            company=company.id,
            actor=actor,
            action="bank_account.opened",
            subject=number,
            content={"opening": minor, "on": day},
        )
    return find_bank_account(company=company, number=number)


def _refuse_opened(company: CompanyFacts, account: BankAccountFacts) -> None:
    rows = BankEntry.objects.filter(company=company.id, bank_account=account.id, voucher__source="OPENING")
    entry = rows.select_related("voucher").first()
    if entry is not None:
        opening = Money(entry.amount_minor, entry.currency)
        raise OpeningPosted(bank_account=account.number, opening=opening, voucher=str(entry.voucher))


def _numbers(account: NewBankAccount) -> dict[str, str]:
    return {
        "iban": iban.validate(account.iban) if account.iban else "",
        "bankgiro": bankgiro.validate(account.bankgiro) if account.bankgiro else "",
        "plusgiro": plusgiro.validate(account.plusgiro) if account.plusgiro else "",
        "other_account": "".join(c for c in account.other_account.upper() if c.isalnum()),
    }


def _refuse_taken(company: CompanyFacts, number: str, currency: str, numbers: dict[str, str]) -> None:
    """A bankgiro or plusgiro number may lead to one account in each currency; an account is one."""
    for row in BankAccount.objects.filter(company=company.id):
        known = {row.iban, row.bankgiro, row.plusgiro, row.other_account} - {""}
        if row.number == number:
            raise BankAccountExists(bank_account=number, account=", ".join(sorted(known)) or row.name)
        giros = {row.bankgiro, row.plusgiro} if row.currency != currency else set()
        for taken in sorted((known - giros) & set(numbers.values())):
            raise AccountNumberTaken(account=taken, bank_account=row.number)


def _gl_account(company: CompanyFacts, wanted: str) -> int:
    taken = dict(BankAccount.objects.filter(company=company.id).values_list("gl_account__number", "number"))
    if wanted:
        if wanted in taken:
            raise GLAccountTaken(account=wanted, bank_account=taken[wanted])
        found = direct_account_id(company=company, number=wanted)
        if has_postings(company=company, account_id=found):
            raise GLAccountUsed(account=wanted)
        return found
    offered = preset_of(company.preset).bank_accounts
    ids = account_ids(company=company, numbers=offered)
    for number in offered:
        if number not in taken and not has_postings(company=company, account_id=ids[number]):
            return ids[number]
    raise NoBankGLAccountLeft(count=len(offered))


def _post_opening(company: CompanyFacts, actor: str, row: BankAccount, minor: int, day: date) -> None:
    rate = rate_on(company=company, currency=row.currency, day=day)
    local = to_local(minor, valuation=Valuation(row.currency, rate), local_currency=company.currency)
    contra = preset_of(company.preset).bank_opening_account
    contra_id = account_ids(company=company, numbers=[contra])[contra]
    bank = BankDraft(row.id, minor, row.currency, is_closed=True)
    lines = (
        LineDraft(row.gl_account_id, local, row.currency, minor, bank=bank),
        LineDraft(contra_id, -local, row.currency, -minor),
    )
    run = start_run(company=company, actor=actor, action="bank_account.opening_posted")
    text = f"Ingående saldo {row.number}" if company.language.startswith("sv") else f"Opening balance {row.number}"
    post(company=company, run=run, vouchers=[VoucherDraft("OPENING", day, lines, description=text)])
