"""A bank account with movements that no statement has brought, and a reconciliation over it."""

from __future__ import annotations

from datetime import date

from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.queries import ReconciliationFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.ledger.models import Account, BankEntry
from reskontra.ledger.queries import BankAccountFacts
from tests import build
from tests.postings import post_all

DAY = date(2026, 3, 31)


def account(company: CompanyFacts, *, number: str = "B1") -> BankAccountFacts:
    """Opened with 1 000.00."""
    return build.bank_account(company, number=number, opening="1000.00")


def moved(company: CompanyFacts, bank: BankAccountFacts, minor: int, text: str = "", day: date = DAY) -> int:
    """A movement on the account, against sales; gives its bank entry."""
    (entry,) = moved_together(company, bank, minor, text=text, day=day)
    return entry


def moved_together(
    company: CompanyFacts, bank: BankAccountFacts, *minors: int, text: str = "", day: date = DAY
) -> tuple[int, ...]:
    """Movements posted at once, a voucher for each; gives their bank entries."""
    sales = Account.objects.get(company=company.id, number="3001").id
    drafts = []
    for minor in minors:
        entry = BankDraft(bank.id, minor, bank.currency)
        lines = (
            LineDraft(bank.gl_account_id, minor, bank.currency, minor, bank=entry),
            LineDraft(sales, -minor, bank.currency, -minor),
        )
        drafts.append(VoucherDraft("GENERAL", day, lines, description=text))
    vouchers = [voucher.id for voucher in post_all(company, *drafts)]
    entries = BankEntry.objects.filter(company=company.id, voucher__in=vouchers).order_by("voucher")
    return tuple(entries.values_list("id", flat=True))


def begun(company: CompanyFacts, *lines: tuple[int, str], ending: int | None = None) -> ReconciliationFacts:
    """A reconciliation of B1 with these lines, that ends as they come to unless told."""
    total = 1000_00 + sum(minor for minor, _ in lines)
    new = NewReconciliation("B1", DAY, total if ending is None else ending)
    found = create_reconciliation(company=company, actor=build.BOB, new=new)
    for minor, text in lines:
        add_line(company=company, actor=build.BOB, name=found.name, day=DAY, minor=minor, text=text)
    return found


def states(company: CompanyFacts) -> dict[int, str]:
    """Bank entry → state, without the opening one."""
    rows = BankEntry.objects.filter(company=company.id).exclude(voucher__source="OPENING")
    return dict(rows.values_list("id", "state"))
