"""Finance charge memos in one line each."""

from __future__ import annotations

from datetime import date

from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import MadeMemos, make_memos, memo_rules
from reskontra.collections.issuing import Outcome, cancel_documents, draft_numbers
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from tests import build

DAY = date(2026, 3, 2)
TOLD = """
interest-terms M percent=1.5 per=30 due=20D
customer  C1 "Alfa AB" finance_charge_terms=M
agreed    C1
invoice   C1 INV-1 12500.00 from=2026-01-01 due=2026-01-31
"""


def make(company: CompanyFacts, day: date = DAY, *, is_preview: bool = False, **order: object) -> MadeMemos:
    wanted = MemoOrder(document_date=day, **order)  # type: ignore[arg-type]
    return make_memos(company=company, actor=build.ALICE, order=wanted, is_preview=is_preview)


def charges(made: MadeMemos) -> list[tuple[str, str, str]]:
    """(customer, interest, fee) of what was made, (customer, currency, why) of what was not."""
    done = [
        (
            one.party,
            format_minor(one.sums.interest_minor, one.currency),
            format_minor(one.sums.fee_minor, one.currency),
        )
        for one in made.made
    ]
    return done + [(one.party, one.currency, one.why.value) for one in made.not_made]


def issue(company: CompanyFacts, *drafts: str) -> Outcome:
    """These drafts, or all."""
    rules = memo_rules(company)
    numbers = drafts or draft_numbers(company=company, kind=rules.kind)
    return issue_documents(company=company, actor=build.BOB, rules=rules, drafts=numbers)


def cancel(company: CompanyFacts, *numbers: str) -> Outcome:
    return cancel_documents(company=company, actor=build.BOB, rules=memo_rules(company), numbers=numbers)


def lines(company: CompanyFacts, draft: str) -> list[tuple[str, int, int, str]]:
    """(role, amount, days, text) of a memo."""
    document = CollectionDocument.objects.get(company=company.id, kind="FINANCE_CHARGE", draft_number=draft)
    rows = CollectionLine.objects.filter(company=company.id, document=document).order_by("position")
    return list(rows.values_list("role", "amount_minor", "days", "text"))
