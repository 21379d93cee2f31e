"""A line decided, and its difference put where a person says."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.journals.queries import find_journal
from reskontra.matching.ways import Chosen, go_way, written_account
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      400.00 name="ALFA AB" text="10025"
        line      77.00 text="Okänt"
        import
        apply     1 INV-2
        """
    )
    return story


def go(story: Story, line: int, way: str, *, account: str = "", party: str = "") -> str:
    journal = find_journal(company=story.company, number="PRJ000001")
    return go_way(Chosen(story.company, build.ALICE, journal, line), way=way, account=account, party=party)


@pytest.mark.parametrize(
    ("line", "way", "to", "shown"),
    [
        (1, "leave", "", "shows 1 ready reviewed INV-2=400.00"),
        (1, "account", "gl:6570", "shows 1 ready reviewed INV-2=500.00 gl:6570=-100.00"),
        (1, "write_off", "", "shows 1 ready reviewed INV-2=500.00 gl:3740=-100.00"),
        (2, "account", "gl:3990", "shows 2 ready reviewed gl:3990=77.00"),
        (2, "on_account", "customer:C2", "shows 2 ready reviewed C2=77.00"),
    ],
)
def test_where_the_difference_goes(imported: Story, line: int, way: str, to: str, shown: str) -> None:
    assert str(line) in go(imported, line, way, account=to, party=to)
    imported.tell(shown)


@pytest.mark.parametrize(
    ("way", "code"), [("leave", "nothing_to_accept"), ("charge", "nothing_open"), ("account", "no_way_chosen")]
)
def test_a_line_on_nothing_has_no_such_way(imported: Story, way: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        go(imported, 2, way)
    assert refusal.value.code == code or code in str(getattr(refusal.value, "findings", [None])[0].code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("6570", "gl:6570"), (" 6570 ", "gl:6570"), ("customer:C1", "customer:C1"), ("", "")],
)
def test_a_bare_number_is_a_ledger_account(text: str, expected: str) -> None:
    assert written_account(text) == expected
