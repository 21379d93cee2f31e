"""What posting would do, told without doing it."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.journals.queries import find_journal
from reskontra.ledger.models import Voucher
from reskontra.matching.posting_preview import Effect, Preview, posting_preview
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def preview(story: Story) -> Preview:
    journal = find_journal(company=story.company, number="PRJ000001")
    return posting_preview(company=story.company, actor=build.BOB, journal=journal)


def test_vouchers_effects_and_what_stays(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      980.00 name="ALFA AB" ocr=10017
        line      77.00 text="Okänt"
        import
        match
        """
    )
    before = Voucher.objects.count()
    found = preview(story)
    assert (found.lines, found.left, found.payments, found.applied, found.closes) == (1, 1, 1, 1, False)
    assert found.vouchers == (("B-2026-1", 1),)
    assert sum(effect.minor for effect in found.effects) == 0
    assert Effect("1930", "Företagskonto", 98000) in found.effects or any(e.number == "1930" for e in found.effects)
    assert Voucher.objects.count() == before


def test_many_vouchers_are_counted(story: Story) -> None:
    lines = "".join(f"line -{n}.00 text=avgift\n" for n in range(1, 16))
    story.tells(f"mapping avgift gl:6570\nstatement B1 2026-03-02\n{lines}import\nmatch")
    found = preview(story)
    assert (len(found.vouchers), found.more, found.closes) == (12, 3, True)


def test_nothing_ready_is_refused(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=x\nimport\nmatch")
    with pytest.raises(Refused) as refusal:
        preview(story)
    assert refusal.value.code == "nothing_ready"
