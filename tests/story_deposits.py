"""Words of a story about bank deposits, the first of which is INS000001:

    deposit   B1 1500.00 [on=2026-03-10] [lump]      a new one
    deposit-set INS000001 B1 1400.00 [on=…] [lump|per-line]
    paid-in   INS000001 customer:C1 [1000.00] [pays="INV-1 INV-2=200.00" external=… as=…]
    post-deposit INS000001 [preview]                 Alice's today is 2026-06-30
    undo-deposit INS000001 | drop-deposit INS000001

and expectations:

    deposit-is INS000001 posted 1500.00 2            state, what its lines come to, how many
    bank-entries B1 1000.00 500.00                   of the voucher posted last on the account, in their order
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reskontra.core.money import format_minor, parse_minor
from reskontra.journals.deposit_posting import post_deposit, undo_deposit
from reskontra.journals.deposits import (
    NewDeposit,
    add_deposit,
    batch_of_deposit,
    change_deposit,
    delete_deposit,
    find_deposit,
)
from reskontra.journals.entering import NewTyped, add_line
from reskontra.ledger.models import BankEntry
from tests import books, build
from tests.story_journals import TODAY

if TYPE_CHECKING:
    from reskontra.companies.queries import CompanyFacts


class DepositWords:
    """Mixed into Story."""

    company: CompanyFacts

    def _deposit(self, bank: str, total: str, *words: str, on: str = "2026-03-10") -> None:
        new = NewDeposit(bank, date.fromisoformat(on), parse_minor(total, "SEK"), is_lump_sum="lump" in words or None)
        add_deposit(company=self.company, actor=build.ALICE, new=new)

    def _deposit_set(self, number: str, bank: str, total: str, *words: str, on: str = "2026-03-10") -> None:
        lump = {"lump": True, "per-line": False}.get(words[0] if words else "")
        new = NewDeposit(bank, date.fromisoformat(on), parse_minor(total, "SEK"), is_lump_sum=lump)
        change_deposit(company=self.company, actor=build.ALICE, number=number, new=new)

    def _paid_in(self, number: str, account: str, amount: str = "", **columns: str) -> None:
        batch = batch_of_deposit(company=self.company, number=number)
        kind = columns.get("as")
        new = NewTyped(
            account=account,
            amount=format_minor(-parse_minor(amount, "SEK"), "SEK") if amount else "",
            settles=tuple(columns.get("pays", "").split()),
            external_document_number=columns.get("external", ""),
            currency=columns.get("currency", ""),
            document_type=kind.upper() if kind else None,
        )
        add_line(company=self.company, actor=build.ALICE, batch=batch, new=new, today=TODAY)

    def _post_deposit(self, number: str, *words: str) -> None:
        before = books.contents() if "preview" in words else {}
        post_deposit(company=self.company, actor=build.BOB, number=number, today=TODAY, is_preview="preview" in words)
        assert not before or books.contents() == before, "a preview stored something"

    def _undo_deposit(self, number: str, *, reason: str = "Twice") -> None:
        undo_deposit(company=self.company, actor=build.BOB, number=number, reason=reason)

    def _drop_deposit(self, number: str) -> None:
        delete_deposit(company=self.company, actor=build.ALICE, number=number)

    def _deposit_is(self, number: str, state: str, amount: str, lines: str) -> None:
        found = find_deposit(company=self.company, number=number)
        seen = (found.state.lower(), format_minor(found.lines_minor, found.bank.currency), str(found.lines))
        assert seen == (state, amount, lines), seen

    def _bank_entries(self, bank: str, *amounts: str) -> None:
        rows = BankEntry.objects.filter(company=self.company.id, bank_account__number=bank)
        last = rows.latest("id").voucher_id
        seen = [format_minor(row.amount_minor, row.currency) for row in rows.filter(voucher=last).order_by("id")]
        assert seen == list(amounts), seen
