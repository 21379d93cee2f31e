"""What is planned for each line, with entries as the lines before left them. No database: records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType, Ledger, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.ledger.bank_entries import UnmatchedBankEntry
from reskontra.ledger.queries import BankAccountFacts, GroupFacts
from reskontra.matching.open_lines import OpenLine
from reskontra.matching.posting_plan import EntryTaken, Planned, Planner, ReadyLine, TransferCurrency
from reskontra.matching.proposals import StoredPart

COMPANY = CompanyFacts(1, "Nordan AB", "SE", "SEK", "sv", "se-bas")
DAY = date(2026, 3, 2)
CONTROL, DISCOUNT, TOLERANCE, ROUNDING, CHARGE, OPENING, GAINS, LOSSES = range(101, 109)
GROUP = GroupFacts(
    7, "CUSTOMER", "SE", CONTROL, DISCOUNT, TOLERANCE, ROUNDING, CHARGE, OPENING, GAINS, LOSSES, GAINS, LOSSES
)
FEES = 200


def bank(number: int, *, currency: str = "SEK") -> BankAccountFacts:
    return BankAccountFacts(
        number, f"B{number}", "", currency, "", "", "", "", 10 + number, f"193{number}", "", "", "", "", None, False,
        False,
    )  # fmt: skip


BANKS = {f"B{number}": bank(number) for number in (1, 2, 3)} | {"B4": bank(4, currency="EUR")}


def invoice(id: int, minor: int, **values: object) -> OpenEntry:
    return OpenEntry(
        entry_id=id,
        ledger=Ledger.CUSTOMER,
        party_id=1,
        document_type=DocumentType.INVOICE,
        document_number=f"INV-{id}",
        posting_date=date(2026, 1, 10),
        currency="SEK",
        remaining_minor=minor,
        remaining_local_minor=minor,
        due_date=date(2026, 2, 9),
        rate=PAR,
        **values,  # type: ignore[arg-type]
    )


def ready(number: int, minor: int, *parts: StoredPart, account: str = "B1", day: date = DAY) -> ReadyLine:
    text = f"line {number}"
    line = OpenLine(number, 1, number, 900 + number, day, minor, "SEK", minor, text, "", number, "ready", True)
    return ReadyLine(line, parts, text, "", BANKS[account], 55, day)


def settling(entry: int, minor: int, **values: int) -> StoredPart:
    return StoredPart("CUSTOMER", "C1", minor, 1, entry, **values)


def transfer(to: str, minor: int) -> StoredPart:
    return StoredPart("BANK", to, minor)


def planned(
    *lines: ReadyLine, entries: tuple[OpenEntry, ...] = (), unmatched: tuple[UnmatchedBankEntry, ...] = ()
) -> list[Planned]:
    planner = Planner(
        company=COMPANY,
        entries={entry.entry_id: (entry, GROUP.id) for entry in entries},
        groups={("CUSTOMER", "SE"): GROUP, ("CUSTOMER", ""): GROUP},
        party_groups={1: "SE"},
        accounts={"6570": FEES},
        bank_accounts=BANKS,
        unmatched=list(unmatched),
        payment_ids=count(5000),
    )
    return planner.plan(lines)


def amounts(plan: Planned) -> dict[int, int]:
    assert plan.voucher
    return {line.account_id: line.amount_minor for line in plan.voucher.lines}


@pytest.mark.parametrize(
    ("case", "line", "expected"),
    [
        ("an invoice", ready(1, 1000, settling(1, 1000)), {11: 1000, CONTROL: -1000}),
        (
            "with a discount",
            ready(1, 980, settling(1, 980, discount_minor=20)),
            {11: 980, CONTROL: -1000, DISCOUNT: 20},
        ),
        ("with a charge", ready(1, 975, settling(1, 975, charge_minor=25)), {11: 975, CONTROL: -1000, CHARGE: 25}),
        (
            "rounded up",
            ready(1, 1040, settling(1, 1040, rounding_minor=-40)),
            {11: 1040, CONTROL: -1000, ROUNDING: -40},
        ),
        ("rounded down", ready(1, 960, settling(1, 960, rounding_minor=40)), {11: 960, CONTROL: -1000, ROUNDING: 40}),
        ("on account", ready(1, 300, StoredPart("CUSTOMER", "C1", 300, 1)), {11: 300, CONTROL: -300}),
        ("a G/L account", ready(1, -50, StoredPart("GL", "6570", -50)), {11: -50, FEES: 50}),
        ("a transfer", ready(1, -500, transfer("B2", -500)), {11: -500, 12: 500}),
    ],
)  # fmt: skip
def test_what_a_line_posts(case: str, line: ReadyLine, expected: dict[int, int]) -> None:
    (plan,) = planned(line, entries=(invoice(1, 1000, discount_minor=20, discount_date=DAY),))
    assert amounts(plan) == expected


def test_the_bank_entry_bears_transaction_and_statement() -> None:
    (plan,) = planned(ready(1, -50, StoredPart("GL", "6570", -50)))
    assert plan.voucher
    (entry,) = [line.bank for line in plan.voucher.lines if line.bank]
    assert (entry.bank_account_id, entry.amount_minor, entry.transaction_id, entry.statement_id) == (1, -50, 901, 55)


def test_entries_stand_as_the_lines_before_left_them() -> None:
    one, two = planned(ready(1, 600, settling(1, 600)), ready(2, 400, settling(1, 400)), entries=(invoice(1, 1000),))
    for plan, remaining in ((one, 400), (two, 0)):
        assert plan.posting
        application = plan.posting.payments[0].application
        assert application
        assert [outcome.remaining_minor for outcome in application.outcomes if outcome.entry_id == 1] == [remaining]


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        ("more than is left", [ready(1, 1001, settling(1, 1001))]),
        ("what the line before took", [ready(1, 600, settling(1, 600)), ready(2, 500, settling(1, 500))]),
        ("with a discount on top", [ready(1, 990, settling(1, 990, discount_minor=20))]),
        ("the other way", [ready(1, -100, settling(1, -100))]),
    ],
)
def test_an_entry_taken_meanwhile_is_refused(case: str, lines: list[ReadyLine]) -> None:
    with pytest.raises(EntryTaken) as refusal:
        planned(*lines, entries=(invoice(1, 1000, discount_minor=20),))
    assert refusal.value.values["document"] == "INV-1"
    assert refusal.value.values["line"] == lines[-1].line.line_number


def test_a_line_of_no_amount_posts_nothing() -> None:
    (plan,) = planned(ready(1, 0))
    assert (plan.voucher, plan.posting, plan.joins, plan.bank_entry_id) == (None, None, None, None)


# Transfers


def test_both_legs_of_a_transfer_are_one_voucher() -> None:
    one, two = planned(ready(1, -500, transfer("B2", -500)), ready(2, 500, transfer("B1", 500), account="B2"))
    assert (two.voucher, two.joins) == (None, 0)
    assert one.voucher
    assert {line.bank.bank_account_id: line.bank.transaction_id for line in one.voucher.lines if line.bank} == {
        1: 901, 2: 902,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "second"),
    [
        ("another amount", ready(2, 501, transfer("B1", 501), account="B2")),
        ("the same direction", ready(2, -500, transfer("B1", -500), account="B2")),
        ("from another account", ready(2, 500, transfer("B3", 500), account="B2")),
        ("on another account", ready(2, 500, transfer("B1", 500), account="B3")),
        ("six days later", ready(2, 500, transfer("B1", 500), account="B2", day=date(2026, 3, 8))),
    ],
)
def test_a_transfer_is_joined_only_by_its_other_leg(case: str, second: ReadyLine) -> None:
    one, two = planned(ready(1, -500, transfer("B2", -500)), second)
    assert one.voucher
    assert two.voucher


def test_each_leg_is_joined_once() -> None:
    legs = [ready(number, -500, transfer("B2", -500)) for number in (1, 2)]
    others = [ready(number, 500, transfer("B1", 500), account="B2") for number in (3, 4, 5)]
    assert [plan.joins for plan in planned(*legs, *others)] == [None, None, 0, 1, None]


POSTED = UnmatchedBankEntry(77, 2, DAY, 500, 33, frozenset({1}))


@pytest.mark.parametrize(
    ("case", "entry", "found"),
    [
        ("the other leg", POSTED, 77),
        ("of another counterpart", replace(POSTED, counterparts=frozenset({3})), None),
        ("of no bank account", replace(POSTED, counterparts=frozenset()), None),
        ("of another amount", replace(POSTED, amount_minor=499), None),
        ("on another account", replace(POSTED, bank_account_id=3), None),
        ("five days before", replace(POSTED, posting_date=date(2026, 2, 25)), 77),
        ("six days before", replace(POSTED, posting_date=date(2026, 2, 24)), None),
    ],
)
def test_a_leg_that_is_posted_is_not_posted_again(case: str, entry: UnmatchedBankEntry, found: int | None) -> None:
    (plan,) = planned(ready(1, 500, transfer("B1", 500), account="B2"), unmatched=(entry,))
    assert plan.bank_entry_id == found
    assert (plan.voucher is None) == (found is not None)


def test_a_transfer_between_currencies_is_refused() -> None:
    with pytest.raises(TransferCurrency) as refusal:
        planned(ready(1, -500, transfer("B4", -500)))
    assert isinstance(refusal.value, Refused)
    assert str(refusal.value) == (
        "Line 1 is in SEK and bank account B4 in EUR. "
        "Transfer between accounts of one currency, or post to a G/L account."
    )
