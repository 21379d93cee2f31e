"""A batch gets another name and account; its lines stay, and a taken name is refused."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.journals.batch_changes import BatchChange, change_batch
from reskontra.journals.batches import BatchUnknown, batch_named, find_batch
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def told(story: Story) -> Story:
    story.tells("bank B1 10000.00\nbatch KASSA bank:B1\nbatch ANNAN kind=general\ntype KASSA gl:3740 5.00")
    return story


def change(story: Story, **values: object) -> str:
    wanted = BatchChange(**values)  # type: ignore[arg-type]
    kind = "CASH_RECEIPT"
    return change_batch(company=story.company, actor=build.ALICE, kind=kind, name="KASSA", change=wanted).name


def test_a_batch_is_renamed_with_its_lines(told: Story) -> None:
    assert change(told, name="DAGKASSA", description="Butiken", balancing="gl:1910", series="REG") == "DAGKASSA"
    batch = batch_named(company=told.company, name="DAGKASSA")
    assert (batch.description, batch.balancing, batch.series, batch.open_lines) == ("Butiken", "gl:1910", "REG", 1)
    with pytest.raises(BatchUnknown):
        find_batch(company=told.company, kind="CASH_RECEIPT", name="KASSA")
    assert Event.objects.filter(company=told.company.id, action="batch.changed").count() == 1


def test_what_is_not_said_stays_and_nothing_is_taken_back(told: Story) -> None:
    assert change(told, suggests_balancing_amount=True) == "KASSA"
    batch = batch_named(company=told.company, name="KASSA")
    assert (batch.balancing, batch.suggests_balancing_amount) == ("bank:B1", True)
    change(told, balancing="", series="")
    batch = batch_named(company=told.company, name="KASSA")
    assert (batch.balancing, batch.series) == ("", "INB")


@pytest.mark.parametrize(("values", "code"), [
    ({"name": "ANNAN"}, "batch_exists"), ({"name": "med blank"}, "batch_name"),
    ({"balancing": "1930"}, "balancing_not_written"),
    ({"series": "NEJ"}, "series_unknown"),
])  # fmt: skip
def test_what_makes_no_sense_changes_nothing(told: Story, values: dict[str, str], code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        change(told, description="x", **values)
    assert refusal.value.code == code
    assert books.contents() == before


def test_a_batch_of_another_company_is_unknown(told: Story) -> None:
    with pytest.raises(BatchUnknown):
        batch_named(company=build.new_company(name="Sydan AB"), name="KASSA")
