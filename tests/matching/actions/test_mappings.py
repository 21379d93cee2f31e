"""Text mappings are added, listed and taken away."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.matching.actions.mappings import add_mapping, mappings_of, remove_mapping, wanted_mapping
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def add(story: Story, text: str, account: str = "gl:6570", **values: object) -> None:
    mapping = wanted_mapping(company=story.company, text=text, account=account, **values)  # type: ignore[arg-type]
    add_mapping(company=story.company, actor=build.ALICE, mapping=mapping)


def test_mappings_are_listed_by_priority_then_text(story: Story) -> None:
    add(story, "räntor", priority=50)
    add(story, "  avgift   bankgiro ", direction="out")
    add(story, "avgift", account="customer:C1", direction="in")
    assert [(m.text, m.direction, m.account_type, m.account_number) for m in mappings_of(company=story.company)] == [
        ("räntor", "", "GL", "6570"),
        ("avgift", "IN", "CUSTOMER", "C1"),
        ("avgift bankgiro", "OUT", "GL", "6570"),
    ]


@pytest.mark.parametrize(
    ("case", "text", "values", "code"),
    [
        ("too short", " a b", {}, None),
        ("too short for anything", "ab ", {}, "mapping_too_short"),
        ("nothing", "   ", {}, "mapping_too_short"),
        ("no direction", "ränta", {"direction": "up"}, "mapping_direction_unknown"),
        ("a control account", "ränta", {"account": "gl:1510"}, "account_blocked"),
        ("no account", "ränta", {"account": "6570"}, "account_not_written"),
        ("there already", "AVGIFT", {}, "mapping_exists"),
        ("there, the other way", "AVGIFT", {"direction": "in"}, None),
        ("very long", "x" * 1000, {}, None),
        ("quotes and braces", "'\"{x}%s[/]", {}, None),
    ],
)
def test_what_is_refused(story: Story, case: str, text: str, values: dict[str, str], code: str | None) -> None:
    add(story, "avgift")
    if code is None:
        add(story, text, **values)
        assert len(mappings_of(company=story.company)) == 2
        return
    with pytest.raises(Refused) as refusal:
        add(story, text, **values)
    assert refusal.value.code == code
    assert len(mappings_of(company=story.company)) == 1


def test_a_text_is_removed_with_all_its_directions(story: Story) -> None:
    add(story, "avgift", direction="in")
    add(story, "avgift", direction="out")
    add(story, "räntor")
    assert remove_mapping(company=story.company, actor=build.BOB, text="AVGIFT") == 2
    assert [m.text for m in mappings_of(company=story.company)] == ["räntor"]
    with pytest.raises(Refused, match='No mapping has the text "avgift"'):
        remove_mapping(company=story.company, actor=build.BOB, text="avgift")


def test_the_audit_tells_who_added_and_removed(story: Story) -> None:
    add(story, "avgift")
    remove_mapping(company=story.company, actor=build.BOB, text="avgift")
    events = Event.objects.filter(company=story.company.id, action__startswith="mapping.").order_by("number")
    assert [(event.action, event.actor) for event in events] == [
        ("mapping.added", build.ALICE), ("mapping.removed", build.BOB),
    ]  # fmt: skip


def test_each_company_has_its_own(story: Story) -> None:
    other = build.new_company(name="Sydan AB")
    add(story, "avgift")
    assert mappings_of(company=other) == []
    with pytest.raises(Refused):
        remove_mapping(company=other, actor=build.BOB, text="avgift")


@pytest.mark.parametrize(
    ("account", "state"), [("bank:B2", "ready"), ("bank:B1", "unmatched"), ("bank:B3", "unmatched")]
)
def test_a_mapping_to_an_own_account_is_for_the_others_of_its_currency(story: Story, account: str, state: str) -> None:
    story.tells("rate EUR 2026-01-01 11.00\nbank B2 0.00\nbank B3 0.00 EUR")
    story.tells(f"mapping överföring {account}\nstatement B1 2026-03-02\nline -100.00 text=Överföring\nimport\nmatch")
    story.tell(f"shows 1 {state}")
