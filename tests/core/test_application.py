"""The worked examples E1-E23 of application, its laws, and the G/L it makes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import application as module
from reskontra.core.application import (
    AppliedEntry,
    PostedApplication,
    plan_application,
    plan_unapplication,
    voucher_lines,
)
from reskontra.core.application_checks import VatShare
from reskontra.core.entries import DetailKind
from reskontra.core.exchange import PAR
from reskontra.core.money import split_minor
from reskontra.core.voucher import Voucher, VoucherLine, netted
from tests.core import application_build as build
from tests.core.application_build import DAY, C, I, P, R, entry, on, part, rows
from tests.core.application_examples import EXAMPLES


@pytest.mark.parametrize(
    ("case", "applying", "parts", "targets", "circumstances", "own", "others", "left", "ledger"),
    EXAMPLES,
    ids=[example[0] for example in EXAMPLES],
)
def test_examples(case, applying, parts, targets, circumstances, own, others, left, ledger):
    plan = plan_application(applying=applying, parts=parts, targets=targets, circumstances=circumstances)
    assert rows(plan.details, 1) == own
    for entry_id, expected in others.items():
        assert rows(plan.details, entry_id) == expected
    outcomes = {outcome.entry_id: outcome for outcome in plan.outcomes}
    assert [outcomes[1].remaining_minor / 100] + [
        outcomes[each.entry_id].remaining_minor / 100 for each in targets
    ] == left
    assert general_ledger(applying, plan) == ledger
    assert_sound(plan, [applying, *targets])


@pytest.mark.parametrize("example", EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_unapply_after_apply_restores(example):
    _, applying, parts, targets, circumstances, *_ = example
    plan = plan_application(applying=applying, parts=parts, targets=targets, circumstances=circumstances)
    undone = plan_unapplication(
        application=PostedApplication(7, DAY, plan.details), entries=applied(plan, 7), posting_date=DAY
    )
    before = {each.entry_id: each for each in (applying, *targets)}
    for outcome in undone.outcomes:
        entry_before = before[outcome.entry_id]
        assert outcome.is_open
        assert outcome.remaining_minor == entry_before.remaining_minor
        assert outcome.remaining_local_minor == entry_before.remaining_local_minor
        assert outcome.discount_minor == entry_before.discount_minor
        assert outcome.max_tolerance_minor == entry_before.max_tolerance_minor
    both = [*plan.details, *undone.details]
    accounts = dict.fromkeys(before, "AR")
    assert voucher_lines(details=both, control_accounts=accounts, account_of=lambda row: row.kind) == ()


def example(name):
    return next(each for each in EXAMPLES if each[0].startswith(name))


@pytest.mark.parametrize(
    ("case", "name", "ledger"),
    [("E21", "E6", {"AR": 20, "discount": -20}), ("E23", "E16", {"AR": -200, "gain": 200})],
)
def test_general_ledger_of_unapplying(case, name, ledger):
    _, applying, parts, targets, circumstances, *_ = example(name)
    plan = plan_application(applying=applying, parts=parts, targets=targets, circumstances=circumstances)
    undone = plan_unapplication(
        application=PostedApplication(7, DAY, plan.details), entries=applied(plan, 7), posting_date=DAY
    )
    assert lines_of(undone.details) == ledger


@pytest.mark.parametrize(
    ("case", "application", "change", "posting_date", "refusal"),
    [
        ("unapplied before", {"is_unapplied": True}, {}, DAY, module.AlreadyUnapplied),
        ("before it was applied", {}, {}, DAY - timedelta(days=1), module.UnappliedTooEarly),
        ("an entry was reversed", {}, {"is_reversed": True}, DAY, module.EntryReversed),
        ("a later one is in the way", {}, {"latest_application": 9}, DAY, module.LaterApplication),
    ],
)
def test_unapplication_refuses(case, application, change, posting_date, refusal):
    _, applying, parts, targets, circumstances, *_ = example("E2")
    plan = plan_application(applying=applying, parts=parts, targets=targets, circumstances=circumstances)
    entries = [replace(each, **change) for each in applied(plan, 7)]
    with pytest.raises(refusal):
        plan_unapplication(
            application=PostedApplication(7, DAY, plan.details, **application),
            entries=entries,
            posting_date=posting_date,
        )


def test_later_application_is_named():
    with pytest.raises(module.LaterApplication) as told:
        plan_unapplication(
            application=PostedApplication(7, DAY, ()),
            entries=[AppliedEntry(2, "Invoice F-2", 0, 0, 9)],
            posting_date=DAY,
        )
    assert str(told.value) == "Invoice F-2 has a later application, 9, than 7. Unapply 9 first."


@pytest.mark.parametrize(
    ("case", "applying", "target", "amount", "left"),
    [
        ("a payment in part leaves it whole", entry(1, P, -300), entry(2, I, 1000, discount_minor=20_00), 300, 20),
        ("never more than remains", entry(1, P, -990), entry(2, I, 1000, discount_minor=20_00), 990, 10),
        ("closed, none", entry(1, P, -1000), entry(2, I, 1000, discount_minor=20_00), 1000, 0),
        ("a credit memo takes its share", entry(1, C, -250), entry(2, I, 1000, discount_minor=20_00), 250, 15),
    ],
)
def test_discount_still_possible(case, applying, target, amount, left):
    plan = plan_application(applying=applying, parts=[part(2, amount)], targets=[target], circumstances=on())
    assert plan.outcomes[1].discount_minor == left * 100


def test_discount_of_the_applying_credit_memo_is_reduced_too():
    memo = entry(1, C, -500, discount_minor=-10_00)
    plan = plan_application(applying=memo, parts=[part(2, 200)], targets=[entry(2, I, 200)], circumstances=on())
    assert plan.outcomes[0].discount_minor == -6_00


def test_tolerance_shrinks_with_what_remains():
    target = entry(2, I, 1000, max_tolerance_minor=5_00)
    plan = plan_application(applying=entry(1, P, -998), parts=[part(2, 998)], targets=[target], circumstances=on())
    assert plan.outcomes[1].max_tolerance_minor == 2_00


def test_different_control_accounts_move_the_applied_amount():
    plan = plan_application(
        applying=entry(1, P, -100), parts=[part(2, 100)], targets=[entry(2, I, 100)], circumstances=on()
    )
    lines = voucher_lines(details=plan.details, control_accounts={1: "1510", 2: "1511"}, account_of=lambda row: "")
    assert {line.account: line.local_minor for line in lines} == {"1511": -100_00, "1510": 100_00}


def test_a_sign_may_choose_the_account():
    _, applying, parts, targets, circumstances, *_ = example("E10")
    plan = plan_application(applying=applying, parts=parts, targets=targets, circumstances=circumstances)
    lines = voucher_lines(
        details=plan.details,
        control_accounts={1: "1510", 2: "1510"},
        account_of=lambda row: "3740" if row.local_minor > 0 else "6993",
    )
    assert {line.account: line.local_minor for line in lines} == {"1510": 3_00, "3740": -3_00}


AMOUNTS = st.integers(1, 10**9)
RATE = st.integers(10**6, 10**11)


@given(st.lists(AMOUNTS, min_size=1, max_size=6), RATE, RATE, st.data())
def test_laws_in_one_currency(remaining, rate, pay_rate, data):
    """Paid in one, two or more steps: nothing is lost, and what closes closes in local currency too."""
    targets = [entry(number + 2, I, minor / 100, "USD", rate / PAR) for number, minor in enumerate(remaining)]
    cash = [data.draw(st.integers(1, minor)) for minor in remaining]
    excess = data.draw(st.sampled_from([0, 1, 12345]))
    applying = entry(1, P, -(sum(cash) + excess) / 100, "USD", pay_rate / PAR)
    parts = [part(target.entry_id, minor / 100) for target, minor in zip(targets, cash, strict=True)]
    plan = plan_application(applying=applying, parts=parts, targets=targets, circumstances=on())
    assert_sound(plan, [applying, *targets])
    assert plan.outcomes[0].remaining_minor == -excess
    assert [o.remaining_minor for o in plan.outcomes[1:]] == [m - c for m, c in zip(remaining, cash, strict=True)]


@given(AMOUNTS, RATE, RATE, st.integers(1, 5))
def test_an_invoice_paid_in_steps_closes_in_local_currency(minor, rate, pay_rate, steps):
    invoice = entry(2, I, minor / 100, "USD", rate / PAR)
    for step, cash in enumerate(split_minor(minor, [1] * steps)):
        if not cash:
            continue
        payment = entry(10 + step, P, -cash / 100, "USD", pay_rate / PAR)
        plan = plan_application(applying=payment, parts=[part(2, cash / 100)], targets=[invoice], circumstances=on())
        assert_sound(plan, [payment, invoice])
        left = plan.outcomes[1]
        invoice = invoice._replace(
            remaining_minor=left.remaining_minor, remaining_local_minor=left.remaining_local_minor
        )
    assert (invoice.remaining_minor, invoice.remaining_local_minor) == (0, 0)


@given(AMOUNTS, RATE, RATE)
def test_laws_between_currencies(minor, rate, pay_rate):
    invoice = entry(2, I, minor / 100, "USD", rate / PAR)
    cash = build.to_local(minor, valuation=build.Valuation("USD", pay_rate), local_currency="SEK")
    if not cash:
        return
    plan = plan_application(
        applying=entry(1, P, -cash / 100),
        parts=[part(2, cash / 100)],
        targets=[invoice],
        circumstances=on(rates=[("USD", pay_rate / PAR)]),
    )
    assert_sound(plan, [entry(1, P, -cash / 100), invoice])
    assert not plan.outcomes[1].is_open


@given(st.permutations([2, 3, 4, 5]))
def test_input_order_of_targets_does_not_matter(order):
    targets = {2: entry(2, C, -10), 3: entry(3, I, 30), 4: entry(4, I, 40), 5: entry(5, C, -20)}
    parts = [part(2, -10), part(3, 30), part(4, 40), part(5, -20)]
    plans = [
        plan_application(
            applying=entry(1, P, -40), parts=parts, targets=[targets[each] for each in ids], circumstances=on()
        )
        for ids in ([2, 3, 4, 5], order)
    ]
    assert plans[0] == plans[1]


def test_a_later_day_than_both_is_allowed():
    later = date(2026, 5, 1)
    plan = plan_application(
        applying=entry(1, P, -1), parts=[part(2, 1)], targets=[entry(2, I, 1)], circumstances=on(later)
    )
    assert not plan.outcomes[0].is_open


def assert_sound(plan, entries):
    """Application rows net to zero locally; details sum to what is left; a closed entry is closed locally too."""
    applied_rows = [row for row in plan.details if row.kind is DetailKind.APPLICATION]
    assert sum(row.local_minor for row in applied_rows) == 0
    outcomes = {outcome.entry_id: outcome for outcome in plan.outcomes}
    for each in entries:
        own = [row for row in plan.details if row.entry_id == each.entry_id]
        left = outcomes[each.entry_id]
        assert each.remaining_minor + sum(row.amount_minor for row in own) == left.remaining_minor
        assert each.remaining_local_minor + sum(row.local_minor for row in own) == left.remaining_local_minor
        assert left.remaining_minor * each.remaining_minor >= 0
        if not left.is_open:
            assert left.remaining_local_minor == 0
    lines = voucher_lines(
        details=plan.details,
        control_accounts={each.entry_id: "AR" for each in entries},
        account_of=lambda row: row.kind,
    )
    assert sum(line.local_minor for line in lines) == 0


def lines_of(details):
    accounts = {row.entry_id: "AR" for row in details}
    lines = voucher_lines(details=details, control_accounts=accounts, account_of=lambda row: build.SHORT[row.kind])
    return {line.account: line.local_minor / 100 for line in lines}


def general_ledger(applying, plan):
    """The voucher of a payment or refund and its application; of any other document's application alone."""
    accounts = {row.entry_id: "AR" for row in plan.details}
    lines = list(
        voucher_lines(details=plan.details, control_accounts=accounts, account_of=lambda row: build.SHORT[row.kind])
    )
    if applying.document_type in (P, R):
        lines.append(VoucherLine("bank", -applying.remaining_local_minor))
        lines.append(VoucherLine("AR", applying.remaining_local_minor))
        Voucher(DAY, "payment", "SEK", tuple(lines))
    return {line.account: line.local_minor / 100 for line in netted(lines)}


