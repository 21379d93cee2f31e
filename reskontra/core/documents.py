"""Invoices and credit memos in short form: how a line is written, and what a document posts.

On the lines amounts are as people write them: positive on an invoice and on a credit memo, negative where a line takes
something off. Posted, debit is positive: the sign is given by ledger and type, in `posted_sign` alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reskontra.core.entries import DocumentType, Ledger
from reskontra.core.errors import Malformed
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.money import Money, divide_minor, minor_digits, parse_minor
from reskontra.core.typed_posting import GlMove
from reskontra.core.vat import PRICE, QUANTITY, net_of

_DECIMAL = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?", re.ASCII)
_MOST_DECIMALS = 4
MOST_MINOR = 10**13  # of a line and of a document: what a local amount of it still fits a column


class LineNotInParts(Malformed):
    code = "document_line_not_in_parts"
    template = (
        '"{text}" has {count:part|parts}. Write ACCOUNT;AMOUNT;VATCODE;TEXT, or QUANTITYxPRICE for the amount, '
        "and behind them COSTCENTER;PROJECT where they are wanted."
    )


class NotAQuantity(Malformed):
    code = "not_a_quantity"
    template = '"{text}" is not a quantity or price. Write digits, with at most {most} decimals behind a point.'


class AmountBesidePrice(Malformed):
    code = "document_amount_beside_price"
    template = "The line has the amount {amount}, and {quantity} at {price} besides. Write one of the two."


class AmountTooLarge(Malformed):
    code = "document_amount_too_large"
    template = "{amount} is more than a document may come to. Write at most {most}."


@dataclass(frozen=True, slots=True)
class DocumentLineText:
    """A line as it was written. quantity, price: "" where the amount alone is known; then amount is ""."""

    account: str
    amount: str = ""
    quantity: str = ""
    price: str = ""
    vat_code: str = ""
    text: str = ""
    cost_center: str = ""
    project: str = ""
    place: str = ""


def parse_line(text: str, *, place: str = "") -> DocumentLineText:
    """ACCOUNT;AMOUNT or QUANTITYxPRICE;VATCODE;TEXT[;COSTCENTER;PROJECT]; a missing part behind counts as empty.

    refuses   LineNotInParts
    """
    parts = [part.strip() for part in text.split(";")]
    if not 2 <= len(parts) <= 6:
        raise LineNotInParts(place=place, text=text[:80], count=len(parts))
    account, amount, vat_code, words, cost_center, project = [*parts, *[""] * (6 - len(parts))]
    quantity, times, price = amount.partition("x")
    if not times:
        return DocumentLineText(account, amount, "", "", vat_code, words, cost_center, project)
    return DocumentLineText(account, "", quantity.strip(), price.strip(), vat_code, words, cost_center, project)


@dataclass(frozen=True, slots=True)
class LineAmount:
    """amount_minor net of VAT; quantity_e4 and price_e4 as on DocumentLine, None where they were not written."""

    amount_minor: int
    quantity_e4: int | None = None
    price_e4: int | None = None


def line_amount(line: DocumentLineText, currency: str) -> LineAmount:
    """What a line comes to.

    refuses   AmountBesidePrice, NotAQuantity (of quantity, then of price), NotAnAmount, TooManyDecimals, AmountTooLarge
    """
    if not line.quantity and not line.price:
        return LineAmount(_bounded(parse_minor(line.amount, currency), currency))
    if line.amount:
        raise AmountBesidePrice(amount=line.amount[:40], quantity=line.quantity[:40], price=line.price[:40])
    quantity = _ten_thousandths(line.quantity, QUANTITY)
    price = _ten_thousandths(line.price, PRICE * 10 ** minor_digits(currency))
    _bounded(divide_minor(price, PRICE), currency)
    return LineAmount(_bounded(net_of(quantity, price), currency), quantity, price)


def _bounded(minor: int, currency: str) -> int:
    """refuses   AmountTooLarge"""
    if abs(minor) > MOST_MINOR:
        raise AmountTooLarge(amount=Money(minor, currency), most=Money(MOST_MINOR, currency))
    return minor


def _ten_thousandths(text: str, scale: int) -> int:
    """The number times the scale, exactly.

    refuses   NotAQuantity: no number, or more decimals than are kept
    """
    if not _DECIMAL.fullmatch(text):
        raise NotAQuantity(text=text[:40], most=_MOST_DECIMALS)
    numerator, denominator = (Decimal(text) * scale).as_integer_ratio()
    if denominator != 1:
        raise NotAQuantity(text=text[:40], most=_MOST_DECIMALS)
    return numerator


def posted_sign(ledger: Ledger, document_type: DocumentType) -> int:
    """The sign of the entry: a customer's invoice is +, a credit memo -; a vendor's are the opposite."""
    return (1 if ledger is Ledger.CUSTOMER else -1) * (1 if document_type is DocumentType.INVOICE else -1)


@dataclass(frozen=True, slots=True)
class PostableLine:
    """amount_minor and vat_minor as on the line; vat_account_id 0 where no VAT is posted."""

    account_id: int
    amount_minor: int
    vat_minor: int = 0
    vat_account_id: int = 0
    vat_code: str = ""
    text: str = ""
    cost_center: str = ""
    project: str = ""


def gross_of(lines: Sequence[PostableLine]) -> int:
    """What the lines come to with their VAT."""
    return sum(line.amount_minor + line.vat_minor for line in lines)


def line_moves(lines: Sequence[PostableLine], *, sign: int, valuation: Valuation, local_currency: str) -> list[GlMove]:
    """What the lines post against the entry: each line's account by its net amount, VAT accounts by their VAT.

    sign      of the entry; the moves have the opposite
    returns   local amounts that sum, with the entry's own conversion, to zero: what rounding leaves is on the largest
              line
    """
    moves: list[GlMove] = []
    for line in lines:
        net = _move(line, line.account_id, -sign * line.amount_minor, valuation, local_currency)
        moves.append(net)
    for line in lines:
        if line.vat_minor:
            vat = _move(line, line.vat_account_id, -sign * line.vat_minor, valuation, local_currency)
            moves.append(vat)
    entry = to_local(sign * gross_of(lines), valuation=valuation, local_currency=local_currency)
    rest = entry + sum(move.local_minor for move in moves)
    if rest:
        at = max(range(len(lines)), key=lambda index: abs(moves[index].local_minor))
        moves[at] = replace(moves[at], local_minor=moves[at].local_minor - rest)
    return moves


def _move(line: PostableLine, account_id: int, minor: int, valuation: Valuation, local_currency: str) -> GlMove:
    is_net = account_id == line.account_id
    return GlMove(
        account_id,
        to_local(minor, valuation=valuation, local_currency=local_currency),
        valuation.currency,
        minor,
        text=line.text if is_net else "",
        vat_code=line.vat_code,
        cost_center=line.cost_center if is_net else "",
        project=line.project if is_net else "",
    )
