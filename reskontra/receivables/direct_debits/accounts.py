"""Which account a mandate is for, and by which number Bankgirot knows the payer."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.core.identifiers import clearing, iban
from reskontra.parties.queries import PartySummary, accounts_to_pay
from reskontra.receivables.models import CustomerMandate

LONGEST_PAYER_NUMBER = 16


class NoAccountToDebit(Refused):
    code = "no_account_to_debit"
    template = "{customer} has no account with an IBAN here. Load one first: reskontra load customers."


class AccountToDebitUnclear(Refused):
    code = "account_to_debit_unclear"
    template = "{customer} has the accounts {accounts}. Choose one with --account."


class AccountToDebitUnknown(Refused):
    code = "account_to_debit_unknown"
    template = (
        "{account} is no account that {customer} can be debited on; known are {accounts}. "
        "Load it first: reskontra load customers."
    )


class PayerNumberUnfit(Refused):
    code = "payer_number_unfit"
    template = (
        'The payer number of {customer} was to be "{number}". '
        "Write 1 to 16 digits with --payer-number, as they are on the mandate."
    )


class PayerNumberTaken(Refused):
    code = "payer_number_taken"
    template = "The payer number {number} is that of mandate {mandate} already. Give each mandate one of its own."


def account_of(*, company: CompanyFacts, party: PartySummary, scheme: Scheme, chosen: str) -> tuple[str, str]:
    """(kind, number) of the customer's account that is chosen, or the only one; Autogiro may do without.

    A mandate of Autogiro is often signed for a clearing number and account that no card has: it is taken as written.

    refuses   NoAccountToDebit, AccountToDebitUnclear, AccountToDebitUnknown
    """
    known = [
        (kind, number)
        for kind, number in accounts_to_pay(company=company, party_id=party.id)
        if scheme is Scheme.AUTOGIRO or (kind == "IBAN" and iban.is_valid(number))
    ]
    numbers = tuple(number for _, number in known)
    wanted = "".join(letter for letter in chosen.upper() if letter.isalnum())
    if not chosen and len(known) > 1:
        raise AccountToDebitUnclear(customer=party.number, accounts=numbers)
    found = next(((kind, number) for kind, number in known if not chosen or number == wanted), None)
    if found is not None:
        return found
    if scheme is Scheme.AUTOGIRO and not chosen:
        return "", ""
    if scheme is Scheme.AUTOGIRO and clearing.is_valid(chosen) and clearing.parse(chosen).is_known:
        return "BBAN", clearing.compact(chosen)
    if not known:
        raise NoAccountToDebit(customer=party.number)
    raise AccountToDebitUnknown(account=chosen[:40], customer=party.number, accounts=numbers)


def payer_number_of(*, company: CompanyFacts, mandate: CustomerMandate, party: PartySummary, chosen: str) -> str:
    """As chosen, else what the mandate has, else the bankgiro that is debited, else the customer's own number.

    refuses   PayerNumberUnfit, PayerNumberTaken
    """
    giro = mandate.account if mandate.account_kind == "BANKGIRO" else ""
    number = (chosen or mandate.payer_number or giro or party.number).strip()
    is_fit = number.isascii() and number.isdigit() and len(number) <= LONGEST_PAYER_NUMBER and number.strip("0") != ""
    if not is_fit:
        raise PayerNumberUnfit(customer=party.number, number=number[:40])
    number = number.lstrip("0")
    if other := payer_number_taken(company=company, mandate=mandate, number=number):
        raise PayerNumberTaken(number=number, mandate=other)
    return number


def payer_number_taken(*, company: CompanyFacts, mandate: CustomerMandate, number: str) -> str:
    """The other open Autogiro mandate by which Bankgirot knows this payer number; "" for none."""
    if mandate.scheme != Scheme.AUTOGIRO or not number:
        return ""
    others = CustomerMandate.objects.filter(company=company.id, scheme="AUTOGIRO", payer_number=number, is_closed=False)
    other = others.exclude(number=mandate.number).first()
    return other.number if other else ""
