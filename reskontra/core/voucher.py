"""A voucher: lines in local minor units that sum to zero. It cannot exist otherwise.

Debit is positive, credit negative. A posted voucher is never changed: its reversal is a new voucher.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reskontra.core.errors import Refused
from reskontra.core.money import Money


def debit_and_credit(minor: int, *, is_correction: bool) -> tuple[int, int]:
    """What an amount is as debit and as credit; of a correction a credit is a negative debit, and the reverse.

    source    the ledger specification, section 2
    """
    return (max(minor, 0), max(-minor, 0)) if not is_correction else (min(minor, 0), min(-minor, 0))


class Unbalanced(Refused):
    code = "unbalanced"
    template = (
        'Voucher "{text}" of {posting_date} has debit {debit} and credit {credit}, a difference of {difference}. '
        "Change the lines until both are equal."
    )


class TooFewLines(Refused):
    code = "too_few_lines"
    template = 'Voucher "{text}" of {posting_date} has {count:line|lines}. Enter at least two accounts.'


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """One G/L entry.

    local_minor    debit +, credit −
    source_minor   the same in source_currency; both unset where the line is in local currency alone
    """

    account: str
    local_minor: int
    description: str = ""
    source_currency: str = ""
    source_minor: int = 0
    vat_code: str = ""
    cost_center: str = ""
    project: str = ""

    def negated(self) -> VoucherLine:
        return replace(self, local_minor=-self.local_minor, source_minor=-self.source_minor)


@dataclass(frozen=True, slots=True)
class Voucher:
    """currency: the local one. corrects: the number of the voucher this one reverses, else blank.

    refuses   TooFewLines, Unbalanced: checked in this order
    """

    posting_date: date
    text: str
    currency: str
    lines: tuple[VoucherLine, ...]
    corrects: str = ""

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise TooFewLines(text=self.text, posting_date=self.posting_date, count=len(self.lines))
        debit = sum(line.local_minor for line in self.lines if line.local_minor > 0)
        credit = -sum(line.local_minor for line in self.lines if line.local_minor < 0)
        if debit != credit:
            raise Unbalanced(
                text=self.text,
                posting_date=self.posting_date,
                debit=Money(debit, self.currency),
                credit=Money(credit, self.currency),
                difference=Money(debit - credit, self.currency),
            )


def reversal(voucher: Voucher, *, number: str, posting_date: date, text: str = "") -> Voucher:
    """The mirror of a voucher: the same lines in the same order with opposite amounts.

    number         the voucher's own, which the mirror names
    posting_date   the original's, or the first open day where its period is closed
    text           blank keeps the original's
    """
    lines = tuple(line.negated() for line in voucher.lines)
    return Voucher(posting_date, text or voucher.text, voucher.currency, lines, corrects=number)


def netted(lines: Iterable[VoucherLine]) -> tuple[VoucherLine, ...]:
    """One line per account, text, currency and code, in the order first met; those that come to nothing are left out.

    A line of 0 in local currency stays where its source amount is not 0.
    """
    sums: dict[VoucherLine, tuple[int, int]] = {}
    for line in lines:
        key = replace(line, local_minor=0, source_minor=0)
        local, source = sums.get(key, (0, 0))
        sums[key] = (local + line.local_minor, source + line.source_minor)
    return tuple(
        replace(key, local_minor=local, source_minor=source) for key, (local, source) in sums.items() if local or source
    )
