"""The values of an OFX statement: amounts, days, balances, and one STMTTRN as a transaction record."""

from __future__ import annotations

import re
from datetime import date

from stdnum import iban as iban_numbers

from reskontra.core.errors import Malformed
from reskontra.core.money import Money, NotAnAmount, minor_digits, parse_minor
from reskontra.formats.bank_statement import (
    Doubt,
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)
from reskontra.formats.camt_entry import CurrencyDiffers
from reskontra.formats.camt_values import ElementMissing, NoSuchDate, NotACurrency, first_sentence, rate_of
from reskontra.formats.ofx_tags import Tag
from reskontra.formats.tally import Balance

Values = dict[str, Tag]

_AMOUNT = re.compile(r"([+-]?)([0-9]{0,15})(?:([.,])([0-9]{0,5}))?", re.ASCII)
_DAY = re.compile(r"([0-9]{8})(?:[0-9]{2}){0,3}(?:\.[0-9]{1,6})?(?:\s*\[[^\]]{0,20}\])?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_ADDRESS = ("PAYEE.ADDR1", "PAYEE.ADDR2", "PAYEE.ADDR3")


class AmountAmbiguous(Malformed):
    code = "ofx_amount_ambiguous"
    template = (
        '"{text}" can be thousands as well as decimals of {currency}. Ask the bank for amounts with a decimal point, '
        "such as 1250.00."
    )


class CorrectionInside(Malformed):
    code = "ofx_correction"
    template = (
        'The transaction corrects an earlier one (FITID "{corrected}", {action}), and imported ones never change. '
        "Fetch a new file over the whole period."
    )


def minor_of(tag: Tag, currency: str) -> int:
    """A signed amount with a decimal point or comma as minor units.

    refuses   NotAnAmount, AmountAmbiguous ("1,000": three zeros where the currency has two decimals), TooManyDecimals
    """
    found = _AMOUNT.fullmatch(tag.text)
    if not found or not (found[2] or found[4]):
        raise NotAnAmount(place=tag.place, text=tag.text[:40])
    fraction = found[4] or ""
    if len(fraction) == 3 > minor_digits(currency) and found[2].strip("0"):
        raise AmountAmbiguous(place=tag.place, text=tag.text, currency=currency)
    minor = parse_minor(f"{found[2] or '0'}.{fraction or '0'}", currency, place=tag.place)
    return -minor if found[1] == "-" else minor


def day_of(values: Values, name: str) -> date | None:
    """The local day as written, YYYYMMDD with or without time and zone; None where the element is not there.

    refuses   NoSuchDate
    """
    tag = values.get(name)
    if tag is None:
        return None
    found = _DAY.fullmatch(tag.text)
    try:
        day = date(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:])) if found else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year < 2200:
        raise NoSuchDate(place=tag.place, text=tag.text[:40])
    return day


def currency_of(tag: Tag) -> str:
    """refuses   NotACurrency"""
    if not _CURRENCY.fullmatch(tag.text):
        raise NotACurrency(place=tag.place, text=tag.text[:40])
    return tag.text


def balance_of(values: Values, currency: str) -> Balance | None:
    """The booked balance; what is available, and other balances, are none."""
    amount = values.get("LEDGERBAL.BALAMT")
    if amount is None:
        return None
    return Balance(minor_of(amount, currency), currency, day_of(values, "LEDGERBAL.DTASOF"))


def transaction_of(
    values: Values, number: int, account_currency: str, *, tag: Tag, is_booked: bool
) -> TransactionRecord:
    """One STMTTRN; STMTTRNP is not booked, and has DTTRAN for its day.

    tag       where the element ends, for what is missing in it
    refuses   ElementMissing, CorrectionInside, and what its values refuse
    """
    dated = "DTPOSTED" if is_booked else "DTTRAN"
    for name in ("TRNAMT", dated):
        if name not in values:
            raise ElementMissing(place=tag.place, parent="STMTTRN" if is_booked else "STMTTRNP", element=name)
    if "CORRECTFITID" in values:
        action = values["CORRECTACTION"].text if "CORRECTACTION" in values else "-"
        corrected = values["CORRECTFITID"]
        raise CorrectionInside(place=corrected.place, corrected=corrected.text[:40], action=action[:20])
    currency = currency_of(values["CURRENCY.CURSYM"]) if "CURRENCY.CURSYM" in values else account_currency
    minor = minor_of(values["TRNAMT"], currency)
    doubts = _doubts(values["TRNAMT"], number, Money(minor, currency), account_currency)
    original = currency_of(values["ORIGCURRENCY.CURSYM"]) if "ORIGCURRENCY.CURSYM" in values else ""
    return TransactionRecord(
        entry_number=number,
        part_number=0,
        status=Status.BOOKED if is_booked else Status.PENDING,
        booking_date=day_of(values, dated),
        value_date=day_of(values, "DTAVAIL"),
        amount_minor=minor,
        currency=currency,
        entry_amount_minor=minor,
        entry_currency=currency,
        texts=_texts(values),
        references=(ReferenceRecord(ReferenceKind.CREDITOR, ref),) if (ref := _text(values, "REFNUM")) else (),
        counterparty=_party(values),
        bank_reference=_text(values, "FITID"),
        entry_reference=_text(values, "CHECKNUM"),
        transaction_code=_text(values, "TRNTYPE"),
        instructed_currency=original if original != currency else "",
        exchange_rate=rate_of(_text(values, "ORIGCURRENCY.CURRATE")) if original not in ("", currency) else "",
        warnings=() if is_booked else tuple(first_sentence(one.finding) for one in doubts),
        doubts=doubts if is_booked else (),
    )


def _doubts(tag: Tag, number: int, amount: Money, account_currency: str) -> tuple[Doubt, ...]:
    if amount.currency == account_currency:
        return ()
    finding = CurrencyDiffers(place=tag.place, entry=number, amount=amount, currency=account_currency)
    return (Doubt("currency", finding),)


def _text(values: Values, name: str) -> str:
    tag = values.get(name)
    return tag.text if tag else ""


def _texts(values: Values) -> tuple[TextRecord, ...]:
    memo, extended = _text(values, "MEMO"), _text(values, "EXTDNAME")
    texts = [TextRecord(TextKind.REMITTANCE, memo)] if memo else []
    if extended:
        texts.append(TextRecord(TextKind.ADDITIONAL, extended))
    return tuple(texts)


def _party(values: Values) -> PartyRecord:
    account = _text(values, "BANKACCTTO.ACCTID") or _text(values, "CCACCTTO.ACCTID")
    is_iban = iban_numbers.is_valid(account, check_country=False)
    country = _text(values, "PAYEE.COUNTRY")
    return PartyRecord(
        name=_text(values, "NAME") or _text(values, "PAYEE.NAME"),
        iban=iban_numbers.compact(account) if is_iban else "",
        other_account="" if is_iban else account,
        address=" ".join(filter(None, (_text(values, name) for name in _ADDRESS))),
        postal_code=_text(values, "PAYEE.POSTALCODE"),
        city=_text(values, "PAYEE.CITY"),
        country=country if len(country) == 2 else "",
    )
