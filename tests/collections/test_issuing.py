"""Reminders and memos issued and cancelled, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from reskontra.collections.collection_posting import vat_minor_of
from reskontra.collections.issuing import (
    CollectionDocumentUnknown,
    NoLongerADraft,
    Outcome,
    Rules,
    cancel_documents,
    delete_drafts,
    draft_numbers,
)
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.ledger.actions import start_run
from reskontra.ledger.models import Account, PostingGroup, VoucherLine
from reskontra.parties.models import Party
from reskontra.receivables.models import Entry
from reskontra.receivables.reversal import reverse_with_entries
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 2)


class Forbidden(Refused):
    code = "told_by_the_kind"
    template = "{document} is told by its kind. Leave it."


def _of_kind(company: CompanyFacts, rows: Sequence[CollectionDocument]) -> dict[int, Refused]:
    return {row.id: Forbidden(document=row.draft_number) for row in rows if row.terms == "NO"}


def _nothing(company: CompanyFacts, document: CollectionDocument, lines: Sequence[CollectionLine]) -> None:
    """May be cancelled."""


RULES = Rules(
    kind="REMINDER", document_type=DocumentType.REMINDER,
    series=(
        SeriesFacts("XU", "DOCUMENT", "Drafts", "XU", 4), SeriesFacts("X", "DOCUMENT", "Issued", "X", 4),
        SeriesFacts("XM", "DOCUMENT", "Cancelled", "XM", 4),
    ),
    issued="documents.posted", cancelled="voucher.reversed", deleted="documents.deleted",
    may_issue=_of_kind, may_cancel=_nothing,
)  # fmt: skip


def draft(company: CompanyFacts, number: str, *, party: str = "C1", **values: object) -> None:
    """A reminder of one invoice: interest 10.05, a fee of 60.00 and rounding of −0.05, all posted unless values say."""
    entry = Entry.objects.get(company=company.id, party__number=party, document_type="INVOICE")
    given = {
        "kind": "REMINDER", "draft_number": number, "party_id": entry.party_id, "currency": entry.currency,
        "language": "sv", "posting_date": DAY, "document_date": DAY, "due_date": date(2026, 3, 12), "made_by": "Bob",
        "made_at": bulk.moment(), "remaining_minor": 1000_00, "interest_minor": 10_05, "fee_minor": 60_00,
        "rounding_minor": -5, "posts_interest": True, "posts_fee": True, "level": 1,
    } | values  # fmt: skip
    document = CollectionDocument.objects.create(company_id=company.id, **given)
    lines = (
        {
            "role": "OVERDUE", "entry_id": entry.id, "amount_minor": given["interest_minor"], "level": 1,
            "demanded_minor": given["remaining_minor"], "next_due": given["due_date"],
        },
        {
            "role": "FEE", "amount_minor": given["fee_minor"], "account": "3540", "text": "Avgift",
            "vat_minor": given.get("vat_minor", 0),
        },
        {"role": "ROUNDING", "amount_minor": given["rounding_minor"], "text": "Avrundning"},
    )  # fmt: skip
    for position, line in enumerate(lines, 1):
        CollectionLine.objects.create(company_id=company.id, document=document, position=position, **line)


def issue(company: CompanyFacts, *numbers: str, **words: object) -> Outcome:
    return issue_documents(company=company, actor=build.ALICE, rules=RULES, drafts=numbers, **words)  # type: ignore[arg-type]


def cancel(company: CompanyFacts, *numbers: str, **words: object) -> Outcome:
    return cancel_documents(company=company, actor=build.BOB, rules=RULES, numbers=numbers, **words)  # type: ignore[arg-type]


def refusals(outcome: Outcome) -> list[tuple[str, str]]:
    assert not outcome.done
    return [(one.place, one.code) for one in outcome.refused]


def moved(company: CompanyFacts, voucher_id: int | None) -> dict[str, int]:
    rows = VoucherLine.objects.filter(company=company.id, voucher=voucher_id)
    return dict(rows.values_list("account__number", "amount_minor"))


def told(company: CompanyFacts) -> Story:
    story = Story(company)
    story.tells(
        """
        rate      EUR 2026-01-01 10.00
        customer  C1 "Alfa AB"
        customer  C2 "Beta Inc" currency=EUR
        invoice   C1 INV-1 1000.00
        invoice   C2 INV-2 1000.00 currency=EUR
        """
    )
    return story


def test_a_document_is_numbered_posted_and_taken_back(company: CompanyFacts) -> None:
    story = told(company)
    draft(company, "XU0001")
    draft(company, "XU0002", party="C2")
    before = books.contents()
    assert len(issue(company, "XU0001", is_preview=True).done) == 1
    assert books.contents() == before
    assert draft_numbers(company=company, kind="REMINDER") == ["XU0001", "XU0002"]
    one, other = issue(company, "XU0001", "XU0002", posting_date=date(2026, 3, 3)).done
    assert (one.document, one.draft, one.posted.minor, one.total.minor) == ("X0001", "XU0001", 70_00, 1070_00)
    row = CollectionDocument.objects.get(company=company.id, number="X0001")
    assert moved(company, row.voucher_id) == {"1510": 70_00, "8313": -10_05, "3540": -60_00, "3740": 5}
    entry = Entry.objects.get(company=company.id, id=row.entry_id)
    assert (entry.document_type, entry.document_number, entry.remaining_minor, entry.due_date, entry.posting_date) == (
        "REMINDER", "X0001", 70_00, date(2026, 3, 12), date(2026, 3, 3),
    )  # fmt: skip
    foreign = Entry.objects.get(company=company.id, document_number=other.document)
    assert (foreign.remaining_minor, foreign.remaining_local_minor) == (70_00, 700_00)
    assert refusals(issue(company, "XU0001")) == [("XU0001", "no_longer_a_draft")]

    (taken,) = cancel(company, "X0001").done
    row.refresh_from_db()
    assert (row.state, row.cancel_number, taken.voucher != "") == ("CANCELLED", "X0001", True)
    assert moved(company, row.cancel_voucher_id) == {"1510": -70_00, "8313": 10_05, "3540": 60_00, "3740": -5}
    entry.refresh_from_db()
    assert entry.remaining_minor == 0
    assert refusals(cancel(company, "X0001")) == [("X0001", "cancelled_already")]
    story.tell("payment C2 P-1 -70.00 currency=EUR")
    story.tell(f"settle P-1 {other.document}")
    assert refusals(cancel(company, other.document)) == [(other.document, "entry_applied")]


def test_what_was_reversed_by_itself_is_cancelled_with_that_counter(company: CompanyFacts) -> None:
    told(company)
    draft(company, "XU0001")
    issue(company, "XU0001")
    row = CollectionDocument.objects.get(company=company.id, number="X0001")
    run = start_run(company=company, actor=build.BOB, action="voucher.reversed")
    counter = reverse_with_entries(company=company, run=run, voucher_ids=[row.voucher_id or 0]).counters[0]
    vouchers = VoucherLine.objects.count()
    (taken,) = cancel(company, "X0001").done
    row.refresh_from_db()
    assert (row.state, row.cancel_voucher_id, taken.voucher) == ("CANCELLED", counter.id, counter.name)
    assert VoucherLine.objects.count() == vouchers


def test_what_is_not_flagged_is_not_posted(company: CompanyFacts) -> None:
    told(company)
    draft(company, "XU0001", posts_interest=False, posts_fee=False)
    (one,) = issue(company, "XU0001").done
    assert (one.voucher, one.posted.minor, one.total.minor) == ("", 0, 1070_00)
    row = CollectionDocument.objects.get(company=company.id, number="X0001")
    assert (row.state, row.entry_id, row.voucher_id) == ("ISSUED", None, None)
    (taken,) = cancel(company, "X0001", has_own_number=True).done
    row.refresh_from_db()
    assert (row.cancel_number, taken.voucher) == ("XM0001", "")


def test_vat_is_that_of_the_account(company: CompanyFacts) -> None:
    told(company)
    Account.objects.filter(company=company.id, number="3540").update(vat_code="25")
    assert vat_minor_of(company=company, account="3540", minor=60_00) == 15_00
    assert vat_minor_of(company=company, account="8313", minor=60_00) == 0
    draft(company, "XU0001", vat_minor=15_00)
    (one,) = issue(company, "XU0001").done
    assert one.posted.minor == 85_00
    row = CollectionDocument.objects.get(company=company.id, number="X0001")
    assert moved(company, row.voucher_id)["2611"] == -15_00


def test_what_is_refused_stays_a_draft(company: CompanyFacts) -> None:
    told(company)
    cases = [
        ({"terms": "NO"}, "told_by_the_kind"),
        ({"interest_minor": -1}, "document_interest_below_zero"),
        ({"posting_date": date(2024, 1, 1)}, "no_fiscal_year"),
    ]
    numbers = []
    for number, (values, code) in enumerate(cases, 1):
        name = f"XU{number}"
        draft(company, name, **values)
        before = books.contents()
        assert refusals(issue(company, name)) == [(name, code)]
        assert books.contents() == before
        delete_drafts(company=company, actor=build.ALICE, rules=RULES, drafts=[name])
        numbers.append(name)
    assert draft_numbers(company=company, kind="REMINDER") == []
    with pytest.raises(CollectionDocumentUnknown):
        delete_drafts(company=company, actor=build.ALICE, rules=RULES, drafts=numbers[:1])

    draft(company, "XU9")
    assert refusals(cancel(company, "XU9")) == [("XU9", "not_issued")]
    PostingGroup.objects.filter(company=company.id).update(interest_account="")
    assert refusals(issue(company, "XU9")) == [("XU9", "collection_account_missing")]
    for values, code in (({"blocked": "ALL"}, "party_blocked_for"), ({"is_privacy_blocked": True},
                                                                     "collection_privacy_blocked")):  # fmt: skip
        Party.objects.filter(company=company.id, number="C1").update(**{"blocked": "", **values})
        assert refusals(issue(company, "XU9")) == [("XU9", code)]
    Party.objects.filter(company=company.id, number="C1").update(is_privacy_blocked=False)
    CollectionDocument.objects.filter(company=company.id, draft_number="XU9").update(posts_interest=False)
    assert [one.document for one in issue(company, "XU9", "XU8").done] == ["X0001"]  # numbers have no gaps
    with pytest.raises(NoLongerADraft):
        delete_drafts(company=company, actor=build.ALICE, rules=RULES, drafts=["XU9"])
