"""What is settled of marked entries: the specification's table of outcomes, netting, order, and laws."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.application import plan_application
from reskontra.core.application_checks import Circumstances, EntryNotOpen, NothingToApply, OverApplied, PartAgainstSign
from reskontra.core.entries import DocumentType, Ledger, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.settlement import Marked, Policy, Question, Settlement, settle, settle_oldest

D = date(2026, 3, 10)
POSTS = Policy(late_discounts="ask", tolerances="post")


def entry(id: int, amount: int, kind: str = "INVOICE", **values: object) -> OpenEntry:
    """Amounts in minor units."""
    given: dict[str, object] = {
        "ledger": Ledger.CUSTOMER, "party_id": 1, "document_number": str(id), "posting_date": date(2026, 1, 1),
        "currency": "SEK", "remaining_local_minor": amount, "due_date": date(2026, 2, 1),
    }  # fmt: skip
    return OpenEntry(entry_id=id, document_type=DocumentType(kind), remaining_minor=amount, **(given | values))  # type: ignore[arg-type]


def invoice(id: int = 1, amount: int = 1000_00, discount: int = 20_00, until: date = D) -> OpenEntry:
    """Discount until a day, five days of grace, a tolerance of 5."""
    return entry(
        id,
        amount,
        discount_minor=discount,
        discount_date=until,
        discount_tolerance_date=until + timedelta(days=5),
        max_tolerance_minor=5_00,
    )


def pay(
    amount: int, *targets: OpenEntry, day: date = D, policy: Policy = POSTS, accepts: bool | None = None
) -> Settlement:
    payment = entry(99, -amount, "PAYMENT", posting_date=day)
    return settle(
        applying=payment,
        marked=[Marked(target.entry_id, accepts_late_discount=accepts) for target in targets],
        targets=targets,
        policy=policy,
        circumstances=Circumstances(posting_date=day, local_currency="SEK"),
    )


@pytest.mark.parametrize(
    ("day", "paid", "accepts", "discount", "late", "tolerance", "left"),
    [
        (0, 985, None, 20, 0, -5, 0), (0, 980, None, 20, 0, 0, 0), (0, 975, None, 20, 0, 5, 0),
        (1, 1005, True, 0, 20, 0, -25), (5, 1000, True, 0, 20, 0, -20), (5, 995, True, 0, 20, 0, -15),
        (1, 1005, False, 0, 0, -5, 0), (1, 1000, False, 0, 0, 0, 0), (5, 995, False, 0, 0, 5, 0),
        (1, 985, True, 0, 20, -5, 0), (1, 980, True, 0, 20, 0, 0), (5, 975, True, 0, 20, 5, 0),
        (6, 1005, True, 0, 0, -5, 0), (6, 1000, True, 0, 0, 0, 0), (6, 995, True, 0, 0, 5, 0),
        (6, 985, True, 0, 0, 0, 15), (6, 980, True, 0, 0, 0, 20), (6, 975, True, 0, 0, 0, 25),
        (0, 1000, None, 0, 0, 0, 0), (0, 1020, None, 0, 0, 0, -20), (0, 500, None, 0, 0, 0, 500),
    ],
)  # fmt: skip
def test_the_table_of_outcomes(
    day: int, paid: int, accepts: bool | None, discount: int, late: int, tolerance: int, left: int
) -> None:
    (part,) = pay(paid * 100, invoice(), day=D + timedelta(days=day), accepts=accepts).parts
    found = (part.discount_minor, part.discount_tolerance_minor, part.tolerance_minor)
    assert [minor // 100 for minor in found] == [discount, late, tolerance]
    closes = part.total_minor == 1000_00
    assert (1000_00 - part.total_minor) // 100 == (left if left > 0 else 0)
    assert not closes or part.cash_minor - paid * 100 == min(left, 0) * 100


@pytest.mark.parametrize(
    ("paid", "first", "second"),
    [
        (1970, (0, 0, 0), (30, 0, 0)), (1910, (0, 60, 0), (30, 0, 0)), (1920, (0, 60, -5), (30, 0, -5)),
        (1900, (0, 60, 5), (30, 0, 5)),
    ],
)  # fmt: skip
def test_two_invoices_one_of_them_late(paid: int, first: tuple[int, ...], second: tuple[int, ...]) -> None:
    two = (invoice(1, discount=60_00), invoice(2, discount=30_00, until=D + timedelta(days=2)))
    accepts = Policy(late_discounts="accept", tolerances="post")
    parts = pay(paid * 100, *two, day=D + timedelta(days=1), policy=accepts).parts
    found = [(p.discount_minor, p.discount_tolerance_minor, p.tolerance_minor) for p in parts]
    assert [tuple(minor // 100 for minor in three) for three in found] == [first, second]
    assert [part.total_minor for part in parts] == [1000_00, 1000_00]


@pytest.mark.parametrize(
    ("policy", "paid", "day", "asked"),
    [
        (POSTS, 980_00, 1, [Question("late_discount", 1, 20_00)]),
        (Policy(tolerances="ask"), 997_00, 6, [Question("payment_tolerance", 1, 3_00)]),
        (Policy(tolerances="ask"), 1003_00, 6, [Question("payment_tolerance", 1, -3_00)]),
        (Policy(), 980_00, 1, []),
        (POSTS, 1000_00, 1, []),
    ],
)
def test_what_is_asked_is_not_granted(policy: Policy, paid: int, day: int, asked: list[Question]) -> None:
    found = pay(paid, invoice(), day=D + timedelta(days=day), policy=policy)
    assert list(found.questions) == asked
    assert sum(part.granted_minor for part in found.parts) == 0


def test_a_discount_stands_where_just_enough_is_left_for_its_document() -> None:
    (part,) = pay(980_00, invoice(1), invoice(2), policy=Policy()).parts
    assert (part.entry_id, part.cash_minor, part.discount_minor) == (1, 980_00, 20_00)


def test_no_discount_rests_on_a_tolerance_that_is_not_posted() -> None:
    first, second = pay(1955_00, invoice(1), invoice(2), policy=Policy(tolerances="leave")).parts
    assert (first.discount_minor, second.discount_minor, second.cash_minor) == (20_00, 0, 975_00)
    (late,) = pay(996_00, invoice(), day=D + timedelta(days=1), policy=Policy("accept", "leave")).parts
    assert late.discount_tolerance_minor == 20_00


def test_each_document_tolerates_its_own_at_most() -> None:
    targets = (invoice(1, discount=0), invoice(2, discount=0)._replace(max_tolerance_minor=1_00))
    first, second = pay(1994_00, *targets).parts
    assert (first.tolerance_minor, second.tolerance_minor) == (5_00, 1_00)


def test_a_rest_within_the_tolerance_is_left_where_a_person_leaves_it() -> None:
    day = D + timedelta(days=9)
    payment = entry(99, -997_00, "PAYMENT", posting_date=day)
    circumstances = Circumstances(posting_date=day, local_currency="SEK")
    found = settle(
        applying=payment, marked=[Marked(1)], targets=[invoice()], policy=POSTS, circumstances=circumstances,
        accepts_tolerance=False,
    )  # fmt: skip
    assert found.parts[0].total_minor == 997_00


@pytest.mark.parametrize(
    ("case", "amount", "marked", "expected"),
    [
        ("payment and credit memos close an invoice", -30, (-10, -20, 60), {1: -10, 2: -20, 3: 60}),
        ("the larger invoice keeps the rest", -30, (-10, 60), {1: -10, 2: 40}),
        ("a credit memo that is not needed is left", -100, (-50, 60), {2: 60}),
        ("so much of it as is needed", -30, (-50, 60), {1: -30, 2: 60}),
        ("in the order marked", -900, (500, 300, 200), {1: 500, 2: 300, 3: 100}),
        ("nothing for those after", -500, (500, 300), {1: 500}),
        ("a credit memo takes from invoices", -400, (1000,), {1: 400}),
        ("an invoice is settled by payments", 100, (-40, -80), {1: -40, 2: -60}),
    ],
)
def test_netting_and_order(case: str, amount: int, marked: tuple[int, ...], expected: dict[int, int]) -> None:
    kinds = {True: "INVOICE", False: "CREDIT_MEMO"}
    targets = [entry(id, minor, kinds[minor > 0]) for id, minor in enumerate(marked, 1)]
    found = settle(
        applying=entry(99, amount, "PAYMENT"), marked=[Marked(each.entry_id) for each in targets], targets=targets,
        policy=Policy(), circumstances=Circumstances(posting_date=D, local_currency="SEK"),
    )  # fmt: skip
    assert {part.entry_id: part.total_minor for part in found.parts} == expected, case


def marked_with(amount: int, target: OpenEntry, applying: OpenEntry | None = None) -> Settlement:
    return settle(
        applying=applying or entry(99, -1000_00, "PAYMENT"), marked=[Marked(target.entry_id, amount)],
        targets=[target], policy=Policy(), circumstances=Circumstances(posting_date=D, local_currency="SEK"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "amount", "target", "applying", "refusal"),
    [
        ("settled", 1, entry(1, 0), None, EntryNotOpen),
        ("of the other sign", -1, entry(1, 500), None, PartAgainstSign),
        ("too much", 501, entry(1, 500), None, OverApplied),
        ("of its own sign", -500, entry(1, -500, "PAYMENT"), None, NothingToApply),
        ("a settled one applies", 1, entry(1, 500), entry(99, 0, "PAYMENT"), EntryNotOpen),
    ],
)
def test_what_cannot_be_marked(
    case: str, amount: int, target: OpenEntry, applying: OpenEntry | None, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        marked_with(amount, target, applying)


def test_amounts_to_apply_limit_each() -> None:
    targets = [entry(id, 500_00) for id in (1, 2, 3)]
    found = settle(
        applying=entry(99, -300_00, "PAYMENT"), marked=[Marked(id, 100_00) for id in (1, 2, 3)], targets=targets,
        policy=Policy(), circumstances=Circumstances(posting_date=D, local_currency="SEK"),
    )  # fmt: skip
    assert [part.cash_minor for part in found.parts] == [100_00] * 3


def test_the_amount_without_its_discount_closes() -> None:
    (part,) = marked_with(980_00, invoice()).parts
    assert (part.cash_minor, part.discount_minor) == (1000_00, 0)  # 1,000 was paid: in full
    (part,) = marked_with(980_00, invoice(), entry(99, -980_00, "PAYMENT")).parts
    assert (part.cash_minor, part.discount_minor) == (980_00, 20_00)


def test_the_oldest_due_first() -> None:
    march = entry(1, 100_00)._replace(due_date=date(2026, 3, 1))
    february = entry(2, 100_00)._replace(due_date=date(2026, 2, 1))
    later = entry(3, 100_00)._replace(due_date=date(2026, 1, 1), posting_date=D + timedelta(days=1))
    euro = entry(4, 1_00)._replace(due_date=date(2026, 1, 1), currency="EUR")
    found = settle_oldest(
        applying=entry(99, -150_00, "PAYMENT"),
        candidates=[march, february, later, euro, entry(5, -7_00, "PAYMENT")],
        circumstances=Circumstances(posting_date=D, local_currency="SEK", allows_currencies=False),
    )
    assert [(part.entry_id, part.cash_minor) for part in found] == [(2, 100_00), (1, 50_00)]
    assert settle_oldest(
        applying=entry(99, -1, "PAYMENT"), candidates=[], circumstances=Circumstances(D, "SEK")
    ) == ()  # fmt: skip


amounts = st.integers(min_value=1, max_value=2000_00)
ENTRIES = st.lists(st.tuples(amounts, st.integers(0, 30_00), st.integers(-3, 8), st.booleans()), min_size=1, max_size=5)
POLICIES = st.builds(
    Policy, late_discounts=st.sampled_from(["accept", "ask", "decline"]), tolerances=st.sampled_from(["post", "leave"])
)


@given(paid=amounts, rows=ENTRIES, policy=POLICIES, accepts=st.sampled_from([None, True, False]))
def test_whatever_is_decided_can_be_applied(
    paid: int, rows: list[tuple[int, int, int, bool]], policy: Policy, accepts: bool | None
) -> None:
    targets = []
    for id, (amount, discount, days, is_credit) in enumerate(rows, 1):
        made = invoice(id, amount, min(discount, amount), D + timedelta(days=days))
        made = made._replace(max_tolerance_minor=min(5_00, amount))
        if is_credit:
            made = made._replace(remaining_minor=-amount, remaining_local_minor=-amount, discount_minor=0,
                           max_tolerance_minor=0, document_type=DocumentType.CREDIT_MEMO)  # fmt: skip
        targets.append(made)
    payment = entry(99, -paid, "PAYMENT", posting_date=D)
    circumstances = Circumstances(posting_date=D, local_currency="SEK")
    marked = [Marked(target.entry_id, accepts_late_discount=accepts) for target in targets]
    try:
        found = settle(applying=payment, marked=marked, targets=targets, policy=policy, circumstances=circumstances)
    except NothingToApply:
        assert all(target.remaining_minor < 0 for target in targets)
        return
    named = {part.entry_id for part in found.parts}
    plan = plan_application(
        applying=payment, parts=found.parts, targets=[t for t in targets if t.entry_id in named],
        circumstances=circumstances,
    )  # fmt: skip
    left = {outcome.entry_id: outcome.remaining_minor for outcome in plan.outcomes}
    assert left[99] <= 0
    assert all(left.get(t.entry_id, t.remaining_minor) * t.remaining_minor >= 0 for t in targets)
    assert left[99] == 0 or all(left.get(t.entry_id, t.remaining_minor) <= 0 for t in targets), "money was left over"
    untouched = [t for t in targets if t.remaining_minor < 0 and t.entry_id not in named]
    assert not untouched or all(left.get(t.entry_id, t.remaining_minor) <= 0 for t in targets)


@pytest.mark.parametrize("document_type", ["PAYMENT", "REFUND"])
def test_a_discount_is_judged_by_the_day_of_the_money_whenever_it_is_applied(document_type: str) -> None:
    sign = 1 if document_type == "PAYMENT" else -1
    owed = invoice(amount=1000_00, discount=20_00)
    if sign < 0:
        owed = owed._replace(document_type=DocumentType.CREDIT_MEMO, remaining_minor=-1000_00, discount_minor=-20_00)
    paid = entry(99, -sign * 980_00, document_type, posting_date=D)
    later = Circumstances(posting_date=D + timedelta(days=60), local_currency="SEK")
    settled = settle(applying=paid, marked=[Marked(1)], targets=[owed], policy=POSTS, circumstances=later)
    assert [(part.cash_minor, part.discount_minor) for part in settled.parts] == [(sign * 980_00, sign * 20_00)]
