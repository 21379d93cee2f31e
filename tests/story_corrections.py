"""Words of a story about corrections:

receive   B1 C1 980.00 [INV-1] [discount=20.00] [from=2026-03-02]   as a cash receipt journal posts it
reverse-voucher A-2026-1 [preview]               or reverse-run 7
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import parse_minor
from reskontra.ledger.queries import find_bank_account, posting_groups
from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.matching.actions.reverse_lines import Wanted, reverse_run, reverse_voucher
from reskontra.parties.actions import activate_party, block_party
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import EntryName
from reskontra.receivables.bad_debts import confirm_bad_debt, reopen_bad_debt
from reskontra.receivables.bad_debts_feared import fear_bad_debt, release_bad_debt
from reskontra.receivables.correcting import ClaimOrder
from reskontra.receivables.move import MoveOrder, move_entry
from reskontra.receivables.queries import find_document
from reskontra.receivables.repayments import (
    RepaymentOrder,
    approve_repayment,
    cancel_repayment,
    propose_repayment,
)
from reskontra.receivables.repayments_list import repayments
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys
from tests import books, build
from tests.postings import DAY, draft, on, on_account, pay, post_all

_REASON = "Wrong customer."
LOST = date(2026, 3, 20)


def taxed_invoice(
    company: CompanyFacts, party: PartySummary, *, number: str = "INV-1", gross: int, vat: int, day: date = DAY
) -> int:
    """An invoice of 25 % VAT with its voucher; amounts in local minor units. Gives the entry."""
    group = posting_groups(company=company)[("CUSTOMER", party.posting_group)]
    entry = EntryDraft(
        ledger="CUSTOMER",
        document_type="INVOICE",
        document_number=number,
        posting_date=day,
        due_date=day,
        currency=company.currency,
        document_minor=gross,
        remaining_minor=gross,
        remaining_local_minor=gross,
        party_id=party.id,
        posting_group_id=group.id,
    )
    with transaction.atomic():
        lines = {"1510": gross, "2611": -vat, "3001": vat - gross}
        (voucher,) = post_all(company, draft(company, lines, day=day, source="CUSTOMER_DOCUMENT"))
        ids = reserve_ids(1)
        write_entries(company=company, ids=ids, entries=[entry], vouchers=[voucher.id])
        write_keys(company=company, ids=ids, entries=[entry])
    return ids[0]


class CorrectionWords:
    """Mixed into Story."""

    company: CompanyFacts
    parties: dict[str, PartySummary]
    ledgers: dict[str, str]
    _named: Callable[[str], EntryName]

    def _receive(self, bank: str, party: str, amount: str, number: str = "", **columns: str) -> None:
        account = find_bank_account(company=self.company, number=bank)
        minor = parse_minor(amount, account.currency)
        part = on_account(self.company, self.parties[party], minor)
        if number:
            ledger = self.ledgers[number].upper()
            fact = find_document(company=self.company, ledger=ledger, number=number, account=party)
            discount = parse_minor(columns.get("discount", "0"), account.currency)
            part = on(self.company, fact, minor, discount_minor=discount)
        day = date.fromisoformat(columns["from"]) if "from" in columns else DAY
        pay(self.company, account, part, day=day, source="GENERAL")

    def _taxed(self, party: str, number: str, gross: str, vat: str, **columns: str) -> None:
        taxed_invoice(
            self.company,
            self.parties[party],
            number=number,
            gross=parse_minor(gross, "SEK"),
            vat=parse_minor(vat, "SEK"),
        )
        self.ledgers[number] = "customer"

    def _lose(self, number: str, *words: str, on: str = "") -> None:
        self._bad_debt(confirm_bad_debt, number, words, on)

    def _reopen(self, number: str, *words: str, on: str = "") -> None:
        self._bad_debt(reopen_bad_debt, number, words, on)

    def _fear(self, number: str, *words: str, on: str = "") -> None:
        self._bad_debt(fear_bad_debt, number, words, on)

    def _release(self, number: str, *words: str, on: str = "") -> None:
        self._bad_debt(release_bad_debt, number, words, on)

    def _bad_debt(self, action: Any, number: str, words: tuple[str, ...], on: str) -> None:
        amount = next((word for word in words if word != "preview"), "")
        wanted = ClaimOrder(self._named(number), _REASON, date.fromisoformat(on) if on else LOST, amount)
        before = books.contents() if "preview" in words else {}
        action(company=self.company, actor=build.BOB, order=wanted, is_preview="preview" in words)
        assert not before or books.contents() == before, "a preview stored something"

    def _repay(self, *words: str, entry: str = "", account: str = "") -> None:
        customer, amount = ("", *words, "")[:2] if entry else (*words, "")[:2]
        name = self._named(entry) if entry else None
        order = RepaymentOrder(_REASON, customer, name, amount, account)
        propose_repayment(company=self.company, actor=build.ALICE, order=order)

    def _nth(self, number: str) -> int:
        """Ids go on from test to test, and a story counts from one."""
        found = [one.number for one in repayments(company=self.company, with_all=True)]
        return found[int(number) - 1] if int(number) <= len(found) else 0

    def _approve(self, number: str, *, by: str = build.BOB) -> None:
        approve_repayment(company=self.company, actor=by, number=self._nth(number))

    def _give_up(self, number: str) -> None:
        cancel_repayment(company=self.company, actor=build.ALICE, number=self._nth(number))

    def _repayment(self, number: str, state: str) -> None:
        found = repayments(company=self.company, with_all=True)[int(number) - 1].state.lower()
        assert found == state, f"repayment {number} is {found}"

    def _block_level(self, party: str, level: str) -> None:
        common = {"company": self.company, "actor": build.BOB, "ledger": self.parties[party].ledger, "number": party}
        if level in ("active", "inactive"):
            activate_party(**common, is_active=level == "active")  # type: ignore[arg-type]
        else:
            block_party(**common, level="" if level == "none" else level)  # type: ignore[arg-type]

    def _merge(self, source: str, target: str, *words: str, on: str = "") -> None:
        day = date.fromisoformat(on) if on else LOST
        order = MergeOrder(self.parties[source].ledger, source, target, day, _REASON)
        before = books.contents() if "preview" in words else {}
        merge_parties(company=self.company, actor=build.BOB, order=order, is_preview="preview" in words)
        assert not before or books.contents() == before, "a preview stored something"

    def _move(self, number: str, to: str, *words: str, on: str = "") -> None:
        order = MoveOrder(self._named(number), to, _REASON, date.fromisoformat(on) if on else None)
        before = books.contents() if "preview" in words else {}
        move_entry(company=self.company, actor=build.BOB, order=order, is_preview="preview" in words)
        assert not before or books.contents() == before, "a preview stored something"

    def _reverse_voucher(self, voucher: str, *words: str) -> None:
        self._previewed(
            "preview" in words,
            lambda wanted: reverse_voucher(company=self.company, actor=build.BOB, voucher=voucher, wanted=wanted),
        )

    def _reverse_run(self, run: str, *words: str) -> None:
        self._previewed(
            "preview" in words,
            lambda wanted: reverse_run(company=self.company, actor=build.BOB, run=int(run), wanted=wanted),
        )

    def _previewed(self, is_preview: bool, command) -> None:  # type: ignore[no-untyped-def]
        before = books.contents() if is_preview else {}
        command(Wanted(_REASON, is_preview=is_preview))
        assert not before or books.contents() == before, "a preview stored something"
