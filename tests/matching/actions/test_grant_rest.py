"""What documents keep open is granted, charged or written off; the books say the same after posting."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.journals.queries import find_journal
from reskontra.ledger.queries import account_names
from reskontra.matching.actions.grant_rest import grant_rest
from reskontra.matching.actions.post_journal import Choice, PostedJournals, post_journals
from reskontra.matching.models import Proposal
from reskontra.receivables.models import Entry
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def short(story: Story) -> Story:
    """INV-2 of 500.00 is paid but for 100.00, INV-1 of 1 000.00 but for 15.00 of its 20.00 discount."""
    story.tells(
        """
        statement B1 2026-03-02
        line      400.00 name="ALFA AB" text="10025"
        line      985.00 name="ALFA AB" text="INV-1"
        import
        apply     1 INV-2
        apply     2 INV-1
        """
    )
    return story


def grant(story: Story, line: int, way: str, account: str = "") -> None:
    journal = find_journal(company=story.company, number="PRJ000001")
    grant_rest(company=story.company, actor=build.ALICE, journal=journal, line_number=line, way=way, account=account)


def posted(story: Story) -> dict[str, int]:
    """Posts the line; gives what each account moved by."""
    journal = find_journal(company=story.company, number="PRJ000001")
    done: PostedJournals = post_journals(
        company=story.company, actor=build.BOB, journals=[journal], choice=Choice(lines=(1,))
    )
    names = account_names(company=story.company, ids=list(done.accounts))
    return {names[id][0]: minor for id, minor in done.accounts.items() if minor}


@pytest.mark.parametrize(
    ("way", "account", "expected"),
    [
        ("charge", "", {"1510": -50000, "1930": 40000, "6570": 10000}),
        ("write_off", "", {"1510": -50000, "1930": 40000, "3740": 10000}),
        ("account", "gl:6352", {"1510": -50000, "1930": 40000, "6352": 10000}),
    ],
)
def test_the_document_is_closed_and_the_rest_stands_where_it_was_put(
    short: Story, way: str, account: str, expected: dict[str, int]
) -> None:
    grant(short, 1, way, account)
    assert posted(short) == expected
    assert Entry.objects.get(document_number="INV-2").remaining_minor == 0


def test_what_is_left_of_a_discount_may_be_granted(short: Story) -> None:
    grant(short, 2, "discount")
    part = Proposal.objects.get(line__line_number=2)
    assert (part.state, part.is_reviewed, part.origin) == ("ready", True, "MANUAL")


@pytest.mark.parametrize(
    ("line", "way", "code"),
    [
        (1, "discount", "rest_above_limit"),
        (1, "tolerance", "rest_above_limit"),
        (1, "gift", "grant_unknown"),
        (1, "account", "account_unknown"),
        (9, "charge", "line_unknown"),
    ],
)
def test_what_is_refused_changes_nothing(short: Story, line: int, way: str, code: str) -> None:
    before = list(Proposal.objects.order_by("id").values())
    with pytest.raises(Refused) as refusal:
        grant(short, line, way, "gl:9999")
    assert refusal.value.code == code
    assert list(Proposal.objects.order_by("id").values()) == before


def test_a_line_without_a_rest_has_nothing_to_grant(short: Story) -> None:
    grant(short, 1, "charge")
    with pytest.raises(Refused, match="leaves nothing open"):
        grant(short, 1, "charge")
