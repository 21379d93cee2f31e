"""The texts of all refusals are expected outputs: a change of wording is seen, and decided."""

from __future__ import annotations

from tests import catalogue
from tests.golden_files import GOLDEN, assert_golden


def test_the_catalogue_of_refusals_is_as_expected() -> None:
    assert_golden(GOLDEN / "errors" / "catalogue.txt", catalogue.as_text())


def test_the_page_of_refusals_is_written_from_them() -> None:
    assert_golden(GOLDEN.parent.parent / "docs" / "errors.md", catalogue.as_page())
