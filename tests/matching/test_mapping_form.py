"""The form that maps a line's text: what it suggests, and which lines it would take."""

from __future__ import annotations

import pytest

from reskontra.matching.mapping_form import MappingForm, form_of, wanted_of
from reskontra.matching.queries import shown_lines
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      -845.00 text="SHELL 4711 STOCKHOLM"
        line      -120.00 text="Shell 88"
        line      500.00 text="SHELL retur"
        line      -9.00 name="TELIA" text="9911"
        import
        """
    )
    return story


def form(story: Story, line: int = 1, **typed: str) -> MappingForm:
    (shown,) = shown_lines(company=story.company, journals=[story.facts], line_number=line)
    return form_of(company=story.company, shown=shown, typed=typed)


def test_it_suggests_the_words_before_the_first_number_and_the_lines_own_direction(imported: Story) -> None:
    found = form(imported)
    assert (found.text, found.direction, found.refused) == ("SHELL", "out", ())
    assert [one.line for one in found.caught] == [1, 2]
    assert form(imported, 4).text == "TELIA"


def test_what_is_typed_decides_which_lines_it_takes(imported: Story) -> None:
    found = form(imported, text="shell", account="6570", direction="")
    assert [one.line for one in found.caught] == [1, 2, 3]
    assert found.count == 3
    mapping = wanted_of(company=imported.company, form=found)
    assert (mapping.text, mapping.account_number, mapping.direction) == ("shell", "6570", "")


@pytest.mark.parametrize(
    ("typed", "told"), [({"account": "9999"}, "9999"), ({"account": "", "text": "SHELL"}, "names no account")]
)
def test_what_is_no_mapping_is_told(imported: Story, typed: dict[str, str], told: str) -> None:
    assert told in form(imported, **typed).refused[0]
