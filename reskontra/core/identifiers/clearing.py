"""Swedish bank accounts: a clearing number of four digits and an account number.

Type 1: seven digits of account; the check digit is mod 11 with weights 1-10 from the right, over the account and
either the last three digits of the clearing number (comment 1) or all four (comment 2).
Type 2: the account carries its check digit alone: ten digits by mod 10, or nine by mod 11.
Swedbank's 8xxx-C shows a fifth clearing digit, a mod 10 check that payments leave out.

A number from a range that the table does not know is accepted, and reading it says so: see warnings_of().
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.data.clearing_ranges import RANGES
from reskontra.core.identifiers.digits import are_digits, shown, without_separators

_MOD_11 = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
_STARTS = [first for first, *_ in RANGES]
_FIVE_DIGITS = re.compile(r"\s*8[0-9]{3}\s?[-\u2010-\u2015 ]\s?[0-9]\s?[,.\s-]")
_UNKNOWN_LENGTHS = range(2, 11)


class AccountRule(StrEnum):
    """How many digits the account has, and where its check digit is; SHORTENED: leading zeros are left out."""

    TYPE_1_COMMENT_1 = "TYPE_1_COMMENT_1"
    TYPE_1_COMMENT_2 = "TYPE_1_COMMENT_2"
    TYPE_2_TEN_DIGITS = "TYPE_2_TEN_DIGITS"
    TYPE_2_NINE_DIGITS = "TYPE_2_NINE_DIGITS"
    TYPE_2_SHORTENED = "TYPE_2_SHORTENED"
    UNKNOWN = "UNKNOWN"


_LENGTHS: dict[AccountRule, tuple[int, ...]] = {
    AccountRule.TYPE_1_COMMENT_1: (7,),
    AccountRule.TYPE_1_COMMENT_2: (7,),
    AccountRule.TYPE_2_TEN_DIGITS: (10,),
    AccountRule.TYPE_2_NINE_DIGITS: (8, 9),
    AccountRule.TYPE_2_SHORTENED: tuple(range(2, 11)),
    AccountRule.UNKNOWN: tuple(_UNKNOWN_LENGTHS),
}


class NotAClearingAccount(Refused):
    code = "not_a_clearing_account"
    template = (
        '"{text}" is not a clearing number and an account. '
        "Write four digits, a dash and the account, such as 5839-8257466."
    )


class AccountLengthDiffers(Refused):
    code = "account_length_differs"
    template = (
        "Account {account} at {bank} (clearing {clearing}) has {length:digit|digits}, and that bank's have {lengths}. "
        "Compare it with the original, digit by digit."
    )


class ClearingCheckDigitDiffers(Refused):
    code = "clearing_check_digit_differs"
    template = (
        "Clearing number {clearing}-{found} has the fifth digit {found}, and the four before call for {expected}. "
        "Compare it with the original, or leave the fifth digit out."
    )


class AccountCheckDigitDiffers(Refused):
    code = "account_check_digit_differs"
    template = (
        "Account {number} at {bank} does not agree with its check digit {found}. "
        "Compare clearing number and account with the original, digit by digit."
    )


@dataclass(frozen=True, slots=True)
class ClearingAccount:
    """fifth: Swedbank's check digit of the clearing number, blank where none is written."""

    clearing: str
    account: str
    bank: str
    rule: AccountRule
    fifth: str = ""

    @property
    def is_known(self) -> bool:
        return self.rule is not AccountRule.UNKNOWN


