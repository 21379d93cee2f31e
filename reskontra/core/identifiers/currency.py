"""Currencies by their three letters; how many decimals each has is in core.money.

source    ISO 4217 list one, as of 2026-01-01: money and funds codes, without metals and test codes
"""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import shown, upper, without_blanks

_CURRENT = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER
    ZAR ZMW ZWG
"""

# Given up since 2023, and still met in entries and statements of those years.
_FORMER = "ANG BGN HRK SLL ZWL"

CODES = frozenset(_CURRENT.split()) | frozenset(_FORMER.split())


class NotACurrency(Refused):
    code = "not_a_currency"
    template = '"{text}" is not a currency code of ISO 4217. Write three letters, such as SEK.'


def compact(text: str) -> str:
    """Upper case, without blanks."""
    return upper(without_blanks(text))


def validate(text: str) -> str:
    """The compact code.

    refuses   NotACurrency
    """
    code = compact(text)
    if code not in CODES:
        raise NotACurrency(text=shown(text))
    return code


def is_valid(text: str) -> bool:
    return compact(text) in CODES


def format(text: str) -> str:
    """The compact code."""
    return compact(text)
