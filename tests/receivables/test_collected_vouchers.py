"""What collecting posted is taken back with its document alone, by the command that the refusal names."""

from __future__ import annotations

import pytest

from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionDocument
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import Voucher
from reskontra.ledger.queries import voucher_names
from reskontra.matching.actions.reverse_lines import Wanted, reverse_voucher
from reskontra.parties.models import Party
from reskontra.receivables.collected_vouchers import MemoNotReversed, ReminderNotReversed, refuse_collected
from tests import books, build
from tests.collections import reminding
from tests.collections.charging import DAY, TOLD, issue, make
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_memos_and_reminders_are_cancelled_and_not_reversed(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    reminding.terms(company, line_cost="COMPENSATION", line_fee_minor=450_00)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    make(company)
    issue(company)
    reminding.make(company, DAY)
    assert len(issue_reminders(company=company, actor=build.BOB).done) == 1
    issued = CollectionDocument.objects.filter(company=company.id, state="ISSUED").order_by("id")
    ids = [one.voucher_id or 0 for one in issued]
    names = voucher_names(company=company, ids=ids)
    before = books.contents()
    for id, refusal, remedy in (
        (ids[0], MemoNotReversed, "finance-charges cancel RF000001"),
        (ids[1], ReminderNotReversed, "reminders cancel BP"),
    ):
        with pytest.raises(refusal, match=remedy):
            reverse_voucher(company=company, actor=build.BOB, voucher=names[id], wanted=Wanted("Wrong."))
    assert books.contents() == before
    others = Voucher.objects.filter(company=company.id).exclude(id__in=ids)
    refuse_collected(company=company, voucher_ids=set(others.values_list("id", flat=True)))
