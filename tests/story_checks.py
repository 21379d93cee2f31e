"""Words of a story about checks:

    last-check B1 1000                               the check drawn last on an account
    issue     KASSA 1 [1007]                         a line is paid by a check written by hand; type … check=1007 too
    print     KASSA [1 …] [test]                     checks of lines that were typed with print-check, or of these
    void      B1 1001 [on=2026-03-20] [keep-applied] [preview]

and expectations:

    check-is  B1 1001 posted [open] 400.00 [vendor:V1]   state, that of its bank entry, amount, whom it pays
    outstanding B1 2026-03-31 400.00 …               checks that the bank had not paid by the end of the day
    on-checks B1 400.00                              what they come to as everything now is
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reskontra.core.money import format_minor
from reskontra.journals.check_printing import PrintOrder, issue_check, print_line_checks
from reskontra.journals.check_voiding import VoidOrder, void_check
from reskontra.ledger.bank_accounts import set_last_check
from reskontra.ledger.check_entries import checks_of, find_check, outstanding_checks, totals_on_checks
from reskontra.ledger.queries import BankAccountFacts, find_bank_account
from tests import books, build

if TYPE_CHECKING:
    from reskontra.companies.queries import CompanyFacts
    from reskontra.journals.batches import BatchFacts


class CheckWords:
    """Mixed into Story."""

    company: CompanyFacts

    if TYPE_CHECKING:

        def _of(self, name: str) -> BatchFacts: ...

    def _last_check(self, bank: str, number: str) -> None:
        set_last_check(company=self.company, actor=build.BOB, number=bank, last_check=number)

    def _issue(self, name: str, line: str, number: str = "") -> None:
        issue_check(company=self.company, actor=build.ALICE, batch=self._of(name), line=int(line), number=number)

    def _print(self, name: str, *words: str) -> None:
        order = PrintOrder(tuple(int(word) for word in words if word.isdigit()), is_test="test" in words)
        before = books.contents() if order.is_test else {}
        print_line_checks(company=self.company, actor=build.ALICE, batch=self._of(name), order=order)
        assert not before or books.contents() == before, "a test print stored something"

    def _void(self, bank: str, number: str, *words: str, on: str = "") -> None:
        day = date.fromisoformat(on) if on else None
        order = VoidOrder(bank, number, day, "keep-applied" in words, "Lost", "preview" in words)
        before = books.contents() if order.is_preview else {}
        void_check(company=self.company, actor=build.BOB, order=order)
        assert not before or books.contents() == before, "a preview stored something"

    def _check_is(self, bank: str, number: str, *wanted: str) -> None:
        facts = find_check(company=self.company, bank_account=self._bank_of(bank), number=number)
        state = facts.state.lower().replace("_", "-")
        amount = format_minor(facts.amount_minor, facts.currency)
        found = [word for word in (state, facts.entry_state.lower(), amount, facts.counter) if word]
        assert found[: len(wanted)] == list(wanted), found

    def _outstanding(self, bank: str, day: str, *amounts: str) -> None:
        account = self._bank_of(bank)
        found = outstanding_checks(company=self.company, bank_account=account, as_of=date.fromisoformat(day))
        seen = [format_minor(one.amount_minor, one.currency) for one in found]
        assert seen == list(amounts), seen

    def _on_checks(self, bank: str, amount: str) -> None:
        account = self._bank_of(bank)
        total = totals_on_checks(company=self.company).get(account.id, 0)
        assert format_minor(total, account.currency) == amount, total
        posted = checks_of(company=self.company, bank_account=account, states=["POSTED"])
        assert total == sum(one.amount_minor for one in posted if one.entry_state != "CLOSED")

    def _bank_of(self, number: str) -> BankAccountFacts:
        return find_bank_account(company=self.company, number=number)
