"""Money that pays no document."""

import pytest

from reskontra.core.matching.kinds import kind_of
from tests.core.matching.small import line, one


@pytest.mark.parametrize(
    ("case", "payment", "rule"),
    [
        ("the tax account by its name", line(1, -5000, "560101", name="SKATTEVERKET"), "tax_account"),
        ("the tax account in the text", line(1, 120, "Skattekontot 5560125790"), "tax_account"),
        ("salaries by the bank's code", line(1, -5000, transaction_code="PMNT-ICDT-SALA"), "salary"),
        ("salaries by the word", line(1, -5000, "Löner mars"), "salary"),
        ("a refund", line(1, 300, "Återbetalning"), "refund"),
        ("German", line(1, -300, "Gehalt 03/2026"), "salary"),
    ],
)
def test_what_a_line_seems_to_be(case, payment, rule):
    found = kind_of(payment, " ".join(payment.texts))
    assert found is not None, case
    assert found.rule == rule, case
    proposal = one(payment, [])
    assert (proposal.parts, proposal.state, [reason.rule for reason in proposal.explanation]) == (
        (),
        "unmatched",
        [rule],
    )


@pytest.mark.parametrize(
    "payment",
    [
        line(1, 5000, "Löner mars"),
        line(1, 5000, "Faktura 104012"),
        line(1, -50, "Lönnbergs El"),
        line(1, 70, "Skattkammaren"),
    ],
)
def test_what_is_none_of_these(payment):
    assert kind_of(payment, " ".join(payment.texts)) is None
