"""A line's money in parts: documents, accounts and on account together, posted as one voucher."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Findings, Refused
from reskontra.matching.actions.split_line import SplitPart, split_line
from reskontra.matching.models import Proposal
from reskontra.matching.proposals import StoredProposal
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells('statement B1 2026-03-02\nline 1500.00 text="Insättning"\nline -300.00 text="Uttag"\nimport')
    return story


def split(story: Story, *parts: tuple[str, str, int | None], line: int = 1) -> StoredProposal:
    wanted = [SplitPart(*part) for part in parts]
    return split_line(
        company=story.company, actor=build.ALICE, journal=story.facts, line_number=line, parts=wanted
    )  # fmt: skip


def test_money_goes_on_a_document_an_account_and_on_account_of_another(imported: Story) -> None:
    made = split(imported, ("document", "INV-1", 100000), ("gl", "3740", 2500), ("customer", "C2", None))
    assert [(part.account_type, part.cash_minor) for part in made.parts] == [
        ("CUSTOMER", 100000), ("GL", 2500), ("CUSTOMER", 47500),
    ]  # fmt: skip
    assert (made.origin, made.is_reviewed, made.difference_minor) == ("SPLIT", True, 0)
    imported.tells("post 1")
    assert imported.shown(1)["state"] == "posted"


def test_a_payment_is_split_on_vendors_documents(imported: Story) -> None:
    made = split(imported, ("document", "88012", -25000), ("gl", "6570", None), line=2)
    assert [part.cash_minor for part in made.parts] == [-25000, -5000]


@pytest.mark.parametrize(
    ("case", "parts", "code"),
    [
        ("one part", [("gl", "3740", 150000)], "split_too_few"),
        ("two rests", [("gl", "3740", None), ("gl", "6570", None)], "split_rest_twice"),
        ("another sum", [("gl", "3740", 100000), ("gl", "6570", 40000)], "split_differs"),
        ("no such kind", [("kind", "1", 100000), ("gl", "6570", None)], "split_kind_unknown"),
        ("nothing left for the rest", [("gl", "3740", 150000), ("gl", "6570", None)], "split_part_empty"),
        ("no such document", [("document", "INV-9", 100000), ("gl", "6570", None)], "document_unknown"),
        ("no such account", [("gl", "9999", 100000), ("gl", "6570", None)], "account_unknown"),
        ("its own bank account", [("bank", "B1", 100000), ("gl", "6570", None)], "transfer_to_itself"),
        ("more than a document has", [("document", "INV-2", 60000), ("gl", "6570", None)], "over_applied"),
        ("a document twice", [("document", "INV-1", 50000), ("document", "INV-1", None)], "applied_twice"),
    ],
)
def test_what_is_no_split_is_refused(
    imported: Story, case: str, parts: list[tuple[str, str, int | None]], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        split(imported, *parts)
    assert refusal.value.code == code
    assert not Proposal.objects.filter(is_reviewed=True).exists()


def test_every_row_that_is_wrong_is_told_with_its_place(imported: Story) -> None:
    with pytest.raises(Findings) as refusal:
        split(imported, ("gl", "9999", 100000), ("gl", "3740", 100), ("document", "INV-9", None))
    assert [finding.place for finding in refusal.value.findings] == ["row 1", "row 3"]
