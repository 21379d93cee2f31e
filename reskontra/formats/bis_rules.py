"""What Peppol BIS Billing 3 demands of an invoice that we write: each rule by its code, and what holds it.

Only what a record can lack stands here. What the writer does by itself (constants, order, sums, VAT of 0) is held by a
test against the schema and the rules of EN 16931 as they are published.

source    OpenPeppol BIS Billing 3.0, rules PEPPOL-EN16931-UBL and EN 16931 (BR-…)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reskontra.core.identifiers import bankgiro, country, iban, plusgiro
from reskontra.core.money import minor_digits
from reskontra.formats.ubl_write import Invoice, InvoiceAccount

MOST_DECIMALS = 2
_ACCOUNTS = {"SE:BANKGIRO": bankgiro.is_valid, "SE:PLUSGIRO": plusgiro.is_valid, "": iban.is_valid}


@dataclass(frozen=True, slots=True)
class BisRule:
    """code: as it is published; lacks: what is missing where it is broken; holds: whether the invoice keeps it."""

    code: str
    lacks: str
    holds: Callable[[Invoice], bool]


BIS_RULES = (
    BisRule("BR-02", "number", lambda one: bool(one.number)),
    BisRule("BR-06", "seller_name", lambda one: bool(one.seller.name)),
    BisRule("BR-07", "buyer_name", lambda one: bool(one.buyer.name)),
    BisRule("BR-09", "seller_country", lambda one: country.is_valid(one.seller.country)),
    BisRule("BR-11", "buyer_country", lambda one: country.is_valid(one.buyer.country)),
    BisRule("BR-CO-26", "seller_number", lambda one: bool(one.seller.organisation)),
    BisRule("PEPPOL-EN16931-R020", "seller_address", lambda one: one.seller.electronic is not None),
    BisRule("PEPPOL-EN16931-R010", "buyer_address", lambda one: one.buyer.electronic is not None),
    BisRule("PEPPOL-EN16931-R003", "buyer_reference", lambda one: bool(one.buyer_reference)),
    BisRule("BR-16", "lines", lambda one: bool(one.lines)),
    BisRule("BR-25", "line_name", lambda one: all(line.name for line in one.lines)),
    BisRule("BR-O-10", "exemption", lambda one: bool(one.exemption)),
    BisRule("BR-DEC-14", "currency", lambda one: minor_digits(one.currency) <= MOST_DECIMALS),
    BisRule("BR-50", "account", lambda one: one.account is None or _is_account(one.account)),
)


def broken_rules(invoice: Invoice) -> tuple[BisRule, ...]:
    """The rules that the invoice does not keep, in the order of the table."""
    return tuple(rule for rule in BIS_RULES if not rule.holds(invoice))


def _is_account(account: InvoiceAccount) -> bool:
    return _ACCOUNTS[account.branch](account.number)
