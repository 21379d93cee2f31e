"""One account in its several forms: what the register has as IBAN the bank may write as a domestic number.

An IBAN holds the domestic account; in Sweden padded with zeros and, at banks whose accounts do not repeat the clearing
number, without it. The way back is computed where the country's rules are known: Sweden by the bank of the clearing
number, Norway by its eleven digits with a check digit. A wrong guess finds nobody: its check digits are its own.
"""

from __future__ import annotations

from functools import lru_cache

from reskontra.core.identifiers import clearing, luhn

_NORWEGIAN = (2, 3, 4, 5, 6, 7, 2, 3, 4, 5)
SWEDBANK_DIGITS = 15
_BANK_IDS = {
    "Nordea": "300", "Nordea personal account": "300", "SEB": "500", "Handelsbanken": "600",
    "Swedbank": "800", "Danske Bank": "120", "Länsförsäkringar Bank": "902", "Skandiabanken": "915",
    "ICA Banken": "927", "SBAB Bank": "925", "Ålandsbanken": "230", "Avanza Bank": "955", "Citibank": "904",
    "Ikano Bank": "917", "Marginalen Bank": "923", "Nordnet Bank": "910", "Resurs Bank": "928",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def account_forms(account: str) -> tuple[str, ...]:
    """The account as written, then its other forms, each of letters and digits only.

    account   letters and digits only, upper case
    """
    if account[:2].isalpha() and account[2:4].isdigit() and len(account) >= 15:
        return (account, *_domestic(account))
    if account.isascii() and account.isdigit() and len(account) >= 9:
        return (account, *_ibans(account))
    return (account,)


def _domestic(account: str) -> tuple[str, ...]:
    if not account.startswith("SE"):
        return (account[4:],)
    digits = account[7:].lstrip("0")
    if len(digits) == SWEDBANK_DIGITS and digits.startswith("8"):
        return (digits, digits[:4] + digits[5:])
    return (digits,)


def _ibans(digits: str) -> list[str]:
    found = [iban("NO", digits)] if len(digits) == 11 and _is_norwegian(digits) else []
    try:
        known = clearing.parse(digits)
    except clearing.NotAClearingAccount:
        return found
    bank_id = _BANK_IDS.get(known.bank)
    if bank_id:
        found.append(iban("SE", bank_id + _swedish_body(known).zfill(17)))
    return found


def _swedish_body(known: clearing.ClearingAccount) -> str:
    """What an IBAN holds: with the clearing number where the account does not stand alone."""
    if known.clearing.startswith("8"):
        return known.clearing + luhn.check_digit(known.clearing) + known.account
    if known.rule in (clearing.AccountRule.TYPE_1_COMMENT_1, clearing.AccountRule.TYPE_1_COMMENT_2):
        return known.clearing + known.account
    return known.account


def iban(country: str, bban: str) -> str:
    """The IBAN of a domestic account, with its two check digits."""
    moved = bban + "".join(str(ord(letter) - 55) for letter in country) + "00"
    return f"{country}{98 - int(moved) % 97:02d}{bban}"


def _is_norwegian(digits: str) -> bool:
    return str(luhn.mod11_check(digits[:-1], _NORWEGIAN)) == digits[-1]
