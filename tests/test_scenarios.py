"""Bookkeeping stories, told from the statement to the books; tests/story.py says what the words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.story import Story

FOLDER = Path(__file__).resolve().parent / "scenarios"


def stories() -> Iterator[object]:
    """Each begins with `story` and its title."""
    for path in sorted(FOLDER.glob("*.txt")):
        title, lines = "", []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("story "):
                if title:
                    yield pytest.param(path.name, lines, id=f"{path.stem}: {title}")
                title, lines = line.removeprefix("story ").strip(), []
            elif line.strip():
                lines.append((number, line))
        yield pytest.param(path.name, lines, id=f"{path.stem}: {title}")


@pytest.mark.django_db
@pytest.mark.company_leads
@pytest.mark.parametrize(("file", "lines"), list(stories()))
def test_the_story_goes_as_told(file: str, lines: list[tuple[int, str]], company: CompanyFacts) -> None:
    story = Story(company)
    for number, line in lines:
        try:
            story.tell(line)
        except Exception as reason:
            raise AssertionError(f"{file}, line {number}: {line}\n{type(reason).__name__}: {reason}") from reason


@pytest.mark.parametrize("ledger", ["customer", "vendor"])
def test_every_worked_example_is_told_on_both_ledgers(ledger: str) -> None:
    """E1 to E23 of the ledger's specification."""
    text = (FOLDER / "specified_examples.txt").read_text(encoding="utf-8")
    titles = re.findall(rf"^story {ledger}, (.*)$", text, re.MULTILINE)
    told = {int(number) for title in titles for number in re.findall(r"\bE([0-9]+)\b", title)}
    assert told == set(range(1, 24))
