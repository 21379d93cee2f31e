"""Payer relations are added, listed and ended; what makes no sense is refused."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.core.matching.records import PaidFor
from reskontra.matching.actions.relations import Relation, add_relation, end_relation, relations_of
from reskontra.matching.relations import relations
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MAY, JUNE = date(2026, 5, 31), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _parties(story: Story) -> None:
    story.tells('customer C1 "Alfa AB"\ncustomer C2 "Beta AB"')


def add(story: Story, payer: str = "C1", party: str = "C2", kind: str = "group", **days: date) -> None:
    relation = Relation("CUSTOMER", payer, party, kind, **days)
    add_relation(company=story.company, actor=build.ALICE, relation=relation)


def end(story: Story, day: date, payer: str = "C1") -> int:
    return end_relation(
        company=story.company, actor=build.ALICE, ledger="CUSTOMER", payer=payer, party="C2", last_day=day
    )


def test_a_relation_is_listed_ended_and_begun_anew(story: Story) -> None:
    add(story, valid_from=date(2026, 1, 1))
    assert end(story, MAY) == 1
    assert relations_of(company=story.company) == [Relation("CUSTOMER", "C1", "C2", "group", date(2026, 1, 1), MAY)]
    add(story, valid_from=JUNE)
    assert relations_of(company=story.company)[0].valid_to is None
    payer, party = (build.find_party(company=story.company, ledger="CUSTOMER", number=n).id for n in ("C1", "C2"))
    assert relations(company=story.company) == {payer: [PaidFor(party, "GROUP", JUNE, None)]}
    actions = list(Event.objects.filter(company=story.company.id).order_by("id").values_list("action", flat=True))
    assert actions[-3:] == ["payer_relation.added", "payer_relation.ended", "payer_relation.added"]


@pytest.mark.parametrize(
    ("case", "values", "code"),
    [
        ("no kind", {"kind": "friend"}, "relation_kind_unknown"),
        ("backwards", {"valid_from": JUNE, "valid_to": MAY}, "relation_backwards"),
        ("no payer", {"payer": "C9"}, "party_unknown"),
        ("no party", {"party": "C9"}, "party_unknown"),
        ("itself", {"party": "C1"}, "pays_for_itself"),
        ("there already", {}, "relation_exists"),
    ],
)
def test_a_relation_is_refused(story: Story, case: str, values: dict[str, object], code: str) -> None:
    add(story)
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        add(story, **values)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert books.contents() == before


def test_an_end_is_refused(story: Story) -> None:
    add(story, valid_from=JUNE)
    for day, payer, code in ((MAY, "C1", "relation_backwards"), (JUNE, "C2", "relation_unknown")):
        before = books.contents()
        with pytest.raises(Refused) as refusal:
            end(story, day, payer)
        assert refusal.value.code == code
        assert books.contents() == before
