"""Every preset is whole: each account that is named is in its chart, and each formula can be read."""

import pytest

from reskontra.core import presets
from reskontra.core.dates import parse_formula
from reskontra.core.identifiers import currency
from reskontra.core.presets import PRESETS, preset_of
from reskontra.core.presets.ifrs import IFRS
from reskontra.core.presets.se_bas import SE_BAS

EVERY = pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)


@pytest.mark.parametrize(("code", "preset"), [("se-bas", SE_BAS), ("ifrs", IFRS)])
def test_a_preset_is_known_by_its_code(code, preset):
    assert preset_of(code) is preset


def test_an_unknown_preset_is_refused_with_the_known_ones():
    with pytest.raises(presets.PresetUnknown) as told:
        preset_of("skr04")
    assert str(told.value) == 'There is no preset "skr04". Use one of se-bas, ifrs.'


@EVERY
def test_every_account_that_is_named_is_in_the_chart(preset):
    chart = {account.number for account in preset.accounts}
    fields = ("control", "discount", "tolerance", "rounding", "charge", "interest", "fee", "opening")
    named = {getattr(group, f"{name}_account") for group in preset.groups for name in fields}
    named |= {preset.bank_opening_account, preset.suspense_account, *preset.bank_accounts}
    named |= {preset.realized_gains_account, preset.realized_losses_account}
    named |= {preset.unrealized_gains_account, preset.unrealized_losses_account}
    named |= {preset.loss_account, preset.feared_loss_account, preset.allowance_account}
    named |= {account for vat in preset.vat_codes for account in (vat.sales_account, vat.purchase_account) if account}
    assert named <= chart
    assert len(chart) == len(preset.accounts)


@EVERY
def test_control_accounts_are_those_of_the_groups_and_no_other(preset):
    controls = {account.number for account in preset.accounts if account.is_control}
    assert controls == {group.control_account for group in preset.groups}
    assert controls.isdisjoint(preset.bank_accounts)


@EVERY
@pytest.mark.parametrize("kind", ["CUSTOMER", "VENDOR"])
def test_one_group_of_each_kind_is_the_default(preset, kind):
    assert [group.is_default for group in preset.groups if group.kind == kind].count(True) == 1


@EVERY
def test_terms_can_be_read(preset):
    for terms in preset.terms:
        assert parse_formula(terms.due_formula) is not None
        assert bool(terms.discount_formula) == bool(terms.discount_basis_points)
        assert parse_formula(terms.discount_formula) is not None
    assert {terms.kind for terms in preset.terms} == {"PAYMENT", "REMINDER", "FINANCE_CHARGE"}


@EVERY
def test_every_source_of_vouchers_has_one_series(preset):
    sources = [source for series in preset.series for source in series.sources]
    wanted = "GENERAL REVERSAL APPLICATION ADJUSTMENT BAD_DEBT BANK OPENING CUSTOMER_DOCUMENT VENDOR_DOCUMENT"
    assert sorted(sources) == sorted(wanted.split())
    assert len({series.code for series in preset.series}) == len(preset.series)


@EVERY
def test_currencies_are_iso_4217(preset):
    assert all(currency.is_valid(code) for code in (preset.currency, *preset.rounding_limits))


@EVERY
def test_income_and_balance_accounts_are_told_apart(preset):
    sides = {account.number: account.is_income for account in preset.accounts}
    assert not any(sides[number] for number in (*preset.bank_accounts, preset.bank_opening_account))
    assert sides[preset.realized_gains_account]
    assert all(sides[group.discount_account] for group in preset.groups)
