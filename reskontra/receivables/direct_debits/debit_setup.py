"""What the bank and Bankgirot gave the company, to collect to an own bank account."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.core.identifiers import bic as bic_code
from reskontra.core.identifiers import creditor_id as creditor
from reskontra.core.sepa_text import sepa_text
from reskontra.database.locks import lock_company
from reskontra.formats.pain008 import NAME_MOST, VERSIONS
from reskontra.ledger.queries import BankAccountFacts, bank_accounts, find_bank_account
from reskontra.receivables.models import DebitSetup

BANKGIROT_DIGITS = 6


class DebitSetupMissing(Refused):
    code = "debit_setup_missing"
    template = (
        "Bank account {bank_account} is not set up to collect by {scheme}: it has no {asked}. "
        "Give it: reskontra direct-debit setup {bank_account} --help."
    )


class PainVersionUnknown(Refused):
    code = "pain_version_unknown"
    template = 'The version of pain.008 was to be "{version}". Use one of {known}.'


class CreditorNameUnfit(Refused):
    code = "creditor_name_unfit"
    template = 'The name of the creditor was to be "{name}". Write at most 70 letters.'


class BankgirotNumberUnfit(Refused):
    code = "bankgirot_number_unfit"
    template = 'The customer number at Bankgirot was to be "{number}". Write its 6 digits.'


@dataclass(frozen=True, slots=True)
class DebitTerms:
    """name "" is the company's own."""

    creditor_id: str = ""
    name: str = ""
    bic: str = ""
    version: str = "08"
    is_batch: bool = True
    allows_other_currencies: bool = False
    bankgirot_number: str = ""


@dataclass(frozen=True, slots=True)
class DebitSetupFacts:
    account: BankAccountFacts
    terms: DebitTerms


def debit_setups(*, company: CompanyFacts) -> list[DebitSetupFacts]:
    """Of each bank account that has one, by its number."""
    rows = {row.bank_account_id: row for row in DebitSetup.objects.filter(company=company.id)}
    known = sorted(bank_accounts(company=company), key=lambda one: one.number)
    return [DebitSetupFacts(one, _terms(rows[one.id])) for one in known if one.id in rows]


def debit_setup_of(*, company: CompanyFacts, number: str) -> DebitSetupFacts:
    """With terms that say nothing where the account is not set up.

    refuses   BankAccountUnknown
    """
    account = find_bank_account(company=company, number=number)
    row = DebitSetup.objects.filter(company=company.id, bank_account=account.id).first()
    return DebitSetupFacts(account, _terms(row) if row else DebitTerms())


def set_debit_setup(*, company: CompanyFacts, actor: str, number: str, terms: DebitTerms) -> DebitSetupFacts:
    """refuses   BankAccountUnknown, NotACreditorId, CreditorIdCheckDigitsDiffer, NotABic, PainVersionUnknown,
    CreditorNameUnfit, BankgirotNumberUnfit
    """
    with transaction.atomic():
        lock_company(company.id)
        before = debit_setup_of(company=company, number=number)
        checked = _checked(terms)
        DebitSetup.objects.update_or_create(
            company_id=company.id,
            bank_account_id=before.account.id,
            defaults={
                **{key: value for key, value in asdict(checked).items() if key != "name"},
                "creditor_name": checked.name,
            },
        )
        content = {"before": asdict(before.terms), "after": asdict(checked)}
        record(company=company.id, actor=actor, action="direct_debit.set_up", subject=number, content=content)
    return DebitSetupFacts(before.account, checked)


def require_setup(setup: DebitSetupFacts, *, scheme: Scheme) -> None:
    """refuses   DebitSetupMissing: of the first that is wanting"""
    if scheme is Scheme.AUTOGIRO:
        wanted = (
            (noop("bankgiro number"), setup.account.bankgiro),
            (noop("customer number at Bankgirot"), setup.terms.bankgirot_number),
        )
    else:
        wanted = ((noop("IBAN"), setup.account.iban), (noop("creditor identifier"), setup.terms.creditor_id))
    for missing, value in wanted:
        if not value:
            raise DebitSetupMissing(bank_account=setup.account.number, scheme=scheme.value, asked=missing)


def _checked(terms: DebitTerms) -> DebitTerms:
    if terms.version not in VERSIONS:
        raise PainVersionUnknown(version=terms.version[:20], known=VERSIONS)
    if len(terms.name) > NAME_MOST or (terms.name and not sepa_text(terms.name, most=NAME_MOST)):
        raise CreditorNameUnfit(name=terms.name[:100])
    number = terms.bankgirot_number.strip()
    if number and not (number.isascii() and number.isdigit() and len(number) <= BANKGIROT_DIGITS):
        raise BankgirotNumberUnfit(number=number[:20])
    return DebitTerms(
        creditor.validate(terms.creditor_id) if terms.creditor_id else "",
        terms.name.strip(),
        bic_code.validate(terms.bic) if terms.bic else "",
        terms.version,
        terms.is_batch,
        terms.allows_other_currencies,
        number.zfill(BANKGIROT_DIGITS) if number else "",
    )


def _terms(row: DebitSetup) -> DebitTerms:
    return DebitTerms(
        row.creditor_id, row.creditor_name, row.bic, row.version, row.is_batch, row.allows_other_currencies,
        row.bankgirot_number,
    )  # fmt: skip
