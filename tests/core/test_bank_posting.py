"""What one bank transaction posts: worked examples, and what holds for every one of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import bank_posting as module
from reskontra.core.application_checks import AppliedTwice, OverApplied
from reskontra.core.entries import DetailKind, DocumentType, Ledger
from reskontra.core.exchange import PAR
from reskontra.core.money import split_minor
from tests.core import bank_posting_build as build
from tests.core.application_build import C, I, P, R, entry
from tests.core.bank_posting_build import (
    BANK,
    CHARGE,
    CUSTOMERS,
    CUSTOMERS_EU,
    DISCOUNT,
    GAINS,
    LOSSES,
    OTHER_BANK,
    RENT,
    ROUNDING,
    TOLERANCE,
    VENDORS,
    account,
    ledger,
    left,
    made,
    on,
    posted,
)

V = Ledger.VENDOR
EUR = 11 * PAR


def invoice(entry_id, amount, **facts):
    return entry(entry_id, I, amount, **facts)


def bill(entry_id, amount, **facts):
    return entry(entry_id, I, -amount, ledger=V, party_id=7, **facts)


# case, amount of the line, parts, targets; then the G/L, what is left of each entry touched, the payments made
EXAMPLES = [
    (
        "exact",
        1000_00,
        [on(2, 1000_00)],
        [invoice(2, 1000)],
        {BANK: 1000_00, CUSTOMERS: -1000_00},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -1000_00, -1000_00)],
    ),
    (
        "in part",
        400_00,
        [on(2, 400_00)],
        [invoice(2, 1000)],
        {BANK: 400_00, CUSTOMERS: -400_00},
        {101: (0, 0), 2: (600_00, 600_00)},
        [("PAYMENT", -400_00, -400_00)],
    ),
    (
        "discount",
        980_00,
        [on(2, 980_00, discount_minor=20_00)],
        [invoice(2, 1000, discount_minor=20_00)],
        {BANK: 980_00, DISCOUNT: 20_00, CUSTOMERS: -1000_00},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -980_00, -980_00)],
    ),
    (
        "bank charge",
        975_00,
        [on(2, 975_00, charge_minor=25_00)],
        [invoice(2, 1000)],
        {BANK: 975_00, CHARGE: 25_00, CUSTOMERS: -1000_00},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -1000_00, -1000_00)],
    ),
    (
        "rounded down",
        1000_00,
        [on(2, 1000_00, rounding_minor=40)],
        [invoice(2, 1000.4)],
        {BANK: 1000_00, ROUNDING: 40, CUSTOMERS: -1000_40},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -1000_40, -1000_40)],
    ),
    (
        "rounded up",
        1001_00,
        [on(2, 1001_00, rounding_minor=-40)],
        [invoice(2, 1000.6)],
        {BANK: 1001_00, ROUNDING: -40, CUSTOMERS: -1000_60},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -1000_60, -1000_60)],
    ),
    (
        "tolerance",
        997_00,
        [on(2, 997_00, tolerance_minor=3_00)],
        [invoice(2, 1000, max_tolerance_minor=5_00)],
        {BANK: 997_00, TOLERANCE: 3_00, CUSTOMERS: -1000_00},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -997_00, -997_00)],
    ),
    (
        "two customers, the second in another group",
        1500_00,
        [on(2, 1000_00), on(3, 500_00, party_id=2, control=CUSTOMERS_EU)],
        [invoice(2, 1000), invoice(3, 500, party_id=2)],
        {BANK: 1500_00, CUSTOMERS: -1000_00, CUSTOMERS_EU: -500_00},
        {101: (0, 0), 2: (0, 0), 102: (0, 0), 3: (0, 0)},
        [("PAYMENT", -1000_00, -1000_00), ("PAYMENT", -500_00, -500_00)],
    ),
    (
        "on account",
        700_00,
        [on(None, 700_00)],
        [],
        {BANK: 700_00, CUSTOMERS: -700_00},
        {},
        [("PAYMENT", -700_00, -700_00)],
    ),
    (
        "overpaid, the rest on account",
        1100_00,
        [on(2, 1000_00), on(None, 100_00)],
        [invoice(2, 1000)],
        {BANK: 1100_00, CUSTOMERS: -1100_00},
        {101: (-100_00, -100_00), 2: (0, 0)},
        [("PAYMENT", -1100_00, -1100_00)],
    ),
    (
        "credit memo netted",
        800_00,
        [on(2, 1000_00), on(3, -200_00)],
        [invoice(2, 1000), entry(3, C, -200)],
        {BANK: 800_00, CUSTOMERS: -800_00},
        {101: (0, 0), 2: (0, 0), 3: (0, 0)},
        [("PAYMENT", -800_00, -800_00)],
    ),
    (
        "refund of a credit memo",
        -200_00,
        [on(3, -200_00)],
        [entry(3, C, -200)],
        {BANK: -200_00, CUSTOMERS: 200_00},
        {101: (0, 0), 3: (0, 0)},
        [("REFUND", 200_00, 200_00)],
    ),
    (
        "vendor paid with discount",
        -784_00,
        [on(4, -784_00, 7, V, discount_minor=-16_00)],
        [bill(4, 800, discount_minor=-16_00)],
        {BANK: -784_00, DISCOUNT: -16_00, VENDORS: 800_00},
        {101: (0, 0), 4: (0, 0)},
        [("PAYMENT", 784_00, 784_00)],
    ),
    (
        "vendor pays back",
        80_00,
        [on(5, 80_00, 7, V)],
        [entry(5, C, 80, ledger=V, party_id=7)],
        {BANK: 80_00, VENDORS: -80_00},
        {101: (0, 0), 5: (0, 0)},
        [("REFUND", -80_00, -80_00)],
    ),
    (
        "transfer to another bank account",
        -300_00,
        [account(-300_00, OTHER_BANK, 12)],
        [],
        {BANK: -300_00, OTHER_BANK: 300_00},
        {},
        [],
    ),
    (
        "invoice and a G/L account",
        1200_00,
        [on(2, 1000_00), account(200_00)],
        [invoice(2, 1000)],
        {BANK: 1200_00, RENT: -200_00, CUSTOMERS: -1000_00},
        {101: (0, 0), 2: (0, 0)},
        [("PAYMENT", -1000_00, -1000_00)],
    ),
]
NAMES = [example[0] for example in EXAMPLES]


def assert_whole(posting, amount):
    """The voucher sums to zero in both currencies, the bank gets the line, and every entry what its details say."""
    assert sum(line.local_minor for line in posting.lines) == 0
    assert sum(line.currency_minor for line in posting.lines) == 0
    assert [line.currency_minor for line in posting.lines if line.bank_account_id == module.OWN_BANK] == [amount]


def assert_details_lead(posting, before):
    """before: remaining of each target; the applying entry starts with what the payment is."""
    for payment in posting.payments:
        start = dict(before) | {payment.entry_id: (payment.amount_minor, payment.local_minor)}
        for outcome in payment.application.outcomes if payment.application else ():
            own = [detail for detail in payment.application.details if detail.entry_id == outcome.entry_id]
            minor, local = start[outcome.entry_id]
            assert minor + sum(detail.amount_minor for detail in own) == outcome.remaining_minor
            assert local + sum(detail.local_minor for detail in own) == outcome.remaining_local_minor


@pytest.mark.parametrize(("case", "amount", "parts", "targets", "gl", "remaining", "payments"), EXAMPLES, ids=NAMES)
def test_examples(case, amount, parts, targets, gl, remaining, payments):
    posting = posted(amount, parts, targets)
    assert ledger(posting) == gl
    assert left(posting) == remaining
    assert made(posting) == payments
    assert_whole(posting, amount)
    assert_details_lead(posting, standing(targets))


def standing(targets):
    return {each.entry_id: (each.remaining_minor, each.remaining_local_minor) for each in targets}


def euro_invoice(amount, at):
    return entry(2, I, amount, "EUR", at)


# case, line amount and currency, its rate and others', part, target; then the G/L and what is left
FOREIGN = [
    (
        "EUR on an EUR account, at the invoice's rate",
        (100_00, "EUR", 11 * PAR, {}),
        on(2, 100_00),
        euro_invoice(100, 11),
        {BANK: 1100_00, CUSTOMERS: -1100_00},
        {101: (0, 0), 2: (0, 0)},
    ),
    (
        "worth more by now: a gain",
        (100_00, "EUR", 12 * PAR, {}),
        on(2, 100_00),
        euro_invoice(100, 11),
        {BANK: 1200_00, CUSTOMERS: -1100_00, GAINS: -100_00},
        {101: (0, 0), 2: (0, 0)},
    ),
    (
        "worth less by now: a loss",
        (100_00, "EUR", 10 * PAR, {}),
        on(2, 100_00),
        euro_invoice(100, 11),
        {BANK: 1000_00, CUSTOMERS: -1100_00, LOSSES: 100_00},
        {101: (0, 0), 2: (0, 0)},
    ),
    (
        "a charge in EUR",
        (95_00, "EUR", 11 * PAR, {}),
        on(2, 95_00, charge_minor=5_00),
        euro_invoice(100, 11),
        {BANK: 1045_00, CHARGE: 55_00, CUSTOMERS: -1100_00},
        {101: (0, 0), 2: (0, 0)},
    ),
    (
        "an EUR invoice paid in SEK, worth less in the books",
        (1130_00, "SEK", PAR, {"EUR": 11 * PAR}),
        on(2, 1130_00, settled_minor=100_00),
        euro_invoice(100, 11),
        {BANK: 1130_00, CUSTOMERS: -1100_00, GAINS: -30_00},
        {101: (0, 0), 2: (0, 0)},
    ),
    (
        "an EUR invoice paid in SEK, worth more in the books",
        (1080_00, "SEK", PAR, {"EUR": 11 * PAR}),
        on(2, 1080_00, settled_minor=100_00),
        euro_invoice(100, 11),
        {BANK: 1080_00, CUSTOMERS: -1100_00, LOSSES: 20_00},
        {101: (0, 0), 2: (0, 0)},
    ),
    (
        "an EUR invoice paid in part in SEK, at the day's rate",
        (600_00, "SEK", PAR, {"EUR": 12 * PAR}),
        on(2, 600_00),
        euro_invoice(100, 11),
        {BANK: 600_00, CUSTOMERS: -550_00, GAINS: -50_00},
        {101: (0, 0), 2: (50_00, 550_00)},
    ),
]


@pytest.mark.parametrize(("case", "line", "part", "target", "gl", "remaining"), FOREIGN, ids=[e[0] for e in FOREIGN])
def test_foreign_examples(case, line, part, target, gl, remaining):
    amount, currency, rate, rates = line
    posting = posted(amount, [part], [target], currency, rate, rates)
    assert ledger(posting) == gl
    assert left(posting) == remaining
    assert_whole(posting, amount)
    assert_details_lead(posting, standing([target]))


def test_a_transfer_names_the_other_bank_account():
    posting = posted(-300_00, [account(-300_00, OTHER_BANK, 12)])
    assert {line.account_id: line.bank_account_id for line in posting.lines} == {BANK: module.OWN_BANK, OTHER_BANK: 12}


def test_lines_on_control_accounts_name_the_party():
    posting = posted(1000_00, [on(2, 1000_00)], [invoice(2, 1000)])
    assert {line.account_id: line.party_id for line in posting.lines} == {BANK: None, CUSTOMERS: 1}


def test_an_entry_of_another_group_moves_its_own_control_account():
    posting = posted(1000_00, [on(2, 1000_00)], [invoice(2, 1000)], controls=[(2, CUSTOMERS_EU)])
    assert ledger(posting) == {BANK: 1000_00, CUSTOMERS_EU: -1000_00}


def test_an_application_waits_for_the_latest_entry():
    later = invoice(2, 1000)._replace(posting_date=build.DAY + timedelta(days=9))
    (payment,) = posted(1000_00, [on(2, 1000_00)], [later]).payments
    assert payment.application_date == later.posting_date


@pytest.mark.parametrize(
    ("case", "parts", "refusal"),
    [
        ("one entry twice", [on(2, 600_00), on(2, 400_00)], AppliedTwice),
        ("more than the entry has", [on(2, 1000_01)], OverApplied),
    ],
)
def test_what_an_application_refuses_is_refused(case, parts, refusal):
    with pytest.raises(refusal):
        posted(sum(part.cash_minor for part in parts), parts, [invoice(2, 1000)])


@pytest.mark.parametrize(
    ("case", "kind", "side", "expected"),
    [
        ("money in from a customer", Ledger.CUSTOMER, 1, DocumentType.PAYMENT),
        ("money out to a customer", Ledger.CUSTOMER, -1, DocumentType.REFUND),
        ("money out to a vendor", V, -1, DocumentType.PAYMENT),
        ("money in from a vendor", V, 1, DocumentType.REFUND),
    ],
)
def test_payments_and_refunds(case, kind, side, expected):
    (payment,) = posted(side * 5_00, [on(None, side * 5_00, ledger=kind)]).payments
    assert payment.document_type is expected


# Laws


@st.composite
def lines(draw):
    """A line in SEK or EUR over up to six invoices of up to three customers, with extras, a G/L part and a rest."""
    currency, rate = draw(st.sampled_from([("SEK", PAR), ("EUR", 10_83_123_457), ("EUR", 11_50_000_000)]))
    count = draw(st.integers(1, 6))
    parts, targets = [], []
    for entry_id in range(1, count + 1):
        remaining = draw(st.integers(100, 10**7))
        extra = draw(st.sampled_from(["", "charge_minor", "rounding_minor", "discount_minor"]))
        granted = draw(st.integers(1, remaining // 2)) if extra else 0
        is_whole = extra == "discount_minor" or draw(st.booleans())
        cash = remaining - granted if is_whole else draw(st.integers(1, remaining - granted))
        party = draw(st.integers(1, 3))
        at = draw(st.integers(9 * PAR, 13 * PAR)) if currency == "EUR" else PAR
        targets.append(owed(entry_id, party, remaining, currency, at, granted if extra == "discount_minor" else 0))
        parts.append(on(entry_id, cash, party, **({extra: granted} if extra else {})))
    if draw(st.booleans()):
        parts.append(on(None, draw(st.integers(1, 10**6)), draw(st.integers(1, 3))))
    if draw(st.booleans()):
        parts.append(account(draw(st.integers(1, 10**6))))
    return sum(part.cash_minor for part in parts), draw(st.permutations(parts)), targets, currency, rate


def owed(entry_id, party, minor, currency, rate, discount):
    local = module.to_local(minor, valuation=module.Valuation(currency, rate), local_currency="SEK")
    return entry(entry_id, I, 1, currency, party_id=party)._replace(
        remaining_minor=minor,
        remaining_local_minor=local,
        rate=rate,
        discount_minor=discount,
    )


@given(lines())
def test_a_voucher_sums_to_zero_and_the_bank_gets_the_line(line):
    amount, parts, targets, currency, rate = line
    posting = posted(amount, parts, targets, currency, rate)
    assert_whole(posting, amount)
    assert_details_lead(posting, standing(targets))


@given(lines())
def test_what_is_settled_is_what_the_parts_say(line):
    amount, parts, targets, currency, rate = line
    posting = posted(amount, parts, targets, currency, rate)
    remaining = left(posting)
    for part in parts:
        if getattr(part, "entry_id", None):
            settled = part.gross_minor + part.discount_minor
            before = next(each.remaining_minor for each in targets if each.entry_id == part.entry_id)
            assert remaining[part.entry_id][0] == before - settled


@given(lines())
def test_control_accounts_move_as_their_entries_do(line):
    amount, parts, targets, currency, rate = line
    posting = posted(amount, parts, targets, currency, rate)
    entries = sum(payment.local_minor for payment in posting.payments)
    details = sum(
        detail.local_minor
        for payment in posting.payments
        if payment.application
        for detail in payment.application.details
    )
    assert entries + details == ledger(posting).get(CUSTOMERS, 0)


@given(lines())
def test_an_entry_that_is_closed_is_closed_in_local_currency(line):
    amount, parts, targets, currency, rate = line
    for minor, local in left(posted(amount, parts, targets, currency, rate)).values():
        assert minor or not local


@given(st.integers(1, 10**9), st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(1, 10**10))
def test_local_shares_of_a_foreign_line_sum_to_the_whole(amount, weights, rate):
    cash = split_minor(amount, weights)
    posting = posted(amount, [account(share, 5000 + n) for n, share in enumerate(cash)], (), "EUR", rate)
    bank = next(line for line in posting.lines if line.bank_account_id == module.OWN_BANK)
    assert sum(line.local_minor for line in posting.lines if line is not bank) == -bank.local_minor


def test_gains_are_their_own_details():
    posting = posted(100_00, [on(2, 100_00)], [euro_invoice(100, 11)], "EUR", 12 * PAR)
    kinds = [detail.kind for detail in posting.payments[0].application.details]
    assert kinds == [DetailKind.APPLICATION, DetailKind.APPLICATION, DetailKind.REALIZED_GAIN]


def test_what_a_customer_paid_before_is_taken_up():
    posting = posted(500_00, [on(2, 1000_00), on(3, -500_00)], [invoice(2, 1000), entry(3, P, -500)])
    assert left(posting) == {101: (0, 0), 2: (0, 0), 3: (0, 0)}


def test_a_refund_is_settled_by_money_that_comes_back():
    posting = posted(200_00, [on(3, 200_00)], [entry(3, R, 200)])
    assert left(posting) == {101: (0, 0), 3: (0, 0)}


@pytest.mark.parametrize(("own", "account"), [((3970, 7970), 3970), ((0, 0), GAINS)])
def test_an_unrealized_gain_is_taken_back_from_its_own_account(own, account):
    """Invoice 100 @ 10, adjusted @ 11, paid @ 12; where there is no such account it is that of realized gains."""
    target = invoice(2, 100, currency="USD", at=10, remaining_local_minor=1100_00, unrealized_local_minor=100_00)
    part = on(2, 100_00)
    group = replace(part.group, unrealized_gains_id=own[0], unrealized_losses_id=own[1])
    posting = posted(100_00, [part._replace(group=group)], [target], "USD", 12 * PAR)
    wanted = {BANK: 1200_00, CUSTOMERS: -1100_00, GAINS: -200_00}
    assert ledger(posting) == wanted | {account: wanted.get(account, 0) + 100_00}
    assert left(posting) == {101: (0, 0), 2: (0, 0)}
