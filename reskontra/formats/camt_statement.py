"""The frame of a camt statement: its header, its balances, and whether its entries add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from stdnum import iban as iban_numbers

from reskontra.core.errors import Malformed
from reskontra.core.money import Money, NotAnAmount, TooManyDecimals, parse_minor
from reskontra.formats.bank_statement import StatementEnd, StatementHeader
from reskontra.formats.camt_elements import Values
from reskontra.formats.camt_transaction import compact_iban
from reskontra.formats.camt_values import ElementMissing, first_sentence, is_credit, local_name, place_of
from reskontra.formats.tally import Balance, Tally

_KNOWN_VERSIONS = frozenset(f"{number:02d}" for number in range(2, 15))
_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)
_COPIES = frozenset({"DUPL", "CODU"})


class AccountNumberWrong(Malformed):
    code = "account_number_wrong"
    template = 'The account number "{iban}" does not fit its check digits. Fetch the file from the bank again.'


class SummaryDiffers(Malformed):
    code = "summary_differs"
    template = (
        "{element} in the summary is {said}, and the entries of the statement come to {found}. Ask the bank for a "
        'complete file, or import it with the override "balance" and a reason.'
    )


def balances_of(values: Values, element: etree._Element) -> tuple[Balance | None, Balance | None]:
    """Opening (OPBD, else PRCD) and closing (CLBD); available, interim and expected balances are none.

    refuses   DirectionMissing, DirectionUnknown
    """
    found: dict[str, Values] = {}
    for one in values.get("balances", ()):
        kind = one.get("type", "")
        if kind == "CLBD" or kind not in found:  # of several pages the first opens, the last closes
            found[kind] = one
    opening = found.get("OPBD") or found.get("PRCD")
    return _balance(opening, element), _balance(found.get("CLBD"), element)


def _balance(values: Values | None, element: etree._Element) -> Balance | None:
    if not values or "amount" not in values:
        return None
    minor, currency = values["amount"]
    return Balance(minor if is_credit(values, element) else -minor, currency, values.get("date"))


def header_of(
    values: Values, element: etree._Element, *, format_name: str, version: str, fallback: str
) -> StatementHeader:
    """The header, from what stands before the first entry.

    fallback   the first entry's currency, for accounts that name none
    refuses    ElementMissing (Id), AccountNumberWrong, DirectionMissing, DirectionUnknown
    """
    place = place_of(element)
    if "statement_id" not in values:
        raise ElementMissing(place=place, parent=local_name(element), element="Id")
    account = values.get("account", {})
    iban = compact_iban(account.get("iban", ""))
    opening, closing = balances_of(values, element)
    return StatementHeader(
        format=format_name,
        version=version,
        statement_id=values["statement_id"],
        sequence=values.get("electronic_sequence") or values.get("legal_sequence", ""),
        iban=iban,
        other_account=account.get("other_account", ""),
        other_scheme=account.get("other_scheme", ""),
        currency=account.get("currency") or _currency_of(values) or fallback,
        created_date=values.get("created_date"),
        from_date=values.get("from_date"),
        to_date=values.get("to_date"),
        opening_minor=opening.minor if opening else None,
        opening_date=opening.date if opening else None,
        closing_minor=closing.minor if closing else None,
        closing_date=closing.date if closing else None,
        warnings=tuple(_header_warnings(values, iban, version, place)),
    )


def _currency_of(values: Values) -> str:
    return next((str(one["amount"][1]) for one in values.get("balances", ()) if "amount" in one), "")


def _header_warnings(values: Values, iban: str, version: str, place: str) -> Iterator[str]:
    if version and version not in _KNOWN_VERSIONS:
        yield f"Version {version} is not known here; it was read by the names of its elements."
    if iban and not iban_numbers.is_valid(iban, check_country=False):
        if iban.startswith("SE"):
            raise AccountNumberWrong(place=place, iban=iban[:40])
        yield f'The account number "{iban[:40]}" does not fit its check digits.'
    if values.get("copy") in _COPIES:
        yield "The bank calls the file a copy of one it sent before."
    page = values.get("page", "1").lstrip("0")
    if page != "1" or values.get("last_page") in ("false", "0"):
        yield f"The statement has several pages; this is page {page}."


def end_of(values: Values, header: StatementHeader, tally: Tally, element: etree._Element) -> StatementEnd:
    """The end of a statement, with what does not add up as doubts (override "balance").

    A summary whose sums differ is no more than a warning where the balances close: they prove more than it does.
    A count that differs is always a doubt.
    """
    opening, closing = balances_of(values, element)
    findings = list(tally.balance_findings(opening, closing, header.currency))
    closes = bool(opening and closing and not findings)
    warnings: tuple[str, ...] = ()
    if counts := list(_count_findings(values, tally)):
        findings += counts
    elif closes:
        warnings = tuple(first_sentence(finding) for finding in _sum_findings(values, tally, header.currency))
    else:
        findings += _sum_findings(values, tally, header.currency)
    for finding in findings:
        finding.place = place_of(element)
    return tally.end(currency=header.currency, opening=opening, closing=closing, findings=findings, warnings=warnings)


def _count_findings(values: Values, tally: Tally) -> Iterator[Malformed]:
    """Each number in TxsSummry that is neither that of the booked entries nor that of all."""
    for key, name, booked, pending in (
        ("all", "TtlNtries", tally.entries, tally.pending),
        ("credits", "TtlCdtNtries", tally.booked_in, tally.pending_in),
        ("debits", "TtlDbtNtries", tally.booked_out, tally.pending_out),
    ):
        said = values.get(key, {}).get("count")
        if said and not (_COUNT.fullmatch(said) and int(said) in (booked, booked + pending)):
            yield SummaryDiffers(element=f"{name}/NbOfNtries", said=f'"{said[:20]}"', found=booked)


def _sum_findings(values: Values, tally: Tally, currency: str) -> Iterator[Malformed]:
    """Each sum in TxsSummry that is not the booked entries'; none where pending or foreign ones may be in it."""
    if tally.pending or not set(tally.sums) <= {currency}:
        return
    credits_minor, debits_minor = tally.turnover(currency)
    for key, name, allowed in (
        ("all", "TtlNtries", (credits_minor + debits_minor, abs(credits_minor - debits_minor))),  # banks write either
        ("credits", "TtlCdtNtries", (credits_minor,)),
        ("debits", "TtlDbtNtries", (debits_minor,)),
    ):
        said = values.get(key, {}).get("sum")
        if said and not _sums_to(said, allowed, currency):
            yield SummaryDiffers(element=f"{name}/Sum", said=f'"{said[:40]}"', found=Money(allowed[0], currency))


def _sums_to(text: str, allowed: Sequence[int], currency: str) -> bool:
    try:
        return abs(parse_minor(text, currency)) in allowed
    except (NotAnAmount, TooManyDecimals):
        return False
