"""What keeps back a question about a mandate to Bankgirot, told of each with its values and what to do."""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.receivables.direct_debits.at_bank import Wanted


class AskedUnsigned(Refused):
    code = "asked_mandate_unsigned"
    template = "Mandate {mandate} of {customer} is not signed by today. Enter the day of its signature first."


class AskedPayerNumber(Refused):
    code = "asked_mandate_payer_number"
    template = 'Mandate {mandate} of {customer} has the payer number "{number}". Give it one of 1 to 16 digits first.'


class AskedNumberStands(Refused):
    code = "asked_mandate_number_stands"
    template = (
        "Mandate {mandate} of {customer} has the payer number {number}, by which Bankgirot has another mandate still. "
        "Let that be taken out first, and take in Bankgirot's answer."
    )


class AskedGiro(Refused):
    code = "asked_mandate_giro"
    template = (
        "Mandate {mandate} of {customer} has the payer number {number} and debits bankgiro {account}. "
        "A payer with a bankgiro goes by its number: let the two be the same."
    )


class AskedAccount(Refused):
    code = "asked_mandate_account"
    template = (
        'Mandate {mandate} of {customer} is for the account "{account}", and Bankgirot takes a clearing number and '
        "account, or a bankgiro. Enter with the mandate the clearing number and account that it was signed for."
    )


class AskedIdNumber(Refused):
    code = "asked_mandate_id_number"
    template = (
        'Mandate {mandate} is of {customer}, whose organisation number is "{number}". Enter ten digits, or a personal '
        "number in twelve, on the customer's card."
    )


class AskedDebitsUnderWay(Refused):
    code = "asked_mandate_debits"
    template = (
        "Mandate {mandate} of {customer} has debits with the bank, which would go with it. "
        "Ask when their day has passed, or reject them first."
    )


_OF_CODE: dict[str, type[Refused]] = {
    "UNSIGNED": AskedUnsigned, "PAYER_NUMBER": AskedPayerNumber, "SHARED": AskedNumberStands,
    "GIRO": AskedGiro, "ACCOUNT": AskedAccount,
    "ID_NUMBER": AskedIdNumber, "DEBITS": AskedDebitsUnderWay,
}  # fmt: skip


def request_faults(one: Wanted) -> list[Refused]:
    """Of each code of what is wanted, in its order."""
    mandate, customer = one.at.row.number, one.at.customer or "–"
    told = {
        "PAYER_NUMBER": {"number": one.at.payer_number},
        "SHARED": {"number": one.at.payer_number},
        "GIRO": {"number": one.at.payer_number, "account": one.at.row.account},
        "ACCOUNT": {"account": one.at.row.account},
        "ID_NUMBER": {"number": one.at.facts.id_number},
    }
    return [_OF_CODE[code](mandate=mandate, customer=customer, **told.get(code, {})) for code in one.codes]
