"""What of a customer's credit limit is used: figures to inform, nothing is blocked by them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class CreditPosition:
    """In local minor units; limit_minor 0 is no limit."""

    limit_minor: int
    balance_minor: int

    @property
    def available_minor(self) -> int:
        """What is left of the limit, negative when it is passed; 0 without a limit."""
        return self.limit_minor - self.balance_minor if self.limit_minor else 0

    @property
    def expended_percent(self) -> Decimal:
        """Balance in per cent of the limit with one decimal: 0 without a limit or a debt, at most 100."""
        if not self.limit_minor or self.balance_minor <= 0:
            return Decimal(0)
        share = Decimal(100 * self.balance_minor) / self.limit_minor
        return min(share, Decimal(100)).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def is_passed(self) -> bool:
        return bool(self.limit_minor) and self.balance_minor > self.limit_minor