def applied(plan, number):
    return [
        AppliedEntry(o.entry_id, f"Entry {o.entry_id}", o.remaining_minor, o.remaining_local_minor, number)
        for o in plan.outcomes
    ]


def test_the_invoice_of_the_examples_and_the_reversal_of_the_payment():
    """E1 and E22: neither is an application; their vouchers balance, and the reversal's mirror closes the payment."""
    Voucher(
        DAY,
        "E1",
        "SEK",
        (VoucherLine("AR", 1250_00), VoucherLine("sales", -1000_00), VoucherLine("VAT", -250_00)),
    )
    payment, mirror = entry(1, P, -980), entry(2, P, 980)
    plan = plan_application(applying=mirror, parts=[part(1, -980)], targets=[payment], circumstances=on())
    assert [outcome.is_open for outcome in plan.outcomes] == [False, False]
    assert lines_of(plan.details) == {}


def test_a_discount_lowers_the_vat_of_its_document():
    """E11: an invoice of 1,250 with VAT of 250 and 2 % discount, paid with 1,225."""
    invoice = build.entry(1, build.I, 1250, discount_minor=25_00)
    payment = build.entry(2, build.P, -1225)
    circumstances = replace(build.on(), vat={1: VatShare(1250_00, {2611: 250_00})})
    plan = plan_application(
        applying=payment, parts=[build.part(1, 1225, discount=25)], targets=[invoice], circumstances=circumstances
    )
    assert build.rows(plan.details, 2) == [
        ("discount", -20, -20),
        ("discount VAT", -5, -5),
        ("applied", 1250, 1250),
    ]
    assert [detail.account_id for detail in plan.details if detail.account_id] == [2611]
    assert [outcome.remaining_minor for outcome in plan.outcomes] == [0, 0]


def test_vat_of_several_accounts_is_shared_to_the_unit():
    share = VatShare(-1190_05, {2641: -150_00, 2642: -40_05})
    assert share.shares_of(-10_00, -10_00) == [(2641, -1_26, -1_26), (2642, -34, -34)]
