"""What a company may decide about matching; the defaults are those of a Swedish company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class NameMode(StrEnum):
    """How a payer's name is compared: with cut and misspelt forms, exactly when folded, or not at all."""

    NEARNESS = "NEARNESS"
    EXACT = "EXACT"
    DISABLED = "DISABLED"


@dataclass(frozen=True, slots=True)
class ChargeLimit:
    """The largest bank charge that may be taken off a payment. Blank currency, country or bank means any.

    bank   number of the own account that the payment came to
    """

    max_minor: int = 10_000
    max_permille: int = 30
    currency: str = ""
    country: str = ""
    bank: str = ""

    @property
    def scope(self) -> tuple[str, str, str]:
        """Whose it is: own account, country, currency."""
        return (self.bank, self.country, self.currency)

    @property
    def weight(self) -> tuple[int, bool, bool]:
        """How much it names: of several that fit the heaviest decides. The account weighs most, then the country."""
        return (sum(map(bool, self.scope)), bool(self.bank), bool(self.country))

    @property
    def percent(self) -> str:
        """max_permille as people write it: 2.5 for 25."""
        return f"{self.max_permille // 10}.{self.max_permille % 10}"

    def on(self, gross_minor: int) -> int:
        """The largest charge on this gross amount."""
        return min(self.max_minor, abs(gross_minor) * self.max_permille // 1000)


NO_CHARGE = ChargeLimit(max_minor=0)


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """Limits and switches of one run.

    own_numbers            digit strings of ours (organization, VAT, bankgiro, account) that are no references
    rounding_limits        largest rounding per currency in minor units; a currency not named has none
    has_ocr_length_digit   our OCR references carry a length digit: repairs must keep it right
    accepts_late_discount  a discount paid after its date, within its tolerance date, is proposed for review
    puts_excess_on_account what a payer paid too much becomes a part on account instead of a difference
    high_quality_min       quality (0-99) below which nothing is high
    accident_search_max    expected accidental hits above which no sum is searched
    accident_high_max      expected accidental hits above which a sum is never high
    steps_max              search steps for the sums of one line
    fx_tolerance_permille  how far an amount may be off the day's rate and still pay a document in another currency
    """

    matches_customers: bool = True
    matches_vendors: bool = True
    name_mode: NameMode = NameMode.NEARNESS
    own_numbers: frozenset[str] = frozenset()
    own_accounts: frozenset[str] = frozenset()
    charge_limits: tuple[ChargeLimit, ...] = (ChargeLimit(),)
    rounding_limits: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"SEK": 99, "NOK": 99, "DKK": 99})
    )
    has_ocr_length_digit: bool = False
    accepts_late_discount: bool = True
    puts_excess_on_account: bool = False
    is_underpaid_ready: bool = False
    high_quality_min: int = 40
    accident_search_max: float = 0.05
    accident_high_max: float = 0.01
    steps_max: int = 200_000
    fx_tolerance_permille: int = 20

    def charge_limit(self, *, currency: str, country: str, bank: str = "") -> ChargeLimit:
        """The limit for payments in the currency from the country to the own account: the one that names most."""
        fitting = [
            limit
            for limit in self.charge_limits
            if limit.currency in ("", currency) and limit.country in ("", country) and limit.bank in ("", bank)
        ]
        return max(fitting, key=lambda limit: limit.weight, default=NO_CHARGE)
