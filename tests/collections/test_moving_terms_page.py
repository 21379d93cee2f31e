"""Deleting by page is asked for twice: by its button, and by the box beside it."""

from __future__ import annotations

from reskontra.collections.moving_terms_page import moving_forms


def test_both_forms_name_the_terms() -> None:
    rename, delete = moving_forms("EGNA")
    assert [field.value for field in rename.fields] == ["EGNA", "EGNA"]
    assert ("EGNA" in delete.fields[1].label, delete.fields[1].value) == (True, "")
