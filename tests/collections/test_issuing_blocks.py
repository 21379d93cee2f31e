"""Memos issued in blocks: what is cut short is finished by repeating it, and what is refused keeps nobody else back."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.draft_lines import delete_lines
from reskontra.collections.finance_charges import memo_rules
from reskontra.collections.issuing import NothingToIssue, Outcome
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.making_reminders import Blocks
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections.charging import make
from tests.story import Story

pytestmark = pytest.mark.django_db
TOLD = "interest-terms M percent=1.5 per=30 due=20D\n" + "\n".join(
    f'customer C{n} "Kund {n}" finance_charge_terms=M\nagreed C{n}\n'
    f"invoice C{n} INV-{n} 12500.00 from=2026-01-01 due=2026-01-31"
    for n in range(1, 5)
)


def issue(company: CompanyFacts, **words: object) -> Outcome:
    return issue_documents(company=company, actor=build.BOB, rules=memo_rules(company), **words)  # type: ignore[arg-type]


def memos() -> list[str]:
    rows = Entry.objects.filter(document_type="FINANCE_CHARGE").order_by("id")
    return list(rows.values_list("document_number", flat=True))


def test_a_run_of_memos_that_was_cut_short_is_finished_by_repeating_it(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    make(company)

    def ended(done: int, total: int) -> None:
        assert (done, total) == (2, 4)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(company, blocks=Blocks(2, ended))
    assert memos() == ["RF000001", "RF000002"]
    assert [one.draft for one in issue(company, blocks=Blocks(1)).done] == ["RFU000003", "RFU000004"]
    assert issue(company) == Outcome((), ())
    assert memos() == ["RF000001", "RF000002", "RF000003", "RF000004"]


def test_what_is_refused_of_a_block_stays_and_the_others_are_issued(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    make(company)
    Entry.objects.filter(company=company.id, document_number="INV-2").update(on_hold="X")
    delete_lines(company=company, actor=build.BOB, number="RFU000003", positions=[1], kind="FINANCE_CHARGE")
    before = books.contents()
    tried = issue(company, is_preview=True)
    assert books.contents() == before
    done = issue(company, drafts=["RFU000004", "RFU000002", "RFU9", "RFU000001", "RFU000001"])
    assert (len(tried.done), {one.place: one.code for one in tried.refused}) == (
        2, {"RFU000002": "memo_draft_outdated", "RFU000003": NothingToIssue.code},
    )  # fmt: skip
    assert [(one.draft, one.document) for one in done.done] == [("RFU000001", "RF000001"), ("RFU000004", "RF000002")]
    assert [(one.place, one.code) for one in done.refused] == [
        ("RFU9", "collection_document_unknown"), ("RFU000002", "memo_draft_outdated"),
    ]  # fmt: skip
    assert [(one.place, one.code) for one in issue(company, drafts=["RFU000001"]).refused] == [
        ("RFU000001", "no_longer_a_draft")
    ]
    beyond = issue(company, posting_date=date(2031, 1, 1)).refused
    assert [(one.place, one.code) for one in beyond] == [
        ("RFU000002", "no_fiscal_year"), ("RFU000003", "no_fiscal_year"),
    ]  # fmt: skip
