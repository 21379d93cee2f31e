"""Reminder terms that companies begin with hold what the law allows, and their texts placeholders that are known."""

from __future__ import annotations

import pytest

from reskontra.core.dates import parse_formula
from reskontra.core.late_payment_law import Cost, Debtor, require_lawful
from reskontra.core.letter_texts import LETTER, require_known
from reskontra.core.money import Money
from reskontra.core.presets import PRESETS
from reskontra.core.presets.reminders import REMINDERS, ReminderPreset

ANYONE = Debtor("", is_consumer=False, is_fee_agreed=True)


@pytest.mark.parametrize("preset", [one for of in REMINDERS.values() for one in of], ids=lambda one: one.code)
def test_a_preset_is_lawful_and_whole(preset: ReminderPreset) -> None:
    for level in preset.levels:
        parse_formula(level.grace), parse_formula(level.due_formula)
        for cost, minor in ((level.cost, level.fee_minor), (level.line_cost, level.line_fee_minor)):
            assert bool(cost) == bool(minor)
            if cost:
                require_lawful(Cost(cost), Money(minor, preset.currency), ANYONE)
    said = {(one.level, one.part, one.language) for one in preset.texts}
    assert len(said) == len(preset.texts)
    assert {(level, part) for level, part, _ in said if _ == "sv"} == {(level, part) for level, part, _ in said}
    for one in preset.texts:
        require_known(one.text, LETTER)


def test_every_preset_of_companies_has_some() -> None:
    assert set(REMINDERS) == set(PRESETS)
    assert {one.code for one in REMINDERS["se-bas"]} == {"STANDARD", "SE-KONSUMENT", "SE-FÖRETAG"}
