"""Facts by a person's word; a fact revoked is as if it had never been learned."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.matching.actions.facts import FactChange, WantedFact, add_fact, edit_fact, revoke_fact
from reskontra.matching.fact_views import FactView, list_facts
from reskontra.matching.queries import journals_as_data
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

ACCOUNT = "DE89370400440532013000"


def said(story: Story, kind: str, value: str, means: str, direction: str = "") -> FactView:
    wanted = WantedFact(kind=kind, value=value, means=means, direction=direction)
    return add_fact(company=story.company, actor=build.ALICE, wanted=wanted)


@pytest.mark.parametrize(
    ("case", "words", "code"),
    [
        ("kind", ("amount", "100.00", "customer:C1"), "fact_kind_unknown"),
        ("direction", ("text", "avgift", "gl:6570", "up"), "mapping_direction_unknown"),
        ("no account", ("account", ACCOUNT, "C1"), "account_not_written"),
        ("no such customer", ("account", ACCOUNT, "customer:C9"), "party_unknown"),
        ("a name is no G/L account", ("name", "Kalle", "gl:6570"), "fact_means_nothing"),
        ("a text is no customer", ("text", "avgift", "customer:C1"), "fact_means_nothing"),
        ("too short", ("name", "K", "customer:C1"), "fact_too_short"),
        ("numbers alone", ("text", "4711 12", "gl:6570"), "fact_too_short"),
        ("itself", ("pays-for", "customer:C1", "customer:C1"), "pays_for_itself"),
        ("of another ledger", ("pays-for", "vendor:V1", "customer:C1"), "fact_means_nothing"),
    ],
)
def test_what_is_refused(story: Story, case: str, words: tuple[str, ...], code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        said(story, *words)
    assert refusal.value.code == code
    assert books.contents() == before


def test_one_that_is_said_already_is_refused(story: Story) -> None:
    said(story, "account", ACCOUNT, "customer:C1")
    with pytest.raises(Refused, match="Fact 1 says already that"):
        said(story, "account", ACCOUNT, "customer:C1")


def test_a_name_said_is_an_alias(story: Story) -> None:
    said(story, "name", "Kalles Rör", "customer:C2")
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 name="KALLES ROR"
        import
        match
        shows 1 ready high INV-3=800.00
        because 1 stated_name
        """
    )


def test_a_text_said_is_ready(story: Story) -> None:
    said(story, "text", "bankavgift", "gl:6570", "out")
    story.tells(
        """
        statement B1 2026-03-02
        line      -45.00 text="Bankavgift 17"
        line      45.00 text="Bankavgift 17"
        import
        match
        shows 1 ready mapped gl:6570=-45.00
        shows 2 unmatched
        """
    )


def test_what_a_fact_means_is_corrected(story: Story) -> None:
    said(story, "account", ACCOUNT, "customer:C1")
    change = FactChange(means="customer:C2", note="new owner")
    view = edit_fact(company=story.company, actor=build.BOB, number=1, change=change)
    assert (view.means, view.note) == ("customer:C2", "new owner")
    event = Event.objects.filter(company=story.company.id).order_by("-number").first()
    assert event
    assert (event.action, event.subject, event.actor) == ("fact.edited", "1", build.BOB)


def test_a_revoked_fact_stays_so_until_it_is_restored(story: Story) -> None:
    story.tells(
        f"""
        statement B1 2026-03-02
        line      800.00 iban={ACCOUNT}
        import
        apply 1 INV-3
        """
    )
    revoke_fact(company=story.company, actor=build.BOB, number=1, reason="A bank's own account.")
    story.tells("unapply 1\napply 1 INV-3")
    assert list_facts(company=story.company) == []
    with pytest.raises(Refused, match="Fact 1 is revoked since"):
        revoke_fact(company=story.company, actor=build.BOB, number=1)
    with pytest.raises(Refused, match="Fact 1 is revoked since"):
        edit_fact(company=story.company, actor=build.BOB, number=1, change=FactChange(note="x"))
    edit_fact(company=story.company, actor=build.BOB, number=1, change=FactChange(restores=True))
    assert [one.fact.hits for one in list_facts(company=story.company)] == [0]


def shown(story: Story) -> list[dict[str, object]]:
    return journals_as_data(company=story.company, journals=story._chosen(()))["lines"]


@pytest.mark.parametrize("decided", [["apply 1 INV-3"], ["apply 1 INV-3", "apply 3 gl:6570"], ["apply 4 INV-1"]])
def test_revoked_is_as_never_learned(story: Story, decided: list[str]) -> None:
    """Law: learn, revoke all that was learned, match: the proposals of the other lines are those of before."""
    story.tells(
        f"""
        invoice   C2 INV-4 810.00
        statement B1 2026-03-02
        line      800.00 iban={ACCOUNT} name="Kalles Rör"
        line      810.00 iban={ACCOUNT} name="Kalles Rör"
        line      -45.00 text="Bankavgift 17"
        line      1000.00 name="Beta AB"
        line      -46.00 text="Bankavgift 18"
        line      500.00 name="Beta AB" text="INV-2"
        import
        match
        """
    )
    before = shown(story)
    story.tells("\n".join(decided))
    story.tell("match")
    lines = {int(words.split()[1]) for words in decided}
    story.tells("\n".join(f"unapply {line}" for line in lines))
    for one in list_facts(company=story.company):
        revoke_fact(company=story.company, actor=build.ALICE, number=one.fact.number)
    story.tell("match")
    assert shown(story) == before


def test_what_it_decided_is_told_when_it_is_revoked(story: Story) -> None:
    said(story, "account", ACCOUNT, "customer:C2")
    story.tells(
        f"""
        invoice   C2 INV-4 810.00
        statement B1 2026-03-02
        line      800.00 iban={ACCOUNT}
        line      810.00 iban={ACCOUNT}
        import
        match
        post 1
        """
    )
    decided = revoke_fact(company=story.company, actor=build.ALICE, number=1)
    assert [(one.line, one.state, one.applied) for one in decided] == [
        (1, "posted", ("INV-3",)),
        (2, "ready", ("INV-4",)),
    ]
    story.tells("match\nshows 2 unmatched")
