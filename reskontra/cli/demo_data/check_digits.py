"""Check digits and account numbers, made up by chance and valid by arithmetic."""

from __future__ import annotations

from random import Random

SEB, HANDELSBANKEN, SWEDBANK = "500", "600", "800"


def luhn_digit(payload: str) -> str:
    """The digit that makes payload + digit divisible by ten under the 10-modulen."""
    total = 0
    for position, character in enumerate(reversed(payload)):
        product = int(character) * (2 if position % 2 == 0 else 1)
        total += product // 10 + product % 10
    return str(-total % 10)


def with_luhn(payload: str) -> str:
    return payload + luhn_digit(payload)


def ocr_reference(number: str) -> str:
    """number, then the total length modulo ten, then the check digit."""
    return with_luhn(f"{number}{(len(number) + 2) % 10}")


def creditor_reference(number: str) -> str:
    """ISO 11649: RF, two check digits, the number."""
    return f"RF{_mod97_digits(number + 'RF')}{number}"


def iban(country: str, account: str) -> str:
    return f"{country}{_mod97_digits(account + country)}{account}"


def _mod97_digits(text: str) -> str:
    digits = "".join(str(int(character, 36)) for character in text + "00")
    return f"{98 - int(digits) % 97:02d}"


def organisation_number(random: Random, prefix: str) -> str:
    """prefix is four digits of a series that is not handed out, so that no real company is named."""
    number = with_luhn(prefix + digits(random, 5))
    return f"{number[:6]}-{number[6:]}"


def bankgiro(random: Random) -> str:
    number = with_luhn(f"{random.randint(1, 8)}{digits(random, random.choice((5, 6)))}")
    return f"{number[:-4]}-{number[-4:]}"


def plusgiro(random: Random) -> str:
    number = with_luhn(f"{random.randint(1, 8)}{digits(random, 5)}")
    return f"{number[:2]} {number[2:4]} {number[4:6]}-{number[6]}"


def swedish_iban(random: Random) -> str:
    """An account with a valid check digit of its own (modulus 11), inside a valid IBAN."""
    bank = random.choice((SEB, HANDELSBANKEN, SWEDBANK))
    if bank == HANDELSBANKEN:
        account = _with_mod11(random, f"{random.randint(1, 9)}{digits(random, 7)}")
    else:  # the first digit of the clearing number is outside the check
        account = bank[0].replace("8", "7") + _with_mod11(random, digits(random, 9))
    return iban("SE", bank + account.zfill(17))


def _with_mod11(random: Random, payload: str) -> str:
    """payload with its check digit; where that would be ten, another last digit is drawn first."""
    while True:
        total = sum(int(digit) * weight for weight, digit in enumerate(reversed(payload), start=2))
        check = -total % 11
        if check < 10:
            return f"{payload}{check}"
        payload = payload[:-1] + digits(random, 1)


def foreign_iban(random: Random, country: str) -> str:
    match country:
        case "FI":
            return iban("FI", with_luhn(f"1{digits(random, 12)}"))
        case "NO":
            return iban("NO", _norwegian_account(random))
        case "DK":
            return iban("DK", digits(random, 14))
        case _:
            return iban("DE", digits(random, 18))


def _norwegian_account(random: Random) -> str:
    while True:
        payload = f"{random.randint(1, 8)}{digits(random, 9)}"
        weights = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
        check = -sum(int(digit) * weight for digit, weight in zip(payload, weights, strict=True)) % 11
        if check < 10:
            return f"{payload}{check}"


def digits(random: Random, count: int) -> str:
    return "".join(str(random.randint(0, 9)) for _ in range(count))