def parse(text: str) -> ClearingAccount:
    """Clearing number and account, told apart by the first four digits; check digits are not looked at.

    A fifth clearing digit is seen where it is written apart ("8327-9, 12345"), where the account would have
    eleven digits with it, or where only without it the account's check digit holds.
    refuses   NotAClearingAccount
    """
    digits = without_separators(text, ",.")
    if not (len(digits) > 5 and are_digits(digits) and digits[0] != "0" and len(digits) <= 15):
        raise NotAClearingAccount(text=shown(text))
    clearing, account, fifth = digits[:4], digits[4:], ""
    bank, rule = bank_of(clearing)
    if clearing.startswith("8") and _has_fifth(text, clearing, account):
        fifth, account = account[0], account[1:]
    if rule is AccountRule.TYPE_2_SHORTENED and clearing.startswith("8"):
        account = account.zfill(10)
    elif rule is AccountRule.TYPE_2_NINE_DIGITS and len(account) == 8:
        account = account.zfill(9)
    return ClearingAccount(clearing, account, bank, rule, fifth)


def bank_of(clearing: str) -> tuple[str, AccountRule]:
    """The bank and its rule; a blank name and UNKNOWN outside the table.

    clearing   four digits
    """
    number = int(clearing)
    at = bisect_right(_STARTS, number) - 1
    if at >= 0 and number <= RANGES[at][1]:
        return RANGES[at][2], AccountRule(RANGES[at][3])
    return "", AccountRule.UNKNOWN


def compact(text: str) -> str:
    """Clearing number and account as one row of digits, as payment files want it: without the fifth digit.

    A text that is no such account is returned without blanks and dashes.
    """
    try:
        found = parse(text)
    except NotAClearingAccount:
        return without_separators(text, ",.")
    return found.clearing + found.account


def validate(text: str) -> str:
    """The compact number; one outside the table passes unchecked.

    refuses   NotAClearingAccount, AccountLengthDiffers, ClearingCheckDigitDiffers, AccountCheckDigitDiffers:
              checked in this order
    """
    found = parse(text)
    lengths = _LENGTHS[found.rule]
    if len(found.account) not in lengths:
        span = f"{lengths[0]}-{lengths[-1]}" if len(lengths) > 2 else " or ".join(map(str, lengths))
        raise AccountLengthDiffers(
            account=found.account,
            bank=found.bank or "a bank",
            clearing=found.clearing,
            length=len(found.account),
            lengths=span,
        )
    if found.fifth and luhn.check_digit(found.clearing) != found.fifth:
        raise ClearingCheckDigitDiffers(
            clearing=found.clearing, found=found.fifth, expected=luhn.check_digit(found.clearing)
        )
    if not _account_holds(found.rule, found.clearing, found.account):
        number = f"{found.clearing}-{found.account}"
        raise AccountCheckDigitDiffers(number=number, bank=found.bank, found=found.account[-1])
    return found.clearing + found.account


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def warnings_of(text: str) -> tuple[str, ...]:
    """Codes of what a person should look at though the account is accepted: "unknown_clearing_range".

    refuses   as validate()
    """
    validate(text)
    return () if parse(text).is_known else ("unknown_clearing_range",)


def format(text: str) -> str:
    """The dash after the clearing number: 5839-8257466."""
    number = compact(text)
    return f"{number[:4]}-{number[4:]}" if len(number) > 4 else number


def _has_fifth(text: str, clearing: str, account: str) -> bool:
    if len(account) == 11:
        return True
    holds = luhn.check_digit(clearing) == account[0] and len(account) > 2
    if _FIVE_DIGITS.match(text):
        return holds or not luhn.is_valid(account)
    return holds and not luhn.is_valid(account) and luhn.is_valid(account[1:])


def _account_holds(rule: AccountRule, clearing: str, account: str) -> bool:
    match rule:
        case AccountRule.TYPE_1_COMMENT_1:
            return luhn.weighted_sum(clearing[1:] + account, _MOD_11) % 11 == 0
        case AccountRule.TYPE_1_COMMENT_2:
            # The eleventh digit from the right weighs 1 again.
            return luhn.weighted_sum(clearing + account, _MOD_11) % 11 == 0
        case AccountRule.TYPE_2_NINE_DIGITS:
            return luhn.weighted_sum(account, _MOD_11) % 11 == 0
        case AccountRule.UNKNOWN:
            return True
        case _:
            return luhn.is_valid(account)
