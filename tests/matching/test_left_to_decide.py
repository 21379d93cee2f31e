"""What is left to decide of a line, and by which command."""

from __future__ import annotations

import pytest

from reskontra.matching.left_to_decide import left_to_decide
from reskontra.matching.queries import shown_lines
from tests.story import Story

pytestmark = pytest.mark.django_db

P = "PRJ000001 1"
APPLY = f"reskontra journal apply {P}"


@pytest.mark.parametrize(
    ("case", "lines", "question", "commands"),
    [
        (
            "nobody knows it",
            "line 777.00",
            "What was paid",
            [f"{APPLY} --document customer:NUMBER", f"{APPLY} --account gl:NUMBER"],
        ),
        (
            "money out",
            "line -777.00",
            "What was paid",
            [f"{APPLY} --document vendor:NUMBER", f"{APPLY} --account gl:NUMBER"],
        ),
        ("ready", "line 800.00 ocr=10033", "Nothing: it is ready", [f"reskontra journal post {P}"]),
        (
            "too little",
            'line 300.00 name="Beta AB" ocr=10033',
            "Whether the rest stays open",
            [
                f"reskontra journal accept {P}",
                f"{APPLY} --document customer:NUMBER",
                f"{APPLY} --account gl:NUMBER",
            ],
        ),
        (
            "too much",
            'line 900.00 name="Beta AB" ocr=10033',
            "What becomes of the 100.00 too much",
            [
                f"reskontra journal accept {P}",
                f"{APPLY} --document customer:NUMBER",
                f"{APPLY} --account gl:NUMBER",
            ],
        ),
    ],
)
def test_the_question_and_its_answers(story: Story, case: str, lines: str, question: str, commands: list[str]) -> None:
    story.tells(f"statement B1 2026-03-02\n{lines}\nimport\nmatch")
    (shown,) = shown_lines(company=story.company, journals=[story.facts])
    told, *answers = left_to_decide(shown)
    assert told.startswith(question)
    assert answers == commands


def test_what_is_paid_already_goes_on_account(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 800.00 ocr=10033\nimport\nmatch\npost")
    story.tells("statement B1 2026-03-03\nline 800.00 ocr=10033\nimport\nmatch")
    (shown,) = shown_lines(company=story.company, journals=[story.facts])
    told, *answers = left_to_decide(shown)
    assert told.startswith("What was paid twice goes on account")
    assert answers[-1] == "reskontra journal apply PRJ000002 1 --account customer:C2"


def test_what_may_pay_a_document_in_another_currency_is_put_there_or_on_account(story: Story) -> None:
    story.tells(
        """
        rate      EUR 2026-01-01 11.20
        invoice   C2 INV-77001 100.00 currency=EUR
        statement B1 2026-03-02
        line      1520.00 name="Beta AB" text="INV-77001"
        import
        match
        """
    )
    (shown,) = shown_lines(company=story.company, journals=[story.facts])
    told, *answers = left_to_decide(shown)
    assert told.startswith("Whether it pays the document in another currency")
    assert answers == [
        f"{APPLY} --document customer:INV-77001",
        f"{APPLY} --account customer:C2",
        f"{APPLY} --account gl:NUMBER",
    ]
