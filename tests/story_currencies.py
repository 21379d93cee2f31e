"""Words of a story about currencies:

    adjust    2026-01-31 [on=2026-01-31] [document=KURS] [currency=USD] [customers vendors banks] [preview]
    unchanged 2026-01-31                             adjusting again gives nothing and changes nothing

and expectations:

    as-of     2026-01-31 INV-1 100.00 1100.00        what was left of a document at a day's end, there and locally
    gl-as-of  2026-01-31 1510 1100.00
    moved     INV-1 initial=1000.00 unrealized_gain=100.00 …   the local amounts of its details, by kind
    register  2026-01-31 customer SE USD 100.00      a line of the register: group or bank account, currency, adjustment
"""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.adjustment import KINDS, AdjustmentOrder, adjust_exchange_rates
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.exchange_register import exchange_adjustments
from reskontra.receivables.models import EntryDetail
from tests import books, build

_CHOICES = {"customers": "CUSTOMER", "vendors": "VENDOR", "banks": "BANK"}


class CurrencyWords:
    """Mixed into Story."""

    company: CompanyFacts

    def _adjust(
        self, as_of: str, *words: str, on: str = "", document: str = "KURS", currency: str = ""
    ) -> tuple[str, ...]:
        order = AdjustmentOrder(
            as_of=date.fromisoformat(as_of),
            posting_date=date.fromisoformat(on or as_of),
            document=document,
            currencies=frozenset({currency} - {""}),
            kinds=tuple(_CHOICES[word] for word in words if word in _CHOICES) or KINDS,
        )
        before = books.contents() if "preview" in words else {}
        done = adjust_exchange_rates(company=self.company, actor=build.BOB, order=order, is_preview="preview" in words)
        assert not before or books.contents() == before, "a preview stored something"
        return tuple(group.subject for group in done.groups)

    def _unchanged(self, as_of: str, *words: str, on: str = "") -> None:
        before = books.contents()
        assert self._adjust(as_of, *words, on=on) == ()
        assert books.contents() == before

    def _as_of(self, day: str, number: str, amount: str, local: str) -> None:
        rows = entries_as_of(company=self.company, as_of=date.fromisoformat(day))
        found = [
            (format_minor(one.remaining_minor, one.currency), format_minor(one.remaining_local_minor, "SEK"))
            for one in rows
            if one.document_number == number
        ] or [("0.00", "0.00")]
        assert found == [(amount, local)], f"{number} had {found} on {day}"

    def _gl_as_of(self, day: str, account: str, amount: str) -> None:
        balances = {
            row.account: row.balance_minor for row in trial_balance(company=self.company, as_of=date.fromisoformat(day))
        }
        found = format_minor(balances.get(account, 0), self.company.currency)
        assert found == amount, f"account {account} held {found} on {day}"

    def _moved(self, number: str, **kinds: str) -> None:
        rows = EntryDetail.objects.filter(company=self.company.id, entry__document_number=number)
        sums: dict[str, int] = {}
        for kind, local in rows.values_list("kind", "local_minor"):
            sums[kind.lower()] = sums.get(kind.lower(), 0) + local
        found = {kind: format_minor(minor, self.company.currency) for kind, minor in sums.items() if minor}
        assert found == kinds, f"{number}: {found}"

    def _register(self, as_of: str, kind: str, subject: str, currency: str, adjustment: str) -> None:
        rows = exchange_adjustments(company=self.company, as_of=date.fromisoformat(as_of))
        found = [
            (row.group.kind.lower(), row.group.subject, row.group.currency,
             format_minor(row.group.adjustment_minor, self.company.currency))
            for row in rows
        ]  # fmt: skip
        assert (kind, subject, currency, adjustment) in found, found
