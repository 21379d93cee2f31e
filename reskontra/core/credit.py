"""What of a customer's credit limit is used: figures to inform, nothing is blocked by them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class CreditPosition:
    """In local minor units; limit_minor 0 is no limit.

    balance_minor   what the customer owes
    drafts_minor    what invoices and credit memos that are not posted yet will add
    """

    limit_minor: int
    balance_minor: int
    drafts_minor: int = 0

    @property
    def used_minor(self) -> int:
        return self.balance_minor + self.drafts_minor

    @property
    def available_minor(self) -> int:
        """What is left of the limit, negative when it is passed; 0 without a limit."""
        return self.limit_minor - self.used_minor if self.limit_minor else 0

    @property
    def expended_percent(self) -> Decimal:
        """What is used in per cent of the limit with one decimal: 0 without a limit or a debt, at most 100."""
        if not self.limit_minor or self.used_minor <= 0:
            return Decimal(0)
        share = Decimal(100 * self.used_minor) / self.limit_minor
        return min(share, Decimal(100)).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def is_passed(self) -> bool:
        return bool(self.limit_minor) and self.used_minor > self.limit_minor
