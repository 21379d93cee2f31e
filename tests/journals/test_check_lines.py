"""What forbids a check, and what the ledger is told of it; tests/scenarios/checks.txt tells the refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.journals.check_lines import check_draft, check_not_alone
from tests.journals.test_document_checks import line


@pytest.mark.parametrize(
    ("account", "balancing", "drawn_on"),
    [
        (("VENDOR", "V1"), ("BANK", "B1"), ("B1", -400)),
        (("BANK", "B1"), ("VENDOR", "V1"), ("B1", 400)),
        (("BANK", "B1"), ("BANK", "B2"), None),
        (("VENDOR", "V1"), ("GL", "1930"), None),
    ],
)
def test_where_a_check_is_drawn_and_whom_it_pays(
    account: tuple[str, str], balancing: tuple[str, str], drawn_on: tuple[str, int] | None
) -> None:
    one = replace(
        line(1), account_type=account[0], account_number=account[1], balancing_type=balancing[0],
        balancing_number=balancing[1], amount_minor=400, check_kind="MANUAL", check_number="7",
    )  # fmt: skip
    assert one.drawn_on == drawn_on
    draft = check_draft(one)
    if drawn_on:
        assert (draft.counter_type, draft.counter_number, draft.number) == ("VENDOR", "V1", "7")


def test_a_check_is_alone_in_its_document() -> None:
    by_check = replace(line(2), check_kind="COMPUTER")
    assert check_not_alone([line(1), line(3)]) is None
    assert check_not_alone([by_check]) is None
    refusal = check_not_alone([line(1), by_check])
    assert refusal is not None
    assert str(refusal).startswith("line 2, check: ")
    assert "has 2 lines, of which a check pays line 2." in str(refusal)
