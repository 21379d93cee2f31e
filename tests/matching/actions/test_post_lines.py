"""Posting in chunks: each finds entries and transfers as the one before has left them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import transaction

from reskontra.core.errors import Findings
from reskontra.journals.queries import journals
from reskontra.ledger.actions import start_run
from reskontra.ledger.models import Voucher
from reskontra.ledger.queries import bank_accounts, posting_groups
from reskontra.matching.actions.close_statement import close_statements
from reskontra.matching.actions.post_lines import LinePosting
from reskontra.matching.open_lines import OpenLine, open_lines
from reskontra.matching.posting_plan import EntryTaken
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def post_in(story: Story, chunk: int) -> LinePosting:
    """Post the ready lines of all journals, so many at a time."""
    company = story.company
    found = journals(company=company)
    lines = [one for one in open_lines(company=company, journal_ids=[one.id for one in found]) if one.may_post]
    with transaction.atomic():
        posting = LinePosting(
            company=company,
            run=start_run(company=company, actor=build.BOB, action="journal.posted"),
            journals={journal.id: journal for journal in found},
            groups=posting_groups(company=company),
            bank_accounts={bank.id: bank for bank in bank_accounts(company=company)},
            payments_only=False,
        )
        for some in chunks(lines, chunk):
            posting.post(some)
        posting.settle()
        close_statements(company=company, journals=found)
    return posting


def chunks(lines: Sequence[OpenLine], size: int) -> list[Sequence[OpenLine]]:
    return [lines[start : start + size] for start in range(0, len(lines), size)]


@pytest.mark.parametrize("chunk", [1, 2, 9])
def test_an_entry_is_left_to_the_next_chunk_as_it_stands(story: Story, chunk: int) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      400.00 name="Alfa AB" ocr=10017
        line      600.00 name="Alfa AB" ocr=10017
        line      800.00 name="Beta AB" ocr=10033
        import
        apply     1 INV-1=400.00
        apply     2 INV-1=600.00
        apply     3 INV-3
        """
    )
    posting = post_in(story, chunk)
    story.tells("remaining INV-1 0.00\nremaining INV-3 0.00\njournal PRJ000001 posted")
    assert [name for name, _, _ in posting.vouchers] == ["B-2026-1", "B-2026-2", "B-2026-3"]
    assert (posting.payments, posting.applied, sum(posting.accounts.values())) == (3, 3, 0)
    assert set(Voucher.objects.filter(source="BANK").values_list("posting_run", flat=True)) == {posting.run.id}
    assert not Voucher.objects.filter(posted_at__isnull=True).exists()


@pytest.mark.parametrize("chunk", [1, 2])
def test_both_legs_of_a_transfer_are_one_voucher(story: Story, chunk: int) -> None:
    story.tells(
        """
        bank      B2 0.00
        statement B1 2026-03-02
        line      -500.00 iban=SE3550000000054910000003
        statement B2 2026-03-02
        line      500.00 iban=SE4550000000058398257466
        import
        match     PRJ000001 PRJ000002
        """
    )
    assert len(post_in(story, chunk).vouchers) == 1
    story.tells(
        """
        gl        1940 500.00
        bank-says B1 open=0 matched=0
        bank-says B2 open=0 matched=0
        journal   PRJ000001 posted
        journal   PRJ000002 posted
        """
    )


@pytest.mark.parametrize("chunk", [1, 2])
def test_what_is_blocked_is_told_of_every_chunk_once(story: Story, chunk: int) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      800.00 name="Beta AB" ocr=10033
        line      1000.00 name="Alfa AB" ocr=10017
        import
        match
        block-party C1
        block-party C2
        """
    )
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        post_in(story, chunk)
    assert [one.code for one in refusal.value.findings] == ["party_blocked", "party_blocked"]
    assert books.contents() == before


@pytest.mark.damages_books
@pytest.mark.parametrize("chunk", [1, 2])
def test_money_taken_by_an_earlier_chunk_is_refused(story: Story, chunk: int) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 name="Beta AB" ocr=10033
        import
        match
        statement B1 2026-03-03
        line      1000.00 name="Alfa AB" ocr=10017
        import
        match
        """
    )
    taken(story)
    before = books.contents()
    with pytest.raises(EntryTaken):
        post_in(story, chunk)
    assert books.contents() == before


def taken(story: Story) -> None:
    """The second line's part is bent to the first one's document, as no command would do it."""
    from reskontra.matching.models import ProposalPart

    first, second = ProposalPart.objects.filter(company=story.company.id).order_by("id")
    ProposalPart.objects.filter(id=second.id).update(entry=first.entry_id, party=first.party_id)
